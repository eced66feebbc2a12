"use client";

import { useTranslations } from "next-intl";
import { memo } from "react";
import type { SessionView } from "../../../lib/contract/view";
import type { LineIndex } from "../../../lib/domain/electrical/phase";
import type { Reading } from "../../../lib/domain/reading";
import { useUnits } from "../../live/use-units";
import { Value } from "../../live/value";
import { phaseLooks } from "../../phase/phase-look";
import { useSessionLength } from "../../session/use-session-length";

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
      shown={reading && units.powerW(reading.value)}
      at={reading?.at ?? null}
      old={old || reading?.old === true}
      label={t("power")}
      unitClassName="text-ink-3"
      className="relative z-10"
    />
  );
});

/** The energy of a charger's session in a list, and how long it has lasted. */
export const RowSession = memo(function RowSession({ session, old }: { session: SessionView; old: boolean }) {
  const t = useTranslations("value");
  const units = useUnits();
  const length = useSessionLength(session, old);
  const { energyKwh } = session;
  return (
    <p className="num col-start-3 row-start-2 flex flex-wrap self-start justify-end gap-x-2 text-right text-[0.8125rem] @3xl:col-start-7 @3xl:row-start-1 @3xl:block @3xl:self-center">
      {energyKwh && (
        <Value
          noClock
          shown={units.energyKwh(energyKwh.value)}
          at={energyKwh.at}
          old={old || energyKwh.old === true}
          label={t("energy")}
          unitClassName="text-ink-3"
          className="relative z-10"
        />
      )}
      {length && (
        <span className={`whitespace-nowrap text-[0.75rem] @3xl:block ${old ? "old" : "text-ink-3"}`}>{length}</span>
      )}
    </p>
  );
});

type CurrentProps = Props & { index: LineIndex; rangeA?: readonly [number, number] };

const columns = ["@3xl:col-start-4", "@3xl:col-start-5", "@3xl:col-start-6"] as const;

/** A charger's current on one line, in a list. */
export const RowCurrent = memo(function RowCurrent({ reading, rangeA, old, index }: CurrentProps) {
  const t = useTranslations("value");
  const units = useUnits();
  const phase = phaseLooks[index];
  return (
    <p className={`row-start-1 whitespace-nowrap text-[0.8125rem] @3xl:text-right ${columns[index]}`}>
      <span className={`mr-1 font-semibold text-[0.6875rem] ${phase.text}`}>{phase.name}</span>
      <Value
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
