"use client";

import { DatabaseZap, RadioTower, WifiOff } from "lucide-react";
import { useTranslations } from "next-intl";
import { useConnection } from "../../lib/client/use-connection";
import { useLinks } from "../../lib/client/use-live";
import { useTime } from "../live/use-time";
import { Banner } from "./banner";

/** The silences that are not a charger's: the page's own stream, the broker, the database. */
export function Alerts() {
  const t = useTranslations("alerts");
  const connection = useConnection();
  const links = useLinks();
  const time = useTime(true);
  if (connection.word === "lost") {
    return (
      <Banner icon={WifiOff} tone="bad" title={t("lostTitle")} text={t("lost", { since: time(connection.since) })} />
    );
  }
  return (
    <>
      {links?.broker.up === false && (
        <Banner
          icon={RadioTower}
          tone="bad"
          title={t("brokerTitle")}
          text={t("broker", { since: time(links.broker.since) })}
        />
      )}
      {links?.store.up === false && (
        <Banner
          icon={DatabaseZap}
          tone="waiting"
          title={t("storeTitle")}
          text={t("store", { since: time(links.store.since) })}
        />
      )}
    </>
  );
}
