"use client";

import { useTranslations } from "next-intl";
import { useTime } from "../live/use-time";

/** As of when all that stands below is told, ms. */
export function AsOf({ at }: { at: number }) {
  const t = useTranslations("offline");
  const time = useTime(true);
  return <p className="num mt-1 text-[0.875rem] text-ink-2">{t("asOf", { time: time(at) })}</p>;
}
