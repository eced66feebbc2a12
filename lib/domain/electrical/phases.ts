import type { Reading } from "../reading";
import type { NetworkType, Triple } from "../topology";
import { headroom, kvaOf, limitOf, milli, type PhaseLimits } from "./headroom";
import { causesOf, ends } from "./imbalance";
import { neutralOf } from "./neutral-current";
import { allLines, existingLines, isSinglePhase } from "./phase";
import { type PhasePart, sumPhases } from "./phase-sum";
import type { ImbalanceView, LineName, Peak, PhasesView } from "./phases-view";
import { measuredPower } from "./power-factor";
import { newestVoltages } from "./voltages";

/** A charger of an installation or circuit, with what it measured as far as that holds now. */
export interface ChargerPart extends PhasePart {
  deviceId: string;
  name: string;
  voltages: Triple<Reading<number> | null>;
  powerW: Reading<number> | null;
}

/** The last hour's largest currents, and since when they are watched, ms. */
export interface Peaks {
  peaks: Triple<Peak | null>;
  peaksFrom: number | null;
}

const unwatched: Peaks = { peaks: [null, null, null], peaksFrom: null };
const names: Triple<LineName> = ["L1", "L2", "L3"];

/**
 * An installation or a circuit: its sums per line in A, and what follows from them: headroom, imbalance and who causes it,
 * neutral, voltages, power factor. `watch` is given the sums and answers with the peaks of the last hour. `existing`: the lines
 * that the installation has.
 */
export function phasesView(
  network: NetworkType,
  parts: readonly ChargerPart[],
  limits: PhaseLimits,
  watch: (lines: PhasesView["lines"]) => Peaks = () => unwatched,
  existing: PhasesView["existing"] = linesOfParts(network, parts),
): PhasesView {
  const { fuseA, availableA, imbalanceLimitA } = limits;
  const limitA = limitOf(limits);
  const sum = sumPhases(network, parts, { limitA, imbalanceLimitA });
  return {
    existing,
    ...sum,
    fuseA,
    availableA,
    headroomA: headroom(sum.lines, limitA),
    ...watch(sum.lines),
    imbalance: imbalanceOf(network, parts, sum),
    neutral: neutralOf(network, parts, sum.lines),
    voltages: newestVoltages(network, parts),
    powerFactor: powerFactorOf(network, parts),
  };
}

/** The lines that an installation with these chargers has. */
export function linesOfParts(network: NetworkType, parts: readonly PhasePart[]): PhasesView["existing"] {
  if (!isSinglePhase(network)) return allLines;
  return existingLines(
    network,
    parts.map(({ rotation }) => rotation),
  );
}

function imbalanceOf(
  network: NetworkType,
  parts: readonly ChargerPart[],
  { lines, imbalanceA, imbalanceLimitA }: Pick<PhasesView, "lines" | "imbalanceA" | "imbalanceLimitA">,
): ImbalanceView {
  const between = imbalanceA === null ? null : ends(lines);
  return {
    high: between && names[between.high],
    low: between && names[between.low],
    kva: imbalanceA === null ? null : kvaOf(network, imbalanceA),
    limitKva: imbalanceLimitA === null ? null : kvaOf(network, imbalanceLimitA),
    causes: between === null ? [] : causesOf(network, parts, between),
  };
}

/** Active by apparent power of all chargers where both are measured. */
function powerFactorOf(network: NetworkType, parts: readonly ChargerPart[]): number | null {
  let watts = 0;
  let va = 0;
  for (const part of parts) {
    const power = part.zero ? null : measuredPower(network, part.rotation, part);
    if (power === null) continue;
    watts += power.activeW;
    va += power.apparentVa;
  }
  return va > 0 ? milli(watts / va) : null;
}
