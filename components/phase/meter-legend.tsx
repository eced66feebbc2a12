"use client";

import { useTranslations } from "next-intl";
import { memo } from "react";
import { useTime } from "../live/use-time";

interface Props {
  /** Since when the peaks have been watched; `hour`: for a whole hour; null: not yet. */
  peaksSince: number | "hour" | null;
  /** Something of the fuse is not available. */
  limited: boolean;
  /** How room for cars is counted. */
  room: "roomHint" | "roomHintPairs";
}

/** What the marks on the tracks are. */
export const MeterLegend = memo(function MeterLegend({ peaksSince, limited, room }: Props) {
  const t = useTranslations("phases");
  const time = useTime();
  const parts = [
    peaksSince === null ? null : peaksSince === "hour" ? t("peaksHour") : t("peaksSince", { time: time(peaksSince) }),
    limited ? t("markAvailable") : null,
  ].filter((part) => part !== null);
  return (
    <div className="mt-3 grid gap-0.5 text-[0.75rem] text-ink-3">
      {parts.length > 0 && <p>{parts.join("; ")}</p>}
      <p>{t(room)}</p>
    </div>
  );
});
