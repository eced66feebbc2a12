import type { Observation } from "../../domain/charger/observation";

/** When something was so: what orders it, and the instant that is shown. */
export type Stamp = Pick<Observation, "epoch" | "ownAt" | "arrivedAt" | "observedAt">;

/**
 * Whether `a` was said after `b`: by the epoch of the charger's clock, then by its own time, which all of an epoch share, then
 * by the arrival of the first copy (wire.md, Clocks). Of two with the same of all three neither is.
 */
export function isAfter(a: Stamp, b: Stamp): boolean {
  if (a.epoch !== b.epoch) return a.epoch > b.epoch;
  if (a.ownAt !== b.ownAt) return a.ownAt > b.ownAt;
  return a.arrivedAt > b.arrivedAt;
}

/** Whether `a` is newer than `b` of the same id; the same value told again is not. */
export function isNewer(a: Observation, b: Observation): boolean {
  return isAfter(a, b) || (!isAfter(b, a) && a !== b && a.raw !== b.raw);
}
