"use client";

import { useTranslations } from "next-intl";
import type { PhasesView } from "../../lib/domain/electrical/phases-view";
import type { Room } from "../../lib/domain/electrical/spare-capacity";
import { ImbalanceFacts } from "./imbalance-facts";
import { LineFacts } from "./line-facts";
import { LineMeter, meterGrid } from "./line-meter";
import { useSinglePhase } from "./lines";
import { phaseLooks } from "./phase-look";

/** The grid's own row around a meter and what is told below it. */
const row = "col-span-3 grid grid-cols-subgrid gap-y-0.5";

interface Props {
  phases: PhasesView;
  /** For further cars by lines; null: it is not told by lines (IT). */
  rooms: readonly Room[] | null;
  /** Of the sums' oldest part. */
  oldestAt: number | null;
  /** The page's stream or the dashboard's broker is gone. */
  stale: boolean;
}

/** What is certain of a peak may lie below the middle figure of a range that the bar shows: then there is no mark. */
function peakMarkOf(peakA: number | undefined, barA: number | null | undefined): number | null {
  return peakA === undefined || peakA < (barA ?? 0) ? null : peakA;
}

/** The meters of an installation or a circuit: sums per line with what is left and what was, and how uneven they are. */
export function SumMeters({ phases, rooms, oldestAt, stale }: Props) {
  const t = useTranslations("phases");
  const value = useTranslations("value");
  const single = useSinglePhase();
  const { existing, lines, limitA, fuseA, headroomA, peaks, imbalanceA, imbalanceAtLeast, imbalanceLimitA, reservedA } =
    phases;
  return (
    <div className={`${meterGrid} gap-y-3`}>
      {existing.map((index) => {
        const { name, bar } = phaseLooks[index];
        const line = lines[index];
        const limit = limitA[index];
        const room = rooms?.find(({ leg }) => leg === name);
        return (
          <div key={name} data-row="" className={row}>
            <LineMeter
              name={name}
              label={value("current", { line: name })}
              currentA={line.currentA}
              rangeA={line.rangeA}
              atLeast={line.atLeast}
              sum
              at={line.at}
              old={stale}
              limitA={limit}
              fuseA={fuseA}
              peakA={peakMarkOf(peaks[index]?.currentA, line.currentA)}
              scaleA={limit}
              tone={bar}
              dot={bar}
              tellsRow
            />
            <LineFacts
              name={name}
              headroomA={headroomA[index]}
              reservedA={reservedA?.[index] ?? 0}
              atMost={line.atLeast}
              at={line.at}
              peak={peaks[index]}
              cars={room?.cars ?? null}
              carsBound={room?.bound ?? "exact"}
              stale={stale}
            />
          </div>
        );
      })}
      {!single && (
        <div data-row="" className={row}>
          <LineMeter
            name={t("imbalance")}
            label={t("imbalance")}
            currentA={imbalanceA}
            atLeast={imbalanceAtLeast}
            sum
            at={oldestAt}
            old={stale}
            limitA={imbalanceLimitA}
            scaleA={Math.max(...limitA)}
            tone="bg-idle"
            dot="bg-transparent"
            tellsRow
          />
          <ImbalanceFacts imbalance={phases.imbalance} atLeast={imbalanceAtLeast} at={oldestAt} stale={stale} />
        </div>
      )}
    </div>
  );
}
