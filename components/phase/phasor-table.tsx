"use client";

import { useTranslations } from "next-intl";
import type { PhasesView } from "../../lib/domain/electrical/phases-view";
import type { Phasor, PhasorSet } from "../../lib/domain/electrical/phasors";
import { inWords, type Shown } from "../live/units";
import { useUnits } from "../live/use-units";
import { Value } from "../live/value";
import { oldestOf } from "./oldest";

interface Props {
  set: PhasorSet;
  phases: PhasesView;
  stale: boolean;
}

/** The vectors in numbers: length, and angle against the voltage of L1. */
export function PhasorTable({ set, phases, stale }: Props) {
  const t = useTranslations("phases");
  const value = useTranslations("value");
  const units = useUnits();
  const at = oldestOf(phases.lines);
  const first = set.lines[0] && t("currentVector", { name: set.lines[0].name });

  const rowOf = (
    label: string,
    { length, angle, atLeast }: Phasor,
    shown: Shown,
    toldAt: number | null,
    about: boolean,
  ) => (
    <tr key={label} className="border-line border-t">
      <th scope="row" className="py-1 pr-2 text-left font-normal text-ink-2">
        {label}
      </th>
      <td className="py-1 text-right">
        {about && length > 0 && (
          <>
            <span aria-hidden="true">≈&#8201;</span>
            <span className="sr-only">{t("about")} </span>
          </>
        )}
        <Value
          tellsAges={label === first}
          shown={shown}
          at={toldAt}
          old={stale}
          noClock
          atLeast={atLeast && !about}
          sum={toldAt === at}
          label={label}
        />
      </td>
      <td className="py-1 pl-2 text-right">
        {about && angle !== null && length > 0 && <span aria-hidden="true">≈&#8201;</span>}
        {angle === null || length === 0 ? (
          <span className="text-ink-3">{angle === null && length > 0 ? value("unknown") : value("none")}</span>
        ) : (
          inWords(units.angleDegrees(angle)).replace("\u00a0", "")
        )}
      </td>
    </tr>
  );
  // Where one line is a range, so are the pairs that make it up, and the angles of all.
  const about = phases.lines.some(({ rangeA }) => rangeA !== undefined);
  const current = (phasor: Phasor) =>
    rowOf(
      phasor.name === "N" ? t("neutralVector") : t("currentVector", { name: phasor.name }),
      phasor,
      units.currentA(phasor.length),
      at,
      about,
    );
  return (
    <table className="num w-full text-[0.8125rem]">
      <caption className="sr-only">{t("phasorTable")}</caption>
      <thead className="text-[0.75rem] text-ink-3">
        <tr>
          <th scope="col" className="pb-1 text-left font-normal">
            {t("vector")}
          </th>
          <th scope="col" className="pb-1 text-right font-normal">
            {t("length")}
          </th>
          <th scope="col" className="pb-1 pl-2 text-right font-normal">
            {t("angle")}
          </th>
        </tr>
      </thead>
      <tbody>
        {set.lines.map(current)}
        {set.pairs.map(current)}
        {set.neutral && current(set.neutral)}
        {set.voltages.map((phasor) =>
          rowOf(
            t("voltageVector", { name: phasor.name }),
            phasor,
            units.voltageV(phasor.length),
            phases.voltages?.at ?? null,
            false,
          ),
        )}
      </tbody>
    </table>
  );
}
