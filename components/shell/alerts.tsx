"use client";

import { DatabaseZap, RadioTower, WifiOff } from "lucide-react";
import { useTranslations } from "next-intl";
import { useConnection } from "../../lib/client/state/use-connection";
import { useLinks } from "../../lib/client/state/use-live";
import { brokerReasonOf, storeReasonOf } from "../../lib/domain/link-reason";
import { TimeZone, usePageTimeZone } from "../live/time-zone";
import { useTime } from "../live/use-time";
import { Banner } from "./banner";

/** The silences that are not a charger's: the page's own stream, the broker, the database. In the time of the page below. */
export function Alerts() {
  return (
    <TimeZone timeZone={usePageTimeZone()}>
      <LinkAlerts />
    </TimeZone>
  );
}

function LinkAlerts() {
  const t = useTranslations("alerts");
  const connection = useConnection();
  const links = useLinks();
  const time = useTime(true);
  const why = {
    broker: brokerReasonOf(links?.broker.reason ?? "connecting"),
    store: storeReasonOf(links?.store.reason ?? null),
  };
  if (connection.word === "lost") {
    return (
      <Banner icon={WifiOff} tone="bad" title={t("lostTitle", { since: time(connection.since) })} text={t("lost")} />
    );
  }
  return (
    <>
      {links?.broker.up === false && (
        <Banner
          icon={RadioTower}
          tone="bad"
          title={t("brokerTitle")}
          text={t("broker", {
            since: time(links.broker.since),
            why: t(why.broker ? `brokerWhy.${why.broker}` : "whyUnknown"),
          })}
        />
      )}
      {links?.store.up === false && (
        <Banner
          icon={DatabaseZap}
          tone="waiting"
          title={t("storeTitle")}
          text={t("store", {
            since: time(links.store.since),
            why: t(why.store ? `storeWhy.${why.store}` : "whyUnknown"),
          })}
        />
      )}
    </>
  );
}
