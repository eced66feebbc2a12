"use client";

import { useTranslations } from "next-intl";
import { isSinglePhase } from "../../lib/domain/electrical/phase";
import type { PhasesView } from "../../lib/domain/electrical/phases-view";
import type { NetworkType } from "../../lib/domain/topology";
import { inWords } from "../live/units";
import { useUnits } from "../live/use-units";
import { useTripleWords } from "../settings/use-triple-words";
import { usableOf } from "./bounds";
import { LineMeter, meterGrid } from "./line-meter";
import { oldestOf } from "./oldest";
import { phaseLooks } from "./phase-look";
import { RoomNote } from "./room-note";
import { UsableValue } from "./usable-value";

interface Props {
  /** What a link within the page names. */
  id: string;
  phases: PhasesView;
  network: NetworkType;
  stale: boolean;
}

/** The phases of an installation: what flows, what further cars may draw, and how even it is. */
export function PhasesPanel({ id, phases, network, stale }: Props) {
  const t = useTranslations();
  const units = useUnits();
  const triple = useTripleWords();
  const { existing, lines, limitA, fuseA, availableA, imbalanceA, imbalanceAtLeast, imbalanceLimitA } = phases;
  const usable = usableOf([phases]);
  const fuse = inWords(units.limitA(fuseA));
  return (
    <section id={id} aria-label={t("phases.title")}>
      <div className="mb-1 flex flex-wrap items-baseline justify-between gap-x-4 sm:mb-2">
        <h2 className="font-semibold text-[0.9375rem] max-sm:sr-only">{t("phases.title")}</h2>
        <p className="num text-[0.8125rem] text-ink-3">
          {availableA === null
            ? t("phases.fuse", { fuse })
            : t("phases.fuseAvailable", { fuse, available: triple(availableA) })}
        </p>
      </div>
      <div className={`${meterGrid} max-sm:gap-y-1`}>
        {existing.map((index) => {
          const { name, bar } = phaseLooks[index];
          const line = lines[index];
          const limit = limitA[index];
          return (
            <LineMeter
              key={name}
              oneLine
              name={name}
              label={t("value.current", { line: name })}
              currentA={line.currentA}
              rangeA={line.rangeA}
              atLeast={line.atLeast}
              sum
              at={line.at}
              old={stale}
              limitA={limit}
              scaleA={limit}
              tone={bar}
              dot={bar}
              aside={<UsableValue name={name} usable={usable[index]} at={line.at} stale={stale} />}
            />
          );
        })}
      </div>
      {!isSinglePhase(network) && (
        <div className={`${meterGrid} mt-1 sm:mt-2.5`}>
          <LineMeter
            inLine
            name={t("phases.imbalance")}
            label={t("phases.imbalance")}
            currentA={imbalanceA}
            atLeast={imbalanceAtLeast}
            sum
            at={oldestOf(lines)}
            old={stale}
            limitA={imbalanceLimitA}
            scaleA={Math.max(...limitA)}
            tone="bg-idle"
            dot="bg-transparent"
          />
        </div>
      )}
      <RoomNote short network={network} places={[phases]} usable={usable} />
    </section>
  );
}
