"use client";

import { DatabaseZap, RadioTower, WifiOff } from "lucide-react";
import { useTranslations } from "next-intl";
import { useConnection } from "../../lib/client/state/use-connection";
import { useLinks } from "../../lib/client/state/use-live";
import type { LinksView } from "../../lib/contract/view";
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
  const connection = useConnection();
  const links = useLinks();
  if (connection.word === "lost") return <LostAlert since={connection.since} />;
  return (
    <>
      {links?.broker.up === false && <BrokerAlert broker={links.broker} />}
      {links?.store.up === false && <StoreAlert store={links.store} />}
    </>
  );
}

// Each reads the time zone only when it is shown: the first time a browser is asked for its own is slow.

function LostAlert({ since }: { since: number }) {
  const t = useTranslations("alerts");
  const time = useTime(true);
  return <Banner icon={WifiOff} tone="bad" title={t("lostTitle", { since: time(since) })} text={t("lost")} />;
}

function BrokerAlert({ broker: { since, reason } }: Pick<LinksView, "broker">) {
  const t = useTranslations("alerts");
  const time = useTime(true);
  const why = brokerReasonOf(reason ?? "connecting");
  return (
    <Banner
      icon={RadioTower}
      tone="bad"
      title={t("brokerTitle")}
      text={t("broker", { since: time(since), why: t(why ? `brokerWhy.${why}` : "whyUnknown") })}
    />
  );
}

function StoreAlert({ store: { since, reason } }: Pick<LinksView, "store">) {
  const t = useTranslations("alerts");
  const time = useTime(true);
  const why = storeReasonOf(reason);
  return (
    <Banner
      icon={DatabaseZap}
      tone="waiting"
      title={t("storeTitle")}
      text={t("store", { since: time(since), why: t(why ? `storeWhy.${why}` : "whyUnknown") })}
    />
  );
}
