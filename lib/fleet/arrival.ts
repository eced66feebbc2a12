import type { Arrival, Message } from "../protocol/message";
import { answer, answerNext } from "./commands/answer";
import { bySecondRid } from "./commands/command-tracker";
import { recordEvent } from "./history/record";
import { applyMeter } from "./meter";
import { applyObservations } from "./observations";
import { connectionTold, heard } from "./presence/presence";
import { applyPrices } from "./prices";
import { noteCharger, noteSupport } from "./state/change";
import type { LiveCharger } from "./state/charger";
import type { Fleet, StrayAnswer } from "./state/fleet";
import { heardCharger } from "./unassigned";
import { noteUndecodable } from "./undecodable";

const keptEvents = 20;
const keptStrays = 1_000;

type Of<K extends Message["kind"]> = Extract<Message, { kind: K }>;

/**
 * A message came through the broker's door. What is backlog or retained proves nothing about now: its observations count by
 * their own instant, an answer counts because it names its command, and `connection` tells since when it holds.
 */
export function applyArrival(fleet: Fleet, arrival: Arrival): void {
  const { message, receivedAt, timed } = arrival;
  const live = !arrival.backlog && !arrival.retained;
  // The gateway's word about itself is none of a charger's.
  if (live && message.kind !== "gateway") fleet.lastMessageAt = receivedAt;
  switch (message.kind) {
    case "observations":
      applyTelemetry(fleet, message, arrival, live);
      return;
    case "pulse":
      applyLife(fleet, message, arrival, live);
      return;
    case "event":
      if (timed && !arrival.retained) applyEvent(fleet, message, arrival, live);
      return;
    case "answer":
      if (!arrival.retained) applyAnswer(fleet, message, receivedAt, live);
      return;
    case "connection":
      applyConnection(fleet, message, receivedAt, live);
      return;
    case "meter": {
      const { topic, currentA, at, fault } = message;
      if (fault !== undefined) noteUndecodable(fleet, fault);
      if (live) applyMeter(fleet, topic, { currentA, at, receivedAt }, fault !== undefined);
      return;
    }
    case "prices":
      applyPrices(fleet, message, receivedAt, arrival.retained);
      return;
    case "gateway":
      fleet.journals.set("gateway", { figures: message.figures, at: receivedAt });
      noteSupport(fleet);
      return;
    case "marker":
      // The broker's door waits for it: the link is up once it has come back.
      return;
    case "undecodable":
      noteUndecodable(fleet, message);
      if (live && message.deviceId !== null) applyGarbage(fleet, message.deviceId, receivedAt);
  }
}

function applyTelemetry(fleet: Fleet, message: Of<"observations">, arrival: Arrival, live: boolean): void {
  const { receivedAt } = arrival;
  const charger = heardCharger(fleet, message.deviceId, receivedAt);
  for (const fault of message.faults) noteUndecodable(fleet, fault);
  if (charger === null) return;
  const resent = arrival.retained || arrival.dup;
  const waited = !arrival.timed && !arrival.retained;
  const how = { live, resent, waited, receivedAt, clock: message.clock };
  applyObservations(fleet, charger, message.observations, how);
  // After them, so that a charger that is back is back with what it says now.
  proveLife(fleet, charger, message.asksReply, arrival, live);
}

/** Something was said: now, at a known time, or while the dashboard was away. */
function proveLife(
  fleet: Fleet,
  charger: LiveCharger,
  asksReply: boolean,
  { receivedAt, timed, retained }: Arrival,
  live: boolean,
): void {
  if (retained) return;
  if (!timed) {
    charger.spokeIn = fleet.epoch;
    return;
  }
  heard(fleet, charger, receivedAt, live);
  noteCharger(fleet, charger, 0);
  if (live && asksReply) fleet.change.pingReplies.add(charger.deviceId);
}

function applyLife(fleet: Fleet, { deviceId, asksReply }: Of<"pulse">, arrival: Arrival, live: boolean): void {
  const charger = live ? heardCharger(fleet, deviceId, arrival.receivedAt) : (fleet.chargers.get(deviceId) ?? null);
  if (charger !== null) proveLife(fleet, charger, asksReply, arrival, live);
}

/** Bytes that cannot be read prove that a charger lives; they make no charger known. */
function applyGarbage(fleet: Fleet, deviceId: string, receivedAt: number): void {
  const charger = fleet.chargers.get(deviceId);
  if (charger !== undefined) heard(fleet, charger, receivedAt, true);
}

function applyEvent(fleet: Fleet, event: Of<"event">, arrival: Arrival, live: boolean): void {
  const { receivedAt } = arrival;
  const charger = heardCharger(fleet, event.deviceId, receivedAt);
  if (charger === null) return;
  charger.events = [{ at: receivedAt, level: event.level, message: event.message }, ...charger.events].slice(
    0,
    keptEvents,
  );
  recordEvent(fleet, charger, `${event.level} ${event.message}`, receivedAt);
  // The broker's will for a connection that broke may come after the next connection: a log entry, never a state.
  if (event.lastWill) noteCharger(fleet, charger, 0);
  else proveLife(fleet, charger, event.asksReply, arrival, live);
}

function applyAnswer(
  fleet: Fleet,
  { deviceId, rid, status, body }: Of<"answer">,
  receivedAt: number,
  live: boolean,
): void {
  const charger = fleet.chargers.get(deviceId);
  if (charger === undefined) return;
  heard(fleet, charger, receivedAt, live);
  const entry = fleet.commands.get(rid);
  const second = entry === undefined ? bySecondRid(fleet, rid) : undefined;
  if (second?.command.deviceId === deviceId) answerNext(fleet, charger, second, { status, body }, receivedAt);
  else if (entry === undefined) keepStray(fleet, rid, { deviceId, status, body, receivedAt });
  else if (entry.command.deviceId === deviceId) answer(fleet, charger, entry, { status, body }, receivedAt);
}

/** After a restart an answer may come before its command has been read from the store. */
function keepStray(fleet: Fleet, rid: string, stray: StrayAnswer): void {
  fleet.strayAnswers.set(rid, stray);
  const oldest = fleet.strayAnswers.keys().next();
  if (fleet.strayAnswers.size > keptStrays && !oldest.done) fleet.strayAnswers.delete(oldest.value);
}

function applyConnection(fleet: Fleet, message: Of<"connection">, receivedAt: number, live: boolean): void {
  const { deviceId, connected, at, begun } = message;
  // One that is not connected is none to get to know, unless nobody has been entered yet.
  const charger =
    message.connected || !fleet.placed
      ? heardCharger(fleet, deviceId, receivedAt)
      : (fleet.chargers.get(deviceId) ?? null);
  if (charger === null) return;
  connectionTold(fleet, charger, { connected, at, receivedAt, live, begun });
}
