import type { ObservationKey } from "../../domain/charger/observation";
import { isStale, type LiveCharger } from "./charger";
import { History, type Sample } from "./history";

const gap: Sample = [Number.NaN, Number.NaN, Number.NaN, Number.NaN];
const keys: readonly ObservationKey[] = ["powerW", "current1A", "current2A", "current3A"];

/** Power or a current changed: a point at the instant of the newest of the four. */
export function recordPoint(charger: LiveCharger): void {
  charger.history ??= new History();
  const at = readHeld(charger);
  charger.history.add(at, held);
}

/** From here on nothing is known. */
export function recordGap(charger: LiveCharger, at: number): void {
  charger.history?.add(later(charger.history, at), gap);
}

/** The charger is back: what holds of what it said last. */
export function recordHeld(charger: LiveCharger, at: number): void {
  if (charger.history === null) return;
  readHeld(charger);
  charger.history.add(later(charger.history, at), held);
}

/** A charger's own clock may be ahead of ours by a little: what follows its last point follows it. */
function later(history: History, at: number): number {
  return Math.max(at, history.at(history.length - 1) + 1);
}

/** Filled anew for every point, which copies it: a point allocates nothing. */
const held: [number, number, number, number] = [0, 0, 0, 0];

/** Reads the four values into `held`; the instant of the newest, ms. */
function readHeld(charger: LiveCharger): number {
  let newestAt = 0;
  for (let i = 0; i < 4; i += 1) {
    const key = keys[i] ?? "";
    const unusable = charger.unusable?.get(key);
    const observation = unusable?.observation ?? charger.observations.get(key);
    const value = observation?.value;
    const isKnown =
      typeof value === "number" &&
      observation !== undefined &&
      !isStale(charger, observation) &&
      unusable === undefined;
    held[i] = isKnown ? value : Number.NaN;
    if (observation !== undefined && observation.observedAt > newestAt) newestAt = observation.observedAt;
  }
  return newestAt;
}
