"use client";

import { useTranslations } from "next-intl";
import { useCut } from "../live/use-cut";
import { noneSeen } from "./none-seen";

interface Props {
  /** What is wrong now, each in a few words; another text is read out. */
  titles: readonly string[];
  /** How many chargers are looked at, and how many of them can be heard: what cannot be heard cannot be known. */
  all: number;
  heard: number;
}

/** Reads out which electrical faults there are, when they come and go: without their numbers, which change all the time. */
export function AnomalyStatus({ titles, all, heard }: Props) {
  const t = useTranslations("anomalies");
  const cut = useCut();
  return (
    <p role="status" aria-label={t("title", { n: Math.max(2, titles.length) })} className="sr-only">
      {titles.length > 0 ? titles.join("; ") : t(noneSeen(heard, all, cut))}
    </p>
  );
}
