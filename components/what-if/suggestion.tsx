"use client";

import { Lightbulb } from "lucide-react";
import { useTranslations } from "next-intl";
import type { CircuitView } from "../../lib/contract/view";
import type { CircuitAdvice, RotationAdvice } from "../../lib/domain/what-if/what-if-advice";
import { inWords } from "../live/units";
import { useUnits } from "../live/use-units";

interface Props {
  rotation: RotationAdvice | null;
  circuit: CircuitAdvice | null;
  circuits: readonly CircuitView[];
}

/** What another wiring or another circuit would better; an electrician's work, so it is only said. */
export function Suggestion({ rotation, circuit, circuits }: Props) {
  const t = useTranslations("whatIf");
  const units = useUnits();
  const amps = (value: number) => inWords(units.currentA(value));
  const percent = (part: number) => Math.round(part * 100);
  const nameOf = (id: string) => circuits.find((each) => each.id === id)?.name ?? id;
  return (
    <section aria-label={t("suggestion")} className="rounded-xl bg-sunken p-3.5 text-[0.875rem]">
      <h3 className="flex items-center gap-2 font-semibold">
        <Lightbulb aria-hidden="true" className="size-4 text-ink-3" />
        {t("suggestion")}
      </h3>
      <ul className="num mt-1.5 grid gap-1 text-ink-2">
        {rotation === null && circuit === null && <li>{t("noSuggestion")}</li>}
        {rotation && (
          <li>
            {t("rotate", {
              name: rotation.name,
              from: rotation.from,
              to: rotation.to,
              before: amps(rotation.imbalanceBeforeA),
              after: amps(rotation.imbalanceAfterA),
            })}
          </li>
        )}
        {circuit && (
          <li>
            {t("move", {
              name: circuit.name,
              from: nameOf(circuit.from),
              to: nameOf(circuit.to),
              before: percent(circuit.fullestBefore),
              after: percent(circuit.fullestAfter),
            })}
          </li>
        )}
      </ul>
    </section>
  );
}
