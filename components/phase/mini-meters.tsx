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

/** The lines in small, for comparing many: side by side, or below each other where that is too narrow for a range. */
export function MiniMeters({ phases, stale, usable, tellsAges = false }: Props) {
  const t = useTranslations();
  const units = useUnits();
  const words = useLineWords();
  const { existing, lines, limitA } = phases;
  return (
    <div className="@container">
      <div className="grid grid-cols-[auto_minmax(1.5rem,1fr)_auto_auto] gap-x-2.5 gap-y-1 @sm:auto-cols-fr @sm:grid-flow-col @sm:grid-cols-none @sm:gap-x-4">
        {existing.map((index) => {
          const { name, bar, text } = phaseLooks[index];
          const line = lines[index];
          const limit = limitA[index];
          const { currentA, rangeA, atLeast, at } = line;
          return (
            <div
              key={name}
              className="col-span-full grid min-w-0 grid-cols-subgrid items-center gap-y-1 @sm:col-auto @sm:grid-cols-[auto_minmax(0,1fr)]"
            >
              <span className={`font-semibold text-[0.75rem] ${text}`}>{name}</span>
              <span className="col-start-3 row-start-1 text-right text-[0.8125rem] @sm:col-start-2">
                <Value
                  tellsAges={tellsAges && index === existing[0]}
                  shown={currentA === null ? null : rangeA ? units.rangeA(...rangeA) : units.currentA(currentA)}
                  at={at}
                  old={stale}
                  atLeast={atLeast}
                  sum
                  label={t("value.current", { line: name })}
                  unitClassName="text-ink-3"
                  className="relative z-10"
                />
              </span>
              <Meter
                name={name}
                value={currentA}
                max={limit}
                scale={limit}
                text={words(line, limit)}
                tone={bar}
                old={stale}
                atLeast={atLeast}
                className="col-start-2 row-start-1 h-2 @sm:col-span-full @sm:row-start-2"
              />
              <span className="num col-start-4 row-start-1 text-right text-[0.75rem] text-ink-3 @sm:col-span-full @sm:row-start-3">
                {usable ? (
                  <UsableValue name={name} usable={usable[index]} at={at} stale={stale} />
                ) : (
                  `/ ${inWords(units.limitA(limit))}`
                )}
              </span>
            </div>
          );
        })}
      </div>
    </div>
  );
}
