import type { ObservationKey } from "../domain/observation";
import { type LiveCharger, numberOf } from "./charger";
import { History, type Sample } from "./history";

const gap: Sample = [Number.NaN, Number.NaN, Number.NaN, Number.NaN];
const keys: readonly ObservationKey[] = ["powerW", "current1A", "current2A", "current3A"];

/** Power or a current changed: a point at the instant of the newest of the four. */
export function recordPoint(charger: LiveCharger): void {
  let at = 0;
  for (const key of keys) {
    const held = charger.observations.get(key);
    if (held !== undefined && held.observedAt > at) at = held.observedAt;
  }
  charger.history ??= new History();
  charger.history.add(at, heldSample(charger));
}

/** From here on nothing is known. */
export function recordGap(charger: LiveCharger, at: number): void {
  charger.history?.add(at, gap);
}

/** The charger is back, and what it said last holds again. */
export function recordHeld(charger: LiveCharger, at: number): void {
  charger.history?.add(at, heldSample(charger));
}

function heldSample(charger: LiveCharger): Sample {
  const of = (key: ObservationKey) => numberOf(charger, key) ?? Number.NaN;
  return [of("powerW"), of("current1A"), of("current2A"), of("current3A")];
}
