"use client";

import { useTranslations } from "next-intl";
import { memo } from "react";
import type { PhasesView } from "../../lib/domain/electrical/phases-view";
import { useTime } from "../live/use-time";
import { useUnits } from "../live/use-units";
import { Value } from "../live/value";
import { phaseLooks } from "./phase-look";

/** The largest current of each line, and when it was. The first of them takes the focus for all values around it. */
export const LinePeaks = memo(function LinePeaks({ existing, peaks }: Pick<PhasesView, "existing" | "peaks">) {
  const t = useTranslations("phases");
  const units = useUnits();
  const time = useTime();
  return (
    <ul className="flex flex-wrap gap-x-4 gap-y-1">
      {existing.map((index) => {
        const { name, text } = phaseLooks[index];
        const peak = peaks[index];
        return (
          <li key={name} className="whitespace-nowrap">
            <span className={`font-semibold text-[0.75rem] ${text}`}>{name}</span>{" "}
            <Value
              tellsAges={index === existing[0]}
              shown={peak && units.currentA(peak.currentA)}
              at={peak?.at ?? null}
              old={false}
              atLeast={peak?.atLeast}
              label={t("peakOn", { line: name })}
            />
            {peak && <span className="text-[0.75rem] text-ink-3">, {time(peak.at)}</span>}
          </li>
        );
      })}
    </ul>
  );
});
