import { type Observation, type Unusable, unreadable } from "../domain/charger/observation";
import type { ReportClock } from "../protocol/charger-report";
import { isInDoubt, newClock } from "./clock/clock";
import type { Epoch } from "./clock/epoch";
import { isNewer } from "./clock/order";
import { place } from "./clock/place";
import { isAwaited, noteObservation, type Received, settle } from "./commands/proof";
import { record } from "./history/record";
import { noteRelays } from "./phases/relays";
import { review } from "./phases/review";
import { pulseChanged } from "./presence/presence";
import { noteCharger, noteDerived, unsavedOf } from "./state/change";
import type { LiveCharger } from "./state/charger";
import { noteSession, refreshState } from "./state/charger-state";
import type { Fleet } from "./state/fleet";
import { askForTag } from "./state/tags";
import { touchedBy, touches } from "./state/touches";
import { canBe, endUnusable, judgeAnew, keepUnusable } from "./state/unusable";
import { noteImplausible } from "./undecodable";

/** How observations came. */
export interface Coming {
  /** They prove something about now. */
  live: boolean;
  /** They are known to have been said earlier. */
  resent: boolean;
  /** They waited at a broker that does not say since when. */
  waited: boolean;
  /** ms, by the gateway's clock. */
  receivedAt: number;
  /** By which clock their instants are. */
  clock: ReportClock;
}

/** Takes what is newer than what is held; older and repeated observations change nothing. */
export function applyObservations(
  fleet: Fleet,
  charger: LiveCharger,
  observations: readonly Observation[],
  how: Coming,
): void {
  if (observations.length === 0) return;
  if (how.clock !== "charger") {
    // No clock that could be wrong: they are ordered as they are told.
    record(fleet, charger, observations, how.receivedAt);
    take(fleet, charger, observations, { live: how.live && !how.resent, receivedAt: how.receivedAt });
    return;
  }
  charger.clock ??= newClock();
  const { clock } = charger;
  const wasInDoubt = isInDoubt(clock);
  const ownAt = newestOwnAt(observations);
  const placed = place(clock, {
    observations,
    ownAt,
    arrivedAt: how.receivedAt,
    skewMs: ownAt - how.receivedAt,
    connectedAt: charger.connected === true ? charger.connectionAt : null,
    resent: how.resent,
    waited: how.waited,
    held: charger.observations,
  });
  if (placed.changed) {
    noteDerived(fleet, charger);
    // What was sent is told, also where it is kept back.
    noteCharger(fleet, charger, 0);
  }
  if (placed.corrected !== null) correct(fleet, charger, placed.corrected);
  record(fleet, charger, placed.observations, how.receivedAt);
  take(fleet, charger, placed.observations, { live: placed.live, receivedAt: how.receivedAt });
  if (wasInDoubt === isInDoubt(clock)) return;
  noteCharger(fleet, charger, touches.installation);
  fleet.reviews.push(how.receivedAt, charger);
  // What it showed while it was in doubt was not answered.
  askForTag(fleet, charger);
}

function newestOwnAt(observations: readonly Observation[]): number {
  let newest = Number.NEGATIVE_INFINITY;
  for (const { ownAt } of observations) if (ownAt > newest) newest = ownAt;
  return newest;
}

function take(fleet: Fleet, charger: LiveCharger, observations: readonly Observation[], how: Received): void {
  const held = charger.observations;
  let unsaved: Map<number, Observation> | null = null;
  let touched = 0;
  let taken = 0;
  for (const observation of observations) {
    const bits = touchedBy(observation.key);
    if ((bits & touches.session) !== 0 && noteSession(charger, observation)) {
      touched |= touches.installation | touches.state;
      const energy = held.get("sessionEnergyKwh");
      if (energy !== undefined) judgeAnew(charger, energy);
      noteDerived(fleet, charger);
    }
    const before = held.get(observation.key);
    // What is held already has been given its place anew.
    if (before !== undefined && before !== observation && !isNewer(observation, before)) continue;
    if (observation.value === unreadable) {
      if (takeUnusable(fleet, charger, "unreadable", observation)) touched |= bits;
      continue;
    }
    const isPlausible = (bits & touches.bounded) === 0 || canBe(charger, observation);
    if (!isPlausible) refuse(fleet, charger, observation, how.receivedAt);
    else if (charger.unusable !== null && endUnusable(charger, observation)) noteDerived(fleet, charger);
    held.set(observation.key, observation);
    if (taken === 0) unsaved = unsavedOf(fleet, charger);
    unsaved?.set(observation.id, observation);
    taken += 1;
    if (bits === 0) continue;
    touched |= bits;
    if (isPlausible && (bits & touches.proof) !== 0 && isAwaited(charger)) {
      noteObservation(fleet, charger, observation, how);
      noteDerived(fleet, charger);
    }
  }
  if (taken === 0 && touched === 0) return;
  noteCharger(fleet, charger, touched);
  if ((touched & (touches.state | touches.pulse)) !== 0) applyState(fleet, charger);
  if ((touched & touches.proof) !== 0 && isAwaited(charger)) settle(fleet, charger, how.receivedAt);
  if ((touched & touches.voltage) !== 0) noteRelays(charger, observations);
  if ((touched & touches.electric) !== 0) review(fleet, charger, how.receivedAt);
}

function takeUnusable(fleet: Fleet, charger: LiveCharger, why: Unusable, observation: Observation): boolean {
  if (!keepUnusable(charger, why, observation)) return false;
  noteDerived(fleet, charger);
  noteCharger(fleet, charger, 0);
  return true;
}

/** What cannot be is unknown from then on, and told to support as it was sent. */
function refuse(fleet: Fleet, charger: LiveCharger, observation: Observation, receivedAt: number): void {
  const isTakenAnew = charger.unusable?.get(observation.key)?.observation === observation;
  takeUnusable(fleet, charger, "implausible", observation);
  if (isTakenAnew) return;
  const { key } = charger.dialect.describe(observation.id);
  noteImplausible(fleet, charger.deviceId, `no plausible ${key}`, observation.raw ?? "", receivedAt);
}

/** It is known better now by how much the clock was wrong in an epoch. */
function correct(fleet: Fleet, charger: LiveCharger, { index, offsetMs }: Epoch): void {
  const unsaved = unsavedOf(fleet, charger);
  for (const one of charger.unusable?.values() ?? []) {
    const { observation } = one;
    if (observation.epoch !== index) continue;
    const correctedAt = observation.ownAt - offsetMs;
    one.since += correctedAt - observation.observedAt;
    observation.observedAt = correctedAt;
  }
  for (const observation of charger.observations.values()) {
    if (observation.epoch !== index) continue;
    observation.observedAt = observation.ownAt - offsetMs;
    unsaved?.set(observation.id, observation);
  }
  const { disconnected, sessionStart, sessionTold, previousTold } = charger;
  for (const stamp of [disconnected, sessionStart, sessionTold, previousTold])
    if (stamp?.epoch === index) stamp.observedAt = stamp.ownAt - offsetMs;
  noteCharger(fleet, charger, touches.installation | touches.firmware);
}

function applyState(fleet: Fleet, charger: LiveCharger): void {
  refreshState(charger);
  pulseChanged(fleet, charger);
  endPause(fleet, charger);
  askForTag(fleet, charger);
}

/** Resumed since: who paused it is past. */
function endPause(fleet: Fleet, charger: LiveCharger): void {
  const flag = charger.observations.get("pausedByOrder");
  if (charger.pausedBy === null || flag?.value !== false || flag.observedAt <= charger.pausedBy.at) return;
  charger.pausedBy = null;
  noteDerived(fleet, charger);
}
