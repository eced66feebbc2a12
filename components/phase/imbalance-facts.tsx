"use client";

import Link from "next/link";
import { useTranslations } from "next-intl";
import { chargerPath } from "../../lib/domain/charger-id";
import type { PhasesView } from "../../lib/domain/electrical/phases-view";
import { inWords } from "../live/units";
import { useUnits } from "../live/use-units";
import { Value } from "../live/value";

interface Props {
  phases: Pick<PhasesView, "imbalance" | "imbalanceA" | "imbalanceAtLeast">;
  at: number | null;
  stale: boolean;
}

/** An imbalance in A and kVA, between which lines it is, and which chargers cause it. */
export function ImbalanceFacts({ phases, at, stale }: Props) {
  const t = useTranslations("phases");
  const units = useUnits();
  const { imbalanceA, imbalanceAtLeast: atLeast } = phases;
  const { high, low, kva, limitKva, causes } = phases.imbalance;
  return (
    <div className="num text-ink-3">
      <p className="flex flex-wrap justify-between gap-x-4">
        <span>
          <Value
            shown={imbalanceA === null ? null : units.currentA(imbalanceA)}
            at={at}
            old={stale}
            noClock
            atLeast={atLeast}
            sum
            label={t("imbalance")}
            className="text-ink"
          />
          {", "}
          <Value
            shown={kva === null ? null : units.apparentKva(kva)}
            at={at}
            old={stale}
            noClock
            atLeast={atLeast}
            sum
            label={t("kva")}
            className="text-ink"
          />
          {limitKva === null ? `, ${t("noImbalanceLimit")}` : ` / ${inWords(units.apparentKva(limitKva))}`}
        </span>
        {high && low && <span>{t("highLow", { high, low })}</span>}
      </p>
      {causes.length > 0 && (
        <div className="mt-1 flex flex-wrap gap-x-3 gap-y-1 text-[0.8125rem]">
          <span>{t(atLeast ? "causesKnown" : "causes")}</span>
          <ul className="contents">
            {causes.map(({ deviceId, name, currentA }) => (
              <li key={deviceId} className="whitespace-nowrap">
                <Link
                  href={chargerPath(deviceId)}
                  prefetch={false}
                  className="reach text-accent underline underline-offset-2 hover:text-accent-strong"
                >
                  {name}
                </Link>{" "}
                <Value
                  shown={units.currentA(currentA)}
                  at={at}
                  old={stale}
                  noClock
                  sum
                  label={t("causeOf", { name })}
                  className="text-ink-2"
                />
              </li>
            ))}
          </ul>
        </div>
      )}
    </div>
  );
}
