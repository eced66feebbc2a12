"use client";

import { useTranslations } from "next-intl";
import type { PhasesView } from "../../lib/domain/electrical/phases-view";
import { inWords } from "../live/units";
import { useUnits } from "../live/use-units";
import { Value } from "../live/value";
import { Meter } from "./meter";
import { phaseLooks } from "./phase-look";
import { useLineWords } from "./use-line-words";

interface Props {
  phases: PhasesView;
  stale: boolean;
}

/** The lines in small, side by side: for comparing many. */
export function MiniMeters({ phases, stale }: Props) {
  const t = useTranslations();
  const units = useUnits();
  const words = useLineWords();
  return (
    <div className="grid auto-cols-fr grid-flow-col gap-4">
      {phases.existing.map((index) => {
        const { name, bar, text } = phaseLooks[index];
        const line = phases.lines[index];
        const limit = phases.limitA[index];
        const known = line.currentA;
        const range = line.rangeA;
        return (
          <div key={name} className="min-w-0">
            <p className="flex items-baseline justify-between gap-1 text-[0.8125rem]">
              <span className={`font-semibold text-[0.75rem] ${text}`}>{name}</span>
              <Value
                inRow
                shown={known === null ? null : range ? units.rangeA(...range) : units.currentA(known)}
                at={line.at}
                old={stale}
                atLeast={line.atLeast}
                sum
                label={t("value.current", { line: name })}
                unitClassName="text-ink-3"
                className="relative z-10"
              />
            </p>
            <Meter
              name={name}
              value={known}
              max={limit}
              scale={limit}
              text={words(line, limit)}
              tone={bar}
              old={stale}
              atLeast={line.atLeast}
              className="mt-1 h-2"
            />
            <p className="num mt-1 text-right text-[0.75rem] text-ink-3">/ {inWords(units.limitA(limit))}</p>
          </div>
        );
      })}
    </div>
  );
}
