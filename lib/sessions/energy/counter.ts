import { isPlausible } from "../../domain/charger/plausible";
import type { Flag, Told } from "../types";
import { wholeWh } from "./watt-hours";

/** The energy of a session up to an instant. */
export interface CounterPoint {
  at: number;
  wh: number;
}

export interface Counter {
  points: readonly CounterPoint[];
  flags: readonly Flag[];
}

interface Situation {
  from: number;
  to: number;
  ratedA: number;
  heardBegin: boolean;
}

/** A smaller step back is rounding (a counter is told in steps of 0.1 kWh at the least, wire.md 5), Wh. */
const noiseWh = 100;

/**
 * What a charger's counter of its session comes to, though it may begin anew (a pause by a tag ends the counter of some), fall once and
 * come back, or
 * tell the meter's total in the place of its own.
 * @param told of the session's time, ascending
 */
export function counterOf(told: readonly Told[], situation: Situation): Counter {
  const flags = new Set<Flag>();
  const readings: CounterPoint[] = [];
  for (const { at, value } of told) {
    const wh = typeof value === "number" ? wholeWh(value) : null;
    if (wh === null || typeof value !== "number") continue;
    // At its begin a session has no energy: it is the last one's.
    if (situation.heardBegin && at === situation.from && wh > 0) continue;
    if (canBe(value, at - situation.from, situation, situation.heardBegin)) readings.push({ at, wh });
    else flags.add("implausibleEnergy");
  }
  const points: CounterPoint[] = [];
  let before = 0;
  let last = 0;
  for (const [index, { at, wh }] of readings.entries()) {
    if (wh < last) {
      if (wh >= last - noiseWh || at === situation.to) continue;
      const next = readings.slice(index + 1).find((later) => later.wh > wh);
      const isAnew = !(next !== undefined && next.wh >= last) && wh < last / 2;
      flags.add(isAnew ? "counterReset" : "counterStepBack");
      if (!isAnew) continue;
      before += last;
    }
    last = wh;
    points.push({ at, wh: before + last });
  }
  return { points, flags: [...flags] };
}

const canBe = (kwh: number, sessionMs: number, { ratedA }: Situation, heardBegin: boolean): boolean =>
  isPlausible("sessionEnergyKwh", kwh, { ratedA, sessionMs, heardBegin });
