import type { Beginning } from "../../domain/charger/flapping";
import type { OldReason, Presence, PresenceWord } from "../../domain/charger/presence";
import { announcedPulseMs } from "../../domain/charger/pulse";
import { connected as connectedAnew } from "../clock/clock";
import { recordPresence } from "../history/record";
import { noteCharger, noteDerived } from "../state/change";
import { isClockInDoubt, isStale, type LiveCharger, modeOf, numberOf } from "../state/charger";
import type { Fleet } from "../state/fleet";
import { askForTag } from "../state/tags";
import { touches } from "../state/touches";
import { noteBeginning } from "./flapping";
import { noteGap } from "./gap";

/**
 * A message that was still on its way when the connection was lost proves no life; what comes later than this after the
 * loss does, where a broker's hooks have missed that the charger is back.
 */
const onItsWayMs = 5_000;

/** A connection of which nothing more is told than that it began. */
const untoldOrigin = { address: null, tookOver: null, times: 1 } as const;

/** What is to be told of a charger's presence: nothing is known of any while the dashboard itself is blind. */
export function presenceOf(fleet: Fleet, charger: LiveCharger): Presence {
  const heardAt = charger.heardAt > 0 ? charger.heardAt : null;
  if (!fleet.live) {
    const was = charger.word === "unknown" ? {} : { was: charger.word };
    return { word: "unknown", since: orNull(fleet.blindAt), heardAt, reason: "brokerLost", ...was };
  }
  return { word: charger.word, since: orNull(charger.since), heardAt, reason: charger.reason };
}

/** The word of `presenceOf`. */
export function presenceWord(fleet: Fleet, charger: LiveCharger): PresenceWord {
  return fleet.live ? charger.word : "unknown";
}

/** What the connection topic says in this connection to the broker; null: nothing. */
export function connectedOf(fleet: Fleet, charger: LiveCharger): boolean | null {
  return charger.connectionEpoch === fleet.epoch ? charger.connected : null;
}

function orNull(at: number): number | null {
  return at > 0 ? at : null;
}

/** `at`: when it is judged; `since`: since when it is so. */
function judge(
  fleet: Fleet,
  charger: LiveCharger,
  word: PresenceWord,
  reason: Presence["reason"],
  since: number,
  at = since,
): void {
  const was = charger.word;
  charger.reason = reason;
  if (was !== word) {
    charger.word = word;
    charger.since = since;
    recordPresence(fleet, charger, word, since);
    fleet.reviews.push(at, charger);
  }
  noteCharger(fleet, charger, touches.installation | touches.firmware);
  if (word === "online" && was !== "online") askForTag(fleet, charger);
}

/** Whether what the charger said last is known to be of now. */
export function isCurrent(fleet: Fleet, charger: LiveCharger): boolean {
  return presenceWord(fleet, charger) === "online" && oldReason(charger) === null;
}

/** Why what a charger said last is shown as old though it is online; null: it is not. */
export function oldReason(charger: LiveCharger): OldReason | null {
  if (charger.restored) return "restored";
  if (isClockInDoubt(charger)) return "clock";
  return charger.gapAt > 0 && isStateStale(charger) ? "gap" : null;
}

/** Whether what its state follows from has not been told again since the last gap: a car that is finished may have been paused. */
function isStateStale(charger: LiveCharger): boolean {
  const isOld = (key: "mode" | "pausedByOrder") => {
    const held = charger.observations.get(key);
    return held !== undefined && isStale(charger, held);
  };
  return isOld("mode") || (modeOf(charger) === "finished" && isOld("pausedByOrder"));
}

/** A pulse or telemetry came at a time that is known. Only a live one proves something about now. */
export function heard(fleet: Fleet, charger: LiveCharger, receivedAt: number, live: boolean): void {
  const { heardAt } = charger;
  if (receivedAt > charger.heardAt) charger.heardAt = receivedAt;
  if (!live || !fleet.live) return;
  if (charger.restored) {
    charger.restored = false;
    noteCharger(fleet, charger, touches.installation);
    // What it says first after a restart was taken while all that is known of it was old.
    fleet.reviews.push(receivedAt, charger);
  }
  if (charger.word === "online") {
    charger.proofAt = receivedAt;
    return;
  }
  const connected = connectedOf(fleet, charger);
  if (connected === false) {
    if (receivedAt <= charger.connectionAt + onItsWayMs) return;
    charger.connected = null;
  }
  // Where a connection stands all the while, all that the charger said came over it.
  const isOver = connected === false || (heardAt > 0 && receivedAt - heardAt >= silentAfterMs(charger));
  if (connected !== true && isOver && charger.spokeIn !== fleet.epoch) noteGap(fleet, charger, receivedAt);
  charger.proofAt = receivedAt;
  judge(fleet, charger, "online", connected === true ? "connected" : "heard", receivedAt);
  queueSilence(fleet, charger);
}

/** The connection topic spoke: retained or not, in the backlog or not, it tells what is so since `at`, unless something newer is known. */
export function connectionTold(
  fleet: Fleet,
  charger: LiveCharger,
  told: { connected: boolean; at: number; receivedAt: number; live: boolean; begun?: Omit<Beginning, "at"> },
): void {
  const known = charger.connectionEpoch === fleet.epoch;
  if (known && !told.live && told.at < charger.connectionAt) return;
  const at = Math.min(told.at, told.receivedAt);
  const another = charger.connected !== told.connected || charger.connectionAt !== at;
  if (another && told.connected && charger.clock !== null) connectedAnew(charger.clock);
  if (another && told.connected && charger.connected !== null) noteGap(fleet, charger, at);
  if (another) noteDerived(fleet, charger);
  if (another && told.connected) noteBeginning(fleet, charger, { at, ...(told.begun ?? untoldOrigin) });
  charger.connectionEpoch = fleet.epoch;
  charger.connected = told.connected;
  if (told.connected) charger.wasConnected = true;
  charger.connectionAt = at;
  if (fleet.live) judgeByConnection(fleet, charger, told.receivedAt, told.live);
}

/** A connection proves itself and nothing else: how long a charger has been silent is counted from its last word, or from then on. */
function judgeByConnection(fleet: Fleet, charger: LiveCharger, at: number, isNew: boolean): void {
  if (charger.connected === true) {
    charger.proofAt = isNew || charger.spokeIn === fleet.epoch ? at : Math.max(charger.heardAt, charger.connectionAt);
    const dueAt = charger.proofAt + silentAfterMs(charger);
    if (dueAt <= at) {
      judge(fleet, charger, "silent", "noPulse", dueAt, at);
      return;
    }
    judge(fleet, charger, "online", "connected", charger.connectionAt, at);
    queueSilence(fleet, charger);
  } else if (charger.wasConnected || charger.heardAt > 0) {
    judge(fleet, charger, "offline", "connectionLost", charger.connectionAt, at);
  } else {
    // What has never been there is not lost: the gateway says of each charger that is enrolled that it is not connected.
    judge(fleet, charger, "unknown", "neverHeard", charger.since, at);
  }
}

/** The broker is gone: from `at` on nothing is known about now. */
export function goBlind(fleet: Fleet, at: number): void {
  if (!fleet.live) return;
  fleet.live = false;
  fleet.blindAt = at;
  fleet.epoch += 1;
  for (const charger of fleet.chargers.values()) {
    noteCharger(fleet, charger, touches.installation | touches.firmware);
  }
}

/**
 * The backlog is behind us: each charger is what the connection topic has said meanwhile; where it has said nothing, it
 * stays unknown until it is heard, or has had the time to be.
 */
export function goLive(fleet: Fleet, at: number): void {
  if (fleet.live) return;
  fleet.live = true;
  for (const charger of fleet.chargers.values()) {
    charger.proofAt = at;
    charger.word = "unknown";
    charger.reason = "neverHeard";
    charger.since = fleet.blindAt;
    if (charger.connectionEpoch === fleet.epoch) judgeByConnection(fleet, charger, at, false);
    else {
      recordPresence(fleet, charger, "unknown", at);
      noteCharger(fleet, charger, touches.installation | touches.firmware);
      queueSilence(fleet, charger);
    }
  }
}

/** A charger is silent when it gave no sign of life for so long, ms. */
export const silentAfterMs = ({ pulseMs, dialect }: LiveCharger): number => dialect.pulse.silentAfter * pulseMs;

/** The silence window has another length now. */
export function pulseChanged(fleet: Fleet, charger: LiveCharger): void {
  const { chargingMs, otherwiseMs } = charger.dialect.pulse;
  const usualMs = modeOf(charger) === "charging" ? chargingMs : otherwiseMs;
  const pulseMs = announcedPulseMs(numberOf(charger, "pulseIntervalS")) ?? usualMs;
  if (pulseMs === charger.pulseMs) return;
  charger.pulseMs = pulseMs;
  if (fleet.live) queueSilence(fleet, charger);
}

/** Waits for the charger's next sign of life. A turn that is already earlier stays: it is put off when it comes. */
export function queueSilence(fleet: Fleet, charger: LiveCharger): void {
  const dueAt = charger.proofAt + silentAfterMs(charger);
  if (dueAt >= charger.queuedAt) return;
  charger.queuedAt = dueAt;
  fleet.silences.push(dueAt, charger);
}

/** Those whose time has come without a sign of life are silent. */
export function endSilences(fleet: Fleet, now: number): void {
  while (fleet.silences.nextAt() <= now) {
    const at = fleet.silences.nextAt();
    const charger = fleet.silences.pop();
    if (charger === undefined || at !== charger.queuedAt) continue;
    charger.queuedAt = Number.POSITIVE_INFINITY;
    if (!fleet.live || fleet.chargers.get(charger.deviceId) !== charger) continue;
    const dueAt = charger.proofAt + silentAfterMs(charger);
    if (dueAt > now) queueSilence(fleet, charger);
    else if (charger.word === "online") judge(fleet, charger, "silent", "noPulse", dueAt);
    else if (charger.word === "unknown" && charger.heardAt > 0) judge(fleet, charger, "silent", "noPulse", dueAt);
  }
}
