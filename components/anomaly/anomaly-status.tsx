"use client";

import { useTranslations } from "next-intl";

interface Props {
  /** What is wrong now, each in a few words; another text is read out. */
  titles: readonly string[];
}

/** Reads out which electrical faults there are, when they come and go: without their numbers, which change all the time. */
export function AnomalyStatus({ titles }: Props) {
  const t = useTranslations("anomalies");
  return (
    <p role="status" aria-label={t("title", { n: Math.max(2, titles.length) })} className="sr-only">
      {titles.length > 0 ? titles.join("; ") : t("none")}
    </p>
  );
}
