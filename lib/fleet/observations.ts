import type { Observation } from "../domain/observation";
import { noteCharger, unsavedOf } from "./change";
import type { LiveCharger } from "./charger";
import { noteSession, refreshState } from "./charger-state";
import type { Fleet } from "./fleet";
import { pulseChanged } from "./presence";
import { noteObservation, settle } from "./proof";
import { recordPoint } from "./record";
import { review } from "./review";
import { askForTag } from "./tags";
import { touchedBy, touches } from "./watch";

/** How observations came: `live` ones prove something about now; `restored` ones come from the store and are kept there already. */
export interface Coming {
  live: boolean;
  restored: boolean;
  receivedAt: number;
}

/**
 * Whether `a` is newer than `b` of the same id, by its own instant. Two values of one instant are ordered by their text, so
 * that the order of arrival makes no difference.
 */
export function isNewer(a: Observation, b: Observation): boolean {
  if (a.observedAt !== b.observedAt) return a.observedAt > b.observedAt;
  return a.raw !== b.raw && a.raw !== null && (b.raw === null || a.raw > b.raw);
}

/** Takes what is newer than what is held; older and repeated observations change nothing. */
export function applyObservations(
  fleet: Fleet,
  charger: LiveCharger,
  observations: readonly Observation[],
  how: Coming,
): void {
  const held = charger.observations;
  let unsaved: Map<number, Observation> | null = null;
  let touched = 0;
  let taken = 0;
  for (const observation of observations) {
    const bits = touchedBy(observation.key);
    if ((bits & touches.session) !== 0 && noteSession(charger, observation))
      touched |= touches.installation | touches.state;
    const before = held.get(observation.key);
    if (before !== undefined && !isNewer(observation, before)) continue;
    held.set(observation.key, observation);
    if (taken === 0 && !how.restored) unsaved = unsavedOf(fleet, charger);
    unsaved?.set(observation.id, observation);
    taken += 1;
    if (bits === 0) continue;
    touched |= bits;
    if ((bits & touches.proof) !== 0 && charger.open.length > 0 && !how.restored) {
      noteObservation(fleet, charger, observation, how);
    }
  }
  if (taken === 0 && touched === 0) return;
  noteCharger(fleet, charger, touched);
  if ((touched & touches.history) !== 0) recordPoint(charger);
  if ((touched & (touches.state | touches.pulse)) !== 0) applyState(fleet, charger);
  if ((touched & touches.proof) !== 0 && charger.open.length > 0 && !how.restored)
    settle(fleet, charger, how.receivedAt);
  if ((touched & touches.electric) !== 0) review(fleet, charger, how.receivedAt);
}

function applyState(fleet: Fleet, charger: LiveCharger): void {
  refreshState(charger);
  pulseChanged(fleet, charger);
  if (charger.observations.get("finalStopActive")?.value === false) charger.pausedBy = null;
  askForTag(fleet, charger);
}
