import type { Observation } from "../../domain/charger/observation";
import type { PresenceWord } from "../../domain/charger/presence";
import { micros, ownKinds } from "../../domain/history/row";
import type { Clock } from "../clock/clock";
import { noteDerived } from "../state/change";
import type { LiveCharger } from "../state/charger";
import type { Fleet } from "../state/fleet";
import { epochOf, isSamePlace, type Place, placeForGood, placeNow, rowOf } from "./rows";
import { epochNow, isOfOpenEpoch, isSettled, unsettledOf } from "./waiting";

/** What may still be given another place is handed on after this at the latest, ms; where it gets another one, it is moved. */
const waitMs = 30_000;

/**
 * Hands observations on to history once they have their place for good. `placed`: what has just been given one. To be called after
 * each message, also where nothing of it was placed: it may have settled what was said before.
 */
export function record(fleet: Fleet, charger: LiveCharger, placed: readonly Observation[], now: number): void {
  const { clock, waiting } = charger;
  if (charger.entry === null) return;
  if (waiting === null && (clock === null || isSettled(clock))) tell(fleet, charger, placed);
  else if (clock !== null) tellSettled(fleet, charger, clock, placed, now);
}

/** All of it as it stands: the usual way. */
function tell(fleet: Fleet, charger: LiveCharger, observations: readonly Observation[]): void {
  const { deviceId, clock } = charger;
  const { history } = fleet.change;
  let epoch = clock?.epochs.at(-1);
  let nth = 0;
  for (const observation of observations) {
    if (epoch?.index !== observation.epoch) epoch = clock === null ? undefined : epochOf(clock, observation.epoch);
    if (epoch?.historyOffsetMs === null) noteDerived(fleet, charger);
    history.push(rowOf(deviceId, observation, placeForGood(observation, epoch), nth));
    nth += 1;
  }
}

function tellSettled(
  fleet: Fleet,
  charger: LiveCharger,
  clock: Clock,
  placed: readonly Observation[],
  now: number,
): void {
  const waiting = charger.waiting ?? { places: new Map<Observation, Place | null>(), dueAt: Number.POSITIVE_INFINITY };
  charger.waiting = waiting;
  const unsettled = unsettledOf(clock);
  for (const observation of [...unsettled, ...placed])
    if (!waiting.places.has(observation)) waiting.places.set(observation, null);
  for (const [observation, told] of waiting.places) {
    if (unsettled.has(observation) || isOfOpenEpoch(clock, observation)) continue;
    waiting.places.delete(observation);
    settle(fleet, charger, observation, placeForGood(observation, epochNow(clock, observation)), told, now);
  }
  noteDerived(fleet, charger);
  if (waiting.places.size === 0) charger.waiting = null;
  else queueWaiting(fleet, charger);
}

/** Where history was told of another place meanwhile, it is told that it is not there. */
function settle(
  fleet: Fleet,
  { deviceId }: LiveCharger,
  observation: Observation,
  place: Place,
  told: Place | null,
  now: number,
): void {
  const { history } = fleet.change;
  if (told !== null && isSamePlace(told, place)) return;
  if (told !== null)
    history.push({ ...rowOf(deviceId, observation, told), raw: null, arrivedAt: micros(now), gone: true });
  history.push(rowOf(deviceId, observation, place));
}

/** What waits is handed on in time, also after a restart. */
export function queueWaiting(fleet: Fleet, charger: LiveCharger): void {
  const { waiting } = charger;
  if (waiting === null || waiting.dueAt !== Number.POSITIVE_INFINITY) return;
  for (const [{ arrivedAt }, told] of waiting.places)
    if (told === null) waiting.dueAt = Math.min(waiting.dueAt, arrivedAt + waitMs);
  if (waiting.dueAt !== Number.POSITIVE_INFINITY) fleet.unsettled.push(waiting.dueAt, charger);
}

/** What has waited long enough is handed on as it stands. */
export function recordDue(fleet: Fleet, now: number): void {
  while (fleet.unsettled.nextAt() <= now) {
    const at = fleet.unsettled.nextAt();
    const charger = fleet.unsettled.pop();
    if (charger?.waiting?.dueAt === at) recordWaiting(fleet, charger, now);
  }
}

/** Hands on what waits as it stands, and moves it when it is settled. */
export function recordWaiting(fleet: Fleet, charger: LiveCharger, now: number): void {
  const { clock, waiting } = charger;
  if (clock === null || waiting === null) return;
  for (const [observation, told] of waiting.places) {
    if (told !== null) continue;
    const place = placeNow(observation, epochNow(clock, observation));
    waiting.places.set(observation, place);
    fleet.change.history.push(rowOf(charger.deviceId, observation, place));
  }
  waiting.dueAt = Number.POSITIVE_INFINITY;
  tellSettled(fleet, charger, clock, [], now);
}

/** A charger's presence is another one since then, ms; as its gateway told, that may be long before the dashboard saw it. */
export function recordPresence(fleet: Fleet, charger: LiveCharger, word: PresenceWord, since: number): void {
  if (charger.entry === null || charger.toldWord === word) return;
  const at = Math.max(micros(since), charger.toldAt + 1);
  charger.toldWord = word;
  charger.toldAt = at;
  push(fleet, charger, ownKinds.presence, at, word);
}

/** An event of a charger's log, which has no instant but its arrival. */
export function recordEvent(fleet: Fleet, charger: LiveCharger, text: string, receivedAt: number): void {
  if (charger.entry === null) return;
  charger.toldEventAt = Math.max(micros(receivedAt), charger.toldEventAt + 1);
  push(fleet, charger, ownKinds.event, charger.toldEventAt, text);
}

function push(fleet: Fleet, { deviceId }: LiveCharger, kind: number, at: number, raw: string): void {
  fleet.change.history.push({ deviceId, kind, epoch: 0, ownAt: at, at, raw, arrivedAt: at, gone: false });
}
