"use client";

import { useTranslations } from "next-intl";
import { memo } from "react";
import type { Reading } from "../../../lib/domain/reading";
import { useUnits } from "../../live/use-units";
import { Value } from "../../live/value";
import { phaseLooks } from "../../phase/phase-look";

interface Props {
  reading: Reading<number> | null;
  old: boolean;
}

/** A charger's power in a list. */
export const RowPower = memo(function RowPower({ reading, old }: Props) {
  const t = useTranslations("value");
  const units = useUnits();
  return (
    <Value
      inRow
      shown={reading && units.powerW(reading.value)}
      at={reading?.at ?? null}
      old={old || reading?.old === true}
      label={t("power")}
      unitClassName="text-ink-3"
      className="relative z-10"
    />
  );
});

type CurrentProps = Props & { index: number; rangeA?: readonly [number, number] };

/** A charger's current on one line, in a list; `index` 0 to 2. */
export const RowCurrent = memo(function RowCurrent({ reading, rangeA, old, index }: CurrentProps) {
  const t = useTranslations("value");
  const units = useUnits();
  const phase = phaseLooks[index];
  if (!phase) return null;
  return (
    <p className="whitespace-nowrap text-[0.8125rem] @4xl:text-right @4xl:text-[0.875rem]">
      <span className={`mr-1 font-semibold text-[0.6875rem] ${phase.text}`}>{phase.name}</span>
      <Value
        inRow
        noClock
        shown={reading && (rangeA ? units.rangeA(...rangeA) : units.currentA(reading.value))}
        at={reading?.at ?? null}
        old={old || reading?.old === true}
        label={t("current", { line: phase.name })}
        unitClassName="text-ink-3"
        className="relative z-10"
      />
    </p>
  );
});
