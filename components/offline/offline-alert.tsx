"use client";

import { WifiOff } from "lucide-react";
import { useTranslations } from "next-intl";
import { TimeZone, usePageTimeZone } from "../live/time-zone";
import { useTime } from "../live/use-time";
import { Banner } from "../shell/banner";

interface Props {
  /** When the device heard of the server last, ms; null: not known. */
  since: number | null;
}

/** Whose silence it is: the page's own. In the time of the page below. */
export function OfflineAlert({ since }: Props) {
  return (
    <TimeZone timeZone={usePageTimeZone()}>
      <Alert since={since} />
    </TimeZone>
  );
}

function Alert({ since }: Props) {
  const t = useTranslations("offline");
  const time = useTime(true);
  if (since === null) return <Banner icon={WifiOff} tone="bad" title={t("title")} text={t("plain")} />;
  return <Banner icon={WifiOff} tone="bad" title={t("titleSince", { time: time(since) })} text={t("since")} />;
}
