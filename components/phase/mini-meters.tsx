"use client";

import { useTranslations } from "next-intl";
import type { PhasesView } from "../../lib/domain/electrical/phases-view";
import type { Usable } from "../../lib/domain/electrical/usable";
import type { Triple } from "../../lib/domain/topology";
import { inWords } from "../live/units";
import { useUnits } from "../live/use-units";
import { Value } from "../live/value";
import { Meter } from "./meter";
import { phaseLooks } from "./phase-look";
import { UsableValue } from "./usable-value";
import { useLineWords } from "./use-line-words";

interface Props {
  phases: PhasesView;
  stale: boolean;
  /** Shown instead of the limits. */
  usable?: Triple<Usable | null>;
  /** No link around them takes the focus: the first value does. */
  tellsAges?: boolean;
}

/** The three lines in small, side by side: for comparing many. */
export function MiniMeters({ phases, stale, usable, tellsAges = false }: Props) {
  const t = useTranslations();
  const units = useUnits();
  const words = useLineWords();
  return (
    <div className="grid grid-cols-3 gap-3 sm:gap-4">
      {phaseLooks.map(({ name, bar, text }, index) => {
        const line = phases.lines[index];
        const limit = phases.limitA[index] ?? 0;
        const known = line?.currentA ?? null;
        const range = line?.rangeA;
        const at = line?.at ?? null;
        return (
          <div key={name} className="min-w-0">
            <p className="flex flex-wrap items-baseline justify-between gap-x-1 text-[0.8125rem]">
              <span className={`font-semibold text-[0.75rem] ${text}`}>{name}</span>
              <Value
                tellsAges={tellsAges && index === 0}
                shown={known === null ? null : range ? units.rangeA(...range) : units.currentA(known)}
                at={at}
                old={stale}
                atLeast={line?.atLeast}
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
              text={line ? words(line, limit) : t("phases.unknown")}
              tone={bar}
              old={stale}
              atLeast={line?.atLeast ?? false}
              className="mt-1 h-2"
            />
            <p className="num mt-1 text-right text-[0.75rem] text-ink-3">
              {usable ? (
                <UsableValue name={name} usable={usable[index] ?? null} at={at} stale={stale} />
              ) : (
                `/ ${inWords(units.limitA(limit))}`
              )}
            </p>
          </div>
        );
      })}
    </div>
  );
}
