import { pulseIntervalMs, silentAfterIntervals } from "../domain/pulse";
import { operationModes } from "../domain/state";
import type { Presence, PresenceWord } from "../domain/view";
import { noteCharger } from "./change";
import { type LiveCharger, numberOf } from "./charger";
import type { Fleet } from "./fleet";
import { recordGap, recordHeld } from "./record";
import { askForTag } from "./tags";
import { touches } from "./watch";

/**
 * A message that was still on its way when the connection was lost proves no life; what comes later than this after the
 * loss does, where a broker's hooks have missed that the charger is back.
 */
const onItsWayMs = 5_000;

/** What is to be told of a charger's presence: nothing is known of any while the dashboard itself is blind. */
export function presenceOf(fleet: Fleet, charger: LiveCharger): Presence {
  const heardAt = charger.heardAt > 0 ? charger.heardAt : null;
  if (!fleet.live) {
    return { word: "unknown", since: orNull(fleet.blindAt), heardAt, reason: "brokerLost" };
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
  charger.epoch = fleet.epoch;
  charger.reason = reason;
  if (was !== word) {
    charger.word = word;
    charger.since = since;
    if (word === "online") recordHeld(charger, at);
    else recordGap(charger, at);
    fleet.reviews.push(at, charger);
  }
  noteCharger(fleet, charger, touches.installation | touches.firmware);
  if (word === "online" && was !== "online") askForTag(fleet, charger);
}

/** A live pulse or telemetry came. */
export function heard(fleet: Fleet, charger: LiveCharger, receivedAt: number): void {
  if (receivedAt > charger.heardAt) charger.heardAt = receivedAt;
  if (!fleet.live) return;
  if (charger.word === "online" && charger.epoch === fleet.epoch) {
    charger.proofAt = receivedAt;
    return;
  }
  const connected = connectedOf(fleet, charger);
  if (connected === false) {
    if (receivedAt <= charger.connectionAt + onItsWayMs) return;
    charger.connected = null;
  }
  charger.proofAt = receivedAt;
  judge(fleet, charger, "online", connected === true ? "connected" : "heard", receivedAt);
  queueSilence(fleet, charger);
}

/** The connection topic spoke: retained or not, in the backlog or not, it tells what is so since `at`, unless something newer is known. */
export function connectionTold(
  fleet: Fleet,
  charger: LiveCharger,
  told: { connected: boolean; at: number; receivedAt: number; live: boolean },
): void {
  const known = charger.connectionEpoch === fleet.epoch;
  if (known && !told.live && told.at < charger.connectionAt) return;
  charger.connectionEpoch = fleet.epoch;
  charger.connected = told.connected;
  charger.connectionAt = Math.min(told.at, told.receivedAt);
  charger.proofAt = told.receivedAt;
  if (fleet.live) judgeByConnection(fleet, charger, told.receivedAt);
}

function judgeByConnection(fleet: Fleet, charger: LiveCharger, at: number): void {
  if (charger.connected === true) {
    judge(fleet, charger, "online", "connected", charger.connectionAt, at);
    queueSilence(fleet, charger);
  } else {
    judge(fleet, charger, "offline", "connectionLost", charger.connectionAt, at);
  }
}

/** The broker is gone: from `at` on nothing is known about now. */
export function goBlind(fleet: Fleet, at: number): void {
  if (!fleet.live) return;
  fleet.live = false;
  fleet.blindAt = at;
  fleet.epoch += 1;
  for (const charger of fleet.chargers.values()) {
    recordGap(charger, at);
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
    charger.epoch = fleet.epoch;
    if (charger.connectionEpoch === fleet.epoch) judgeByConnection(fleet, charger, at);
    else {
      recordGap(charger, at);
      noteCharger(fleet, charger, touches.installation | touches.firmware);
      queueSilence(fleet, charger);
    }
  }
}

/** The silence window has another length now. */
export function pulseChanged(fleet: Fleet, charger: LiveCharger): void {
  const charging = numberOf(charger, "operationMode") === operationModes.charging;
  const pulseMs = pulseIntervalMs(numberOf(charger, "pulseInterval"), charging);
  if (pulseMs === charger.pulseMs) return;
  charger.pulseMs = pulseMs;
  if (fleet.live) queueSilence(fleet, charger);
}

/** Waits for the charger's next sign of life. A turn that is already earlier stays: it is put off when it comes. */
export function queueSilence(fleet: Fleet, charger: LiveCharger): void {
  const dueAt = charger.proofAt + silentAfterIntervals * charger.pulseMs;
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
    const dueAt = charger.proofAt + silentAfterIntervals * charger.pulseMs;
    if (dueAt > now) queueSilence(fleet, charger);
    else if (charger.word === "online") judge(fleet, charger, "silent", "noPulse", dueAt);
    else if (charger.word === "unknown" && charger.heardAt > 0) judge(fleet, charger, "silent", "noPulse", dueAt);
  }
}
