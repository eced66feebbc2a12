"use client";

import { WifiOff } from "lucide-react";
import { useTranslations } from "next-intl";
import { useTime } from "../live/use-time";
import { Banner } from "../shell/banner";

/** Whose silence it is: the page's own. `since`: when the device heard of the server last, ms; null: not known. */
export function OfflineAlert({ since }: { since: number | null }) {
  const t = useTranslations("offline");
  const time = useTime(true);
  const text = since === null ? t("plain") : t("since", { time: time(since) });
  return <Banner icon={WifiOff} tone="bad" title={t("title")} text={text} />;
}
