"use client";

import { TriangleAlert } from "lucide-react";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { memo } from "react";
import { useOfCharger } from "../../lib/client/state/use-live";
import { chargerPath } from "../../lib/domain/charger-id";
import { isIt, isSinglePhase } from "../../lib/domain/electrical/phase";
import type { NeutralView, VoltagesView } from "../../lib/domain/electrical/phases-view";
import { voltageImbalanceLimitPercent } from "../../lib/domain/electrical/voltage-imbalance";
import type { NetworkType } from "../../lib/domain/topology";
import { inWords } from "../live/units";
import { useUnits } from "../live/use-units";
import { Value } from "../live/value";
import { Fact } from "../ui/fact";

interface Props {
  network: NetworkType;
  neutral: NeutralView | null;
  voltages: VoltagesView | null;
  powerFactor: number | null;
  /** Of the oldest current. */
  at: number | null;
  stale: boolean;
}

/** What the grid itself shows: current of the neutral where it has one, how unlike its voltages are, the power factor. */
export const NeutralAndVoltages = memo(function NeutralAndVoltages({
  network,
  neutral,
  voltages,
  powerFactor,
  at,
  stale,
}: Props) {
  const t = useTranslations("phases");
  const units = useUnits();
  const threePhase = !isSinglePhase(network);
  const percent = voltages?.imbalancePercent ?? null;
  const over = percent !== null && percent > voltageImbalanceLimitPercent;
  return (
    <>
      {threePhase && !isIt(network) && (
        <Fact name={t("neutral")}>
          <Value
            shown={neutral && units.currentA(neutral.currentA)}
            at={at}
            old={stale}
            atLeast={neutral?.atLeast}
            sum
            label={t("neutral")}
          />
        </Fact>
      )}
      {threePhase && (
        <Fact name={t("voltageImbalance")}>
          <Value
            shown={percent === null ? null : units.percent(percent)}
            at={voltages?.at ?? null}
            old={stale}
            label={t("voltageImbalance")}
          />
          <span className="text-ink-3"> / {inWords(units.percent(voltageImbalanceLimitPercent))}</span>
          {over && (
            <span className="block text-[0.75rem] text-bad">
              <TriangleAlert aria-hidden="true" className="mr-1 inline size-3.5" />
              {t("voltageImbalanceOver")}
            </span>
          )}
          {voltages && <MeasuredBy deviceId={voltages.deviceId} />}
        </Fact>
      )}
      {powerFactor !== null && (
        <Fact name={t("powerFactor")}>
          <Value shown={units.powerFactor(powerFactor)} at={at} old={stale} sum label={t("powerFactor")} />
        </Fact>
      )}
    </>
  );
});

const MeasuredBy = memo(function MeasuredBy({ deviceId }: Pick<VoltagesView, "deviceId">) {
  const t = useTranslations("phases");
  const name = useOfCharger(deviceId, (charger) => charger.name);
  return (
    <span className="block text-[0.75rem] text-ink-3">
      {t("measuredBy")}{" "}
      <Link
        href={chargerPath(deviceId)}
        prefetch={false}
        className="reach text-accent underline underline-offset-2 hover:text-accent-strong"
      >
        {name ?? deviceId}
      </Link>
    </span>
  );
});
