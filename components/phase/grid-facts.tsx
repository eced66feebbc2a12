"use client";

import { useTranslations } from "next-intl";
import { useNow } from "../../lib/client/state/use-now";
import { isSinglePhase } from "../../lib/domain/electrical/phase";
import type { PhasesView } from "../../lib/domain/electrical/phases-view";
import type { NetworkType } from "../../lib/domain/topology";
import { useTime } from "../live/use-time";
import { Fact } from "../ui/fact";
import { ImbalanceFacts } from "./imbalance-facts";
import { LinePeaks } from "./line-peaks";
import { NeutralAndVoltages } from "./neutral-and-voltages";
import { oldestOf } from "./oldest";

const nearlyAnHourMs = 59 * 60_000;

interface Props {
  phases: PhasesView;
  network: NetworkType;
  stale: boolean;
}

/** What only an electrician reads of a place: its peaks, how uneven it is and by whom, its neutral, voltages and power factor. */
export function GridFacts({ phases, network, stale }: Props) {
  const t = useTranslations("phases");
  const time = useTime();
  const now = useNow(60_000);
  const { existing, lines, peaks, peaksFrom, neutral, voltages, powerFactor } = phases;
  const at = oldestOf(lines);
  const wholeHour = peaksFrom === null || now - peaksFrom >= nearlyAnHourMs;
  return (
    <dl data-values="" className="num grid grid-cols-2 gap-x-4 gap-y-3 text-[0.875rem]">
      <Fact className="col-span-full" name={wholeHour ? t("peaksHour") : t("peaksSince", { time: time(peaksFrom) })}>
        <LinePeaks existing={existing} peaks={peaks} />
      </Fact>
      {!isSinglePhase(network) && (
        <Fact className="col-span-full" name={t("imbalance")}>
          <ImbalanceFacts phases={phases} at={at} stale={stale} />
        </Fact>
      )}
      <NeutralAndVoltages
        network={network}
        neutral={neutral}
        voltages={voltages}
        powerFactor={powerFactor}
        at={at}
        stale={stale}
      />
    </dl>
  );
}
