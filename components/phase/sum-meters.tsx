"use client";

import { useTranslations } from "next-intl";
import type { PhasesView } from "../../lib/domain/view";
import { LineMeter, meterGrid } from "./line-meter";
import { phaseLooks } from "./phase-look";

interface Props {
  phases: PhasesView;
  /** The page's stream or the dashboard's broker is gone. */
  stale: boolean;
}

/** The meters of an installation or a circuit: sums per line, and how uneven they are. */
export function SumMeters({ phases, stale }: Props) {
  const t = useTranslations("phases");
  const value = useTranslations("value");
  const { lines, limitA, imbalanceA, imbalanceAtLeast, imbalanceLimitA } = phases;
  const instants = lines.flatMap(({ at }) => (at === null ? [] : [at]));
  return (
    <div className={meterGrid}>
      {phaseLooks.map(({ name, bar }, index) => {
        const line = lines[index];
        const limit = limitA[index] ?? 0;
        return (
          <LineMeter
            key={name}
            name={name}
            label={value("current", { line: name })}
            currentA={line?.currentA ?? null}
            atLeast={line?.atLeast}
            sum
            at={line?.at ?? null}
            old={stale}
            limitA={limit}
            scaleA={limit}
            tone={bar}
            dot={bar}
          />
        );
      })}
      <LineMeter
        name={t("imbalance")}
        label={t("imbalance")}
        currentA={imbalanceA}
        atLeast={imbalanceAtLeast}
        sum
        at={instants.length > 0 ? Math.min(...instants) : null}
        old={stale}
        limitA={imbalanceLimitA}
        scaleA={Math.max(...limitA)}
        tone="bg-idle"
        dot="bg-transparent"
      />
    </div>
  );
}
