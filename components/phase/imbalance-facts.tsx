"use client";

import Link from "next/link";
import { useTranslations } from "next-intl";
import { memo } from "react";
import { chargerPath } from "../../lib/domain/charger-id";
import type { ImbalanceView } from "../../lib/domain/electrical/phases-view";
import { inWords } from "../live/units";
import { useUnits } from "../live/use-units";
import { Value } from "../live/value";

interface Props {
  imbalance: ImbalanceView;
  atLeast: boolean;
  at: number | null;
  stale: boolean;
}

/** Below the imbalance: the same in kVA, between which lines it is, and which chargers cause it. */
export const ImbalanceFacts = memo(function ImbalanceFacts({ imbalance, atLeast, at, stale }: Props) {
  const t = useTranslations("phases");
  const units = useUnits();
  const { high, low, kva, limitKva, causes } = imbalance;
  return (
    <div className="num col-span-3 mt-1 text-[0.75rem] text-ink-3">
      <p className="flex flex-wrap justify-between gap-x-4">
        <span>
          <Value
            inRow
            shown={kva === null ? null : units.apparentKva(kva)}
            at={at}
            old={stale}
            noClock
            atLeast={atLeast}
            sum
            label={t("kva")}
            className="text-ink-2"
          />
          {limitKva === null ? `, ${t("noImbalanceLimit")}` : ` / ${inWords(units.apparentKva(limitKva))}`}
        </span>
        {high && low && <span>{t("highLow", { high, low })}</span>}
      </p>
      {causes.length > 0 && (
        <div className="mt-1 flex flex-wrap gap-x-3 gap-y-1">
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
                  inRow
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
});
