"use client";

import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { useNow } from "../../lib/client/state/use-now";
import { isIt } from "../../lib/domain/electrical/phase";
import type { PhasesView } from "../../lib/domain/electrical/phases-view";
import { roomOf } from "../../lib/domain/electrical/spare-capacity";
import type { NetworkType } from "../../lib/domain/topology";
import { inWords } from "../live/units";
import { useUnits } from "../live/use-units";
import { useTripleWords } from "../settings/use-triple-words";
import { Section } from "../ui/section";
import { MeterLegend } from "./meter-legend";
import { NeutralAndVoltages } from "./neutral-and-voltages";
import { RoomMark } from "./room-mark";
import { SumMeters } from "./sum-meters";

const nearlyAnHourMs = 59 * 60_000;

interface Props {
  /** What a link within the page names. */
  id: string;
  title: string;
  phases: PhasesView;
  network: NetworkType;
  /** Of a circuit: its installation's, whose limits hold too. */
  above?: PhasesView;
  stale: boolean;
  headingLevel?: 2 | 3;
  className?: string;
  children?: ReactNode;
}

/** The phases of an installation or a circuit: what flows, what is left, what was, and how even it is. */
export function PhasesPanel({ id, title, phases, network, above, stale, headingLevel, className, children }: Props) {
  const t = useTranslations("phases");
  const units = useUnits();
  const triple = useTripleWords();
  const { lines, fuseA, availableA, peaksFrom } = phases;
  const fuse = inWords(units.limitA(fuseA));
  const instants = lines.flatMap(({ at }) => (at === null ? [] : [at]));
  const now = useNow(60_000);
  const wholeHour = peaksFrom !== null && now - peaksFrom >= nearlyAnHourMs;
  const oldestAt = instants.length > 0 ? Math.min(...instants) : null;
  const rooms = roomOf(network, above ? [phases, above] : [phases]);
  return (
    <Section
      id={id}
      title={title}
      headingLevel={headingLevel}
      className={className}
      aside={availableA === null ? t("fuse", { fuse }) : t("fuseAvailable", { fuse, available: triple(availableA) })}
    >
      <RoomMark network={network} rooms={rooms} />
      <SumMeters phases={phases} rooms={isIt(network) ? null : rooms} oldestAt={oldestAt} stale={stale} />
      {!above && (
        <MeterLegend
          peaksSince={wholeHour ? "hour" : peaksFrom}
          limited={phases.existing.some((line) => phases.limitA[line] < fuseA)}
          room={isIt(network) ? "roomHintPairs" : "roomHint"}
        />
      )}
      <NeutralAndVoltages
        network={network}
        neutral={phases.neutral}
        voltages={phases.voltages}
        powerFactor={above ? null : phases.powerFactor}
        at={oldestAt}
        stale={stale}
      />
      {children}
    </Section>
  );
}
