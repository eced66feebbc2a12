"use client";

import { useTranslations } from "next-intl";
import { useNow } from "../../lib/client/use-now";
import { freshness } from "../../lib/domain/freshness";
import type { ChargerView } from "../../lib/domain/view";
import { inWords } from "../live/units";
import { useUnits } from "../live/use-units";
import { Value } from "../live/value";
import { Section } from "../ui/section";
import { LineMeter, meterGrid } from "./line-meter";
import { phaseLooks } from "./phase-look";

const voltageKeys = ["voltage1V", "voltage2V", "voltage3V"] as const;

interface Props {
  charger: ChargerView;
  lost: boolean;
  className?: string;
}

/** A charger's currents and voltages on the installation's lines. */
export function ChargerPhases({ charger, lost, className }: Props) {
  const t = useTranslations();
  const units = useUnits();
  const now = useNow(30_000);
  const { lines, limitA, voltageV, presence, rotation } = charger;
  const old = lost || presence.word !== "online";
  const readings = lines.map(({ reading }) => reading);
  const known = readings.flatMap((reading) => (reading === null ? [] : [reading]));
  const values = known.map(({ value }) => value);
  const imbalanceA = known.length === 3 ? Math.max(...values) - Math.min(...values) : null;
  const rotated = lines.some(({ terminal }) => terminal !== null);

  return (
    <Section
      className={className}
      title={t("phases.title")}
      aside={t("charger.max", { value: inWords(units.limitA(limitA)) })}
    >
      <div className={meterGrid}>
        {phaseLooks.map(({ name, bar }, index) => {
          const line = lines[index];
          const terminal = (line?.terminal ?? index + 1) as 1 | 2 | 3;
          const volts = voltageV[terminal - 1] ?? null;
          const voltsOld =
            volts !== null &&
            (lost || freshness(voltageKeys[terminal - 1] ?? "voltage1V", volts.at, presence.word, now) === "old");
          return (
            <LineMeter
              key={name}
              name={name}
              label={t("value.current", { line: name })}
              currentA={line?.reading?.value ?? null}
              at={line?.reading?.at ?? null}
              old={old}
              limitA={limitA}
              scaleA={limitA}
              tone={bar}
              dot={bar}
              note={line?.terminal ? t("phases.terminal", { n: line.terminal }) : undefined}
              aside={
                <Value
                  shown={volts && units.voltageV(volts.value)}
                  at={volts?.at ?? null}
                  old={voltsOld}
                  label={t("value.voltage", { line: name })}
                  className="text-ink-2"
                />
              }
            />
          );
        })}
        <LineMeter
          name={t("phases.imbalance")}
          label={t("phases.imbalance")}
          currentA={imbalanceA}
          at={known.length > 0 ? Math.min(...known.map(({ at }) => at)) : null}
          old={old}
          limitA={null}
          scaleA={limitA}
          tone="bg-idle"
          dot="bg-transparent"
        />
      </div>
      {rotated && <p className="mt-3 text-[0.8125rem] text-ink-3">{t("charger.rotated", { rotation })}</p>}
    </Section>
  );
}
