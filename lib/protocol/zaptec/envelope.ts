import type { Observation } from "../../domain/charger/observation";
import type { UndecodableReason } from "../../domain/charger/undecodable-reason";
import type { DeviceId } from "../../domain/ids";
import type { Undecodable } from "../charger-report";
import type { Message } from "../message";
import { parseInstant } from "../read/instant";
import { limits } from "../read/limits";
import { cut, quoted, sampleOf, undecodable } from "../read/undecodable";
import { isObservationId, isRejection, type Rejection, readObservation, unread } from "./observation";
import type { TelemetryProperties } from "./properties";

/** Where a message comes from and when it came. */
export interface Origin {
  deviceId: DeviceId;
  properties: TelemetryProperties;
  receivedAt: number;
}

type Fields = Record<string, unknown>;

const levels = new Map<unknown, "error" | "warning" | "information">([
  [10, "error"],
  [20, "warning"],
  [30, "information"],
]);
const noFaults: Undecodable[] = [];
Object.freeze(noFaults);

function isFields(value: unknown): value is Fields {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** A message of observations, all of them readable. */
export function observed(origin: Origin, observations: Observation[]): Extract<Message, { kind: "observations" }> {
  return {
    kind: "observations",
    deviceId: origin.deviceId,
    clock: "charger",
    asksReply: origin.properties.pingReply,
    observations,
    faults: noFaults,
  };
}

/** Reads a parsed envelope (`Type` 1 observation, 2 pulse, 5 event, 6 collection); `text` is what it was parsed from. */
export function readEnvelope(envelope: unknown, text: string, origin: Origin): Message {
  if (!isFields(envelope)) return refused(origin, "notAnEnvelope", `${kindOf(envelope)} where an object belongs`, text);
  const { deviceId } = origin;
  const asksReply = origin.properties.pingReply;
  switch (envelope.Type) {
    case 1: {
      const result = readMember(envelope, origin);
      if (!isRejection(result)) return observed(origin, [result]);
      const undecodable = refused(origin, result.reason, result.detail, text);
      return result.unread === undefined
        ? undecodable
        : { ...observed(origin, [result.unread]), faults: [undecodable] };
    }
    case 2:
      return { kind: "pulse", deviceId, asksReply };
    case 5:
      return readEvent(envelope, text, origin);
    case 6:
      return readCollection(envelope, text, origin);
    case undefined:
      return refused(origin, "notAnEnvelope", "no Type", text);
    default:
      return refused(origin, "unknownEnvelopeType", `Type ${shown(envelope.Type)}`, text);
  }
}

function readCollection(envelope: Fields, text: string, origin: Origin): Message {
  const members = envelope.Observations;
  if (!Array.isArray(members)) return refused(origin, "notAnEnvelope", "no list of Observations", text);
  if (members.length > limits.observations) {
    return refused(origin, "tooManyObservations", `${members.length} observations`, text);
  }
  const observations: Observation[] = [];
  const faults: Undecodable[] = [];
  for (const member of members as unknown[]) {
    const result = isFields(member) ? readMemberOfCollection(member, origin) : notAnObject(member);
    if (!isRejection(result)) observations.push(result);
    else {
      faults.push(fault(origin, result, JSON.stringify(member)));
      if (result.unread !== undefined) observations.push(result.unread);
    }
  }
  return { ...observed(origin, observations), faults };
}

function readMemberOfCollection(member: Fields, origin: Origin): Observation | Rejection {
  if (member.Type !== 1 && member.Type !== undefined) {
    return { reason: "unknownEnvelopeType", detail: `Type ${shown(member.Type)} within a collection` };
  }
  return readMember(member, origin);
}

function readMember(member: Fields, origin: Origin): Observation | Rejection {
  const { ObservationId: id, ObservedAt: at, Value: value } = member;
  if (!isObservationId(id)) {
    const endless = typeof id === "number" && !Number.isFinite(id);
    return { reason: endless ? "notFinite" : "badObservationId", detail: `ObservationId ${shown(id)}` };
  }
  if (typeof at !== "string") return { reason: "badObservedAt", detail: `ObservedAt ${shown(at)}` };
  const raw = typeof value === "string" ? value : null;
  const result = readObservation(id, raw, parseInstant(at), origin.receivedAt, origin.deviceId);
  if (raw !== null || value === null || value === undefined || isRejection(result)) return result;
  const endless = typeof value === "number" && !Number.isFinite(value);
  const detail = `${kindOf(value)} where a string belongs`;
  const sent = typeof value === "object" ? JSON.stringify(value) : String(value);
  return unread(result, sent, { reason: endless ? "notFinite" : "badValue", detail });
}

function readEvent(envelope: Fields, text: string, origin: Origin): Message {
  const { EventType: type, Message: said = "" } = envelope;
  if (typeof said !== "string") return refused(origin, "badValue", "Message is no string", text);
  const { deviceId } = origin;
  const asksReply = origin.properties.pingReply;
  const message = cut(said, limits.eventLength);
  const level = levels.get(type) ?? "unknown";
  return { kind: "event", deviceId, asksReply, level, message, lastWill: said.includes("[lwt]") };
}

function notAnObject(member: unknown): Rejection {
  return { reason: "notAnEnvelope", detail: `${kindOf(member)} where an observation belongs` };
}

function refused(origin: Origin, reason: UndecodableReason, detail: string, text: string): Undecodable {
  return undecodable(origin.deviceId, reason, detail, text, origin.receivedAt);
}

function fault(origin: Origin, rejection: Rejection, member: string): Undecodable {
  return refused(origin, rejection.reason, rejection.detail, sampleOf(member));
}

function kindOf(value: unknown): string {
  if (value === null) return "null";
  return Array.isArray(value) ? "array" : typeof value;
}

function shown(value: unknown): string {
  return typeof value === "number" ? String(value) : typeof value === "string" ? quoted(value) : kindOf(value);
}
