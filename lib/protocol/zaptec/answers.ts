import type { Message } from "../../domain/charger/message";
import type { DeviceId } from "../../domain/ids";
import { parseJson } from "../../domain/json";
import { escaped } from "../../domain/plain-text";
import { parseInstant } from "./instant";
import { limits } from "./limits";
import { isToken } from "./topics";
import { cut, undecodable } from "./undecodable";

/**
 * A charger's answer to a command. Its status counts whatever its body is, so a body is never refused: empty and `null` are
 * none, a JSON string is its text, anything else is the text as it came; cut to 1 KB, control characters escaped.
 */
export function readAnswer(deviceId: DeviceId, rid: string, status: number, bytes: Buffer): Message {
  const text = bytes.toString("utf8", 0, 4 * limits.answerLength).trim();
  const parsed = text.startsWith('"') ? parseJson(text) : text;
  const said = typeof parsed === "string" ? parsed : text;
  const body = said === "" || said === "null" ? null : cut(escaped(said), limits.answerLength);
  return { kind: "answer", deviceId, rid, status, body };
}

/**
 * Whether a charger is connected, as its broker says. An empty payload is how a retained record is taken away (its charger was
 * removed): no connection any more.
 */
export function readConnection(deviceId: DeviceId, bytes: Buffer, receivedAt: number): Message {
  if (bytes.length === 0) return { kind: "connection", deviceId, connected: false, at: receivedAt };
  const fault = (reason: "notJson" | "notAnEnvelope" | "badObservedAt" | "tooFarAhead", detail: string) =>
    undecodable(deviceId, reason, detail, bytes, receivedAt);
  const parsed = parseJson(bytes.toString("utf8"));
  if (parsed === undefined) return fault("notJson", "not JSON");
  if (typeof parsed !== "object" || parsed === null) return fault("notAnEnvelope", "no object");
  const connected = "connected" in parsed ? parsed.connected : undefined;
  if (typeof connected !== "boolean") return fault("notAnEnvelope", "connected is no boolean");
  const at = "at" in parsed && typeof parsed.at === "string" ? parseInstant(parsed.at) : Number.NaN;
  if (Number.isNaN(at)) return fault("badObservedAt", "at is no instant");
  if (at - receivedAt > limits.connectionTooFarAheadMs) return fault("tooFarAhead", "at is more than 24 h ahead");
  return { kind: "connection", deviceId, connected, at: at - receivedAt > limits.connectionAheadMs ? receivedAt : at };
}

/** A marker that a dashboard sent to itself. */
export function readMarker(clientId: string, bytes: Buffer, receivedAt: number): Message {
  const token = bytes.toString("utf8", 0, 80);
  if (!isToken(token)) return undecodable(null, "notAnEnvelope", "no token", bytes, receivedAt);
  return { kind: "marker", clientId, token };
}
