import { isUtf8 } from "node:buffer";
import type { DeviceId } from "../../domain/ids";
import { parseJson } from "../../domain/json";
import type { Message } from "../message";
import { nestedDeeperThan } from "../read/depth";
import { limits } from "../read/limits";
import { quoted, undecodable } from "../read/undecodable";
import { readAnswer } from "./answers";
import { type Origin, observed, readEnvelope } from "./envelope";
import { readTopic } from "./topic-cache";
import { readUsual } from "./usual";

/**
 * What bytes on a topic of the fleet side mean. Never throws: what cannot be read comes back as `undecodable` with its reason;
 * members of a collection that cannot be read are its `faults`, and the others count.
 *
 * @param receivedAt the clock at arrival, ms since 1970: instants ahead of it are flagged or refused
 */
export function decode(topic: string, payload: Uint8Array, receivedAt: number): Message {
  const to = readTopic(topic);
  const { deviceId } = to;
  if (payload.length > limits.payloadBytes) {
    return undecodable(deviceId, "payloadTooLarge", `${payload.length} bytes`, payload, receivedAt);
  }
  const bytes = Buffer.isBuffer(payload)
    ? payload
    : Buffer.from(payload.buffer, payload.byteOffset, payload.byteLength);
  switch (to.kind) {
    case "telemetry":
      return readTelemetry(bytes, { deviceId: to.deviceId, properties: to.properties, receivedAt });
    case "answer":
      return readAnswer(to.deviceId, to.rid, to.status, bytes);
    case "bad":
      return undecodable(to.deviceId, to.reason, quoted(to.detail), payload, receivedAt);
  }
}

function readTelemetry(bytes: Buffer, origin: Origin): Message {
  const text = bytes.toString("utf8");
  const usual = readUsual(bytes, text, origin.receivedAt, origin.deviceId);
  if (usual) return observed(origin, usual);
  const fault = faultOf(bytes, text);
  if (fault) return undecodable(origin.deviceId, fault.reason, fault.detail, bytes, origin.receivedAt);
  const parsed = parseJson(text);
  if (parsed === undefined) return notJson(origin.deviceId, bytes, origin.receivedAt);
  return readEnvelope(parsed, text, origin);
}

/** What makes a text unfit for the parser: bytes that were no UTF-8 (they became U+FFFD), or nesting. */
function faultOf(bytes: Buffer, text: string) {
  if (text.includes("\ufffd") && !isUtf8(bytes)) return { reason: "notUtf8", detail: "invalid UTF-8" } as const;
  if (nestedDeeperThan(text, limits.depth)) {
    return { reason: "nestingTooDeep", detail: `nested deeper than ${limits.depth}` } as const;
  }
  return null;
}

function notJson(deviceId: DeviceId, bytes: Buffer, receivedAt: number): Message {
  const detail = bytes.length === 0 ? "empty" : "not JSON";
  return undecodable(deviceId, "notJson", detail, bytes, receivedAt);
}
