import type { Reading } from "../reading";
import type { NetworkType, Rotation, Triple } from "../topology";
import { type LegIndex, legsOf } from "./phase";

/** What a charger measured: currents in A, voltages in V, power in W. What holds no more must be given as null. */
export interface Measured {
  terminals: Triple<Reading<number> | null>;
  voltages: Triple<Reading<number> | null>;
  powerW: Reading<number> | null;
}

/** Power and currents are sent in one message; further apart than this they do not belong together, ms. */
const togetherMs = 10_000;
/** Below this a factor says more about the meter than about the car, VA. */
const leastVa = 500;
/** More than 1 by so much is the meters' tolerance; beyond it the values do not belong together. */
const tolerance = 1.05;
/** Highest voltage of a healthy grid, V (EN 50160: 230 V + 10 %); what a voltage that was measured may have drifted by since. */
const highestV = 253;
const drift = 1.02;

const three = [0, 1, 2] as const;

/** Power in W, where it was told together with the currents. */
function powerWith({ terminals, powerW }: Measured): number | null {
  if (powerW === null || powerW.value <= 0) return null;
  for (const t of three) {
    const reading = terminals[t];
    if (reading && reading.value > 0 && Math.abs(reading.at - powerW.at) > togetherMs) return null;
  }
  return powerW.value;
}

/**
 * Active power in W and apparent power in VA of a charger: as it measures it, and the sum of voltage by current over its wired readings
 * (on IT over the pairs). Null: something of it is not known, or not of one time, or too little flows to tell.
 * Observation 518 is named "power factor", but no source says how it counts; it is not used.
 */
export function measuredPower(
  network: NetworkType,
  rotation: Rotation,
  measured: Measured,
): { activeW: number; apparentVa: number; at: number } | null {
  const activeW = powerWith(measured);
  if (activeW === null || measured.powerW === null) return null;
  const legs = legsOf(network, rotation);
  let apparentVa = 0;
  for (const t of three) {
    if (legs[t] === null) continue;
    const current = measured.terminals[t];
    if (!current) return null;
    if (current.value === 0) continue;
    const voltage = measured.voltages[t];
    if (!voltage) return null;
    apparentVa += voltage.value * current.value;
  }
  if (apparentVa < leastVa || activeW > apparentVa * tolerance) return null;
  return { activeW: Math.min(activeW, apparentVa), apparentVa, at: measured.powerW.at };
}

/** Active by apparent power, 0 to 1, with the instant of the power; null: not known, see `measuredPower`. */
export function powerFactorOf(network: NetworkType, rotation: Rotation, measured: Measured): Reading<number> | null {
  const power = measuredPower(network, rotation, measured);
  return power === null ? null : { value: power.activeW / power.apparentVa, at: power.at };
}

/** Pair currents that differ by less (A, and as a part) are one symmetric load's. */
const alikeA = 0.5;
const alike = 0.05;

/**
 * Whether a charger's three pair currents on IT are those of one symmetric three-phase load: all alike. Its lines then carry √3
 * times as much, whatever its power factor.
 */
export function isSymmetric(legs: Triple<LegIndex | null>, terminals: Measured["terminals"]): boolean {
  let least = Number.POSITIVE_INFINITY;
  let most = 0;
  for (const t of three) {
    const reading = terminals[t];
    if (legs[t] === null || !reading) return false;
    least = Math.min(least, reading.value);
    most = Math.max(most, reading.value);
  }
  return most > 0 && most - least <= Math.max(alikeA, alike * most);
}

/**
 * The least that the power factor of each reading can be, 0 to 1, by the power of all of them: with the others at 1 and every
 * voltage at its highest. A symmetric load has one factor. 0: nothing is known of it, so that any angle is possible.
 */
export function leastFactors(measured: Measured, symmetric: boolean): Triple<number> {
  const watts = powerWith(measured);
  if (watts === null) return [0, 0, 0];
  const va = (t: 0 | 1 | 2) => {
    const voltage = measured.voltages[t];
    const most = voltage ? voltage.value * drift : highestV;
    return most * (measured.terminals[t]?.value ?? 0);
  };
  const all = va(0) + va(1) + va(2);
  const clamp = (factor: number) => Math.min(1, Math.max(0, factor));
  if (symmetric) {
    const one = all > 0 ? clamp(watts / all) : 0;
    return [one, one, one];
  }
  const of = (t: 0 | 1 | 2) => {
    const own = va(t);
    return own > 0 ? clamp((watts - (all - own)) / own) : 0;
  };
  return [of(0), of(1), of(2)];
}
