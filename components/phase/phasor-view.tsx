"use client";

import { useTranslations } from "next-intl";
import { useMemo } from "react";
import { isIt } from "../../lib/domain/electrical/phase";
import type { PhasesView } from "../../lib/domain/electrical/phases-view";
import { phasorsOf } from "../../lib/domain/electrical/phasors";
import type { NetworkType } from "../../lib/domain/topology";
import { useUnits } from "../live/use-units";
import { PhasorPicture } from "./phasor-picture";
import { PhasorTable } from "./phasor-table";

interface Props {
  phases: PhasesView;
  network: NetworkType;
  stale: boolean;
}

/** Vectors as a picture and as a table, with what is assumed for them. */
export function PhasorView({ phases, network, stale }: Props) {
  const t = useTranslations("phases");
  const units = useUnits();
  const { lines, neutral, voltages, powerFactor } = phases;
  const set = useMemo(
    () => phasorsOf(network, { lines, neutral, voltages, powerFactor }),
    [network, lines, neutral, voltages, powerFactor],
  );
  const all = [...set.lines, ...set.pairs, ...(set.neutral ? [set.neutral] : []), ...set.voltages];
  const partial = set.lines.length < 3 || all.some(({ angle, length }) => angle === null && length > 0);
  return (
    <div data-values="" className="@container">
      <div className="grid items-center gap-4 @md:grid-cols-[minmax(11rem,1fr)_minmax(0,1fr)] @3xl:max-w-2xl">
        <PhasorPicture set={set} stale={stale} />
        <PhasorTable set={set} phases={phases} stale={stale} />
      </div>
      <ul className="mt-2 grid gap-0.5 text-[0.75rem] text-ink-3">
        <li>
          {powerFactor === null
            ? t("factorAssumed")
            : t("factorMeasured", { value: units.powerFactor(powerFactor).number })}
        </li>
        <li>{t("anglesAssumed")}</li>
        {isIt(network) && <li>{t("pairsFollow")}</li>}
        {lines.some(({ rangeA }) => rangeA !== undefined) && <li>{t("oneOfMany")}</li>}
        {partial && <li>{t("someUnknown")}</li>}
      </ul>
    </div>
  );
}
