import { type Beginning, begin, calmAt, calmMs, type Flapping } from "../../domain/charger/flapping";
import { noteCharger } from "../state/change";
import type { LiveCharger } from "../state/charger";
import type { Fleet } from "../state/fleet";
import { touches } from "../state/touches";

/** A charger's connection begins. One that begins seldom costs a number alone. */
export function noteBeginning(fleet: Fleet, charger: LiveCharger, beginning: Beginning): void {
  const before = charger.begunAt;
  charger.begunAt = beginning.at;
  if (charger.beginnings === null && beginning.at - before >= calmMs && beginning.times === 1) return;
  const first = { at: before, address: null, tookOver: null, times: 1 };
  charger.beginnings = begin(charger.beginnings ?? { recent: [first], flapping: null }, beginning);
  fleet.restless.add(charger);
  if (charger.beginnings.flapping !== null) noteCharger(fleet, charger, touches.installation);
}

/** Whether a charger's connection begins too often; null: it does not. */
export const flappingOf = ({ beginnings }: LiveCharger): Flapping | null => beginnings?.flapping ?? null;

/** Those that have been calm for long enough are as all others. */
export function endFlapping(fleet: Fleet, now: number): void {
  for (const charger of fleet.restless) {
    if (charger.beginnings !== null && now < calmAt(charger.beginnings)) continue;
    fleet.restless.delete(charger);
    if (flappingOf(charger) !== null) noteCharger(fleet, charger, touches.installation);
    charger.beginnings = null;
  }
}
