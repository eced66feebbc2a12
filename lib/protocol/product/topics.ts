import type { Beginning } from "../../domain/charger/flapping";
import { isChargerId } from "../../domain/charger-id";
import type { DeviceId } from "../../domain/ids";
import { parseJson } from "../../domain/json";
import type { Message } from "../message";
import { parseInstant } from "../read/instant";
import { limits } from "../read/limits";
import { quoted, undecodable } from "../read/undecodable";
import { decodePrices, isPricesTopic } from "./prices";

type Origin = Omit<Beginning, "at">;

const own = "phaseboard/";
const chargers = "devices/";
const connection = "/connection";
const clientIdPattern = /^[A-Za-z0-9._-]{1,64}$/;
const tokenPattern = /^[A-Za-z0-9-]{1,64}$/;
/** An IPv4 or IPv6 address, with its zone. */
const addressPattern = /^[0-9A-Fa-f:.]{2,45}(%[A-Za-z0-9._-]{1,16})?$/;
const mostTimes = 1_000_000;

/** Whether an MQTT client id can stand in the marker's topic. */
export const isClientId = (text: string): boolean => clientIdPattern.test(text);

const markerTopic = (clientId: string) => `${own}${clientId}/marker`;

/** Where the fleet learns, retained, whether a charger is connected: told by the gateway, or by a broker's hooks. */
export const connectionTopic = (deviceId: DeviceId): string => `${chargers}${deviceId}${connection}`;

/**
 * What is told of a charger's connection: `{"connected":true,"at":"2026-01-01T00:00:00.000Z","address":"192.0.2.7",
 * "tookOver":"192.0.2.9","times":3}`. The last three may be missing: from where it came, from where the connection of the same id
 * that it ended, and how many beginnings it stands for.
 */
export function encodeConnection(connected: boolean, at: number, begun?: Origin): Buffer {
  const told = { connected, at: new Date(at).toISOString() };
  if (begun === undefined) return Buffer.from(JSON.stringify(told));
  const { address, tookOver, times } = begun;
  return Buffer.from(JSON.stringify({ ...told, address, ...(tookOver && { tookOver }), ...(times > 1 && { times }) }));
}

/** What a dashboard subscribes to beside what dialects do, each at QoS 1. */
export const productFilters = (clientId: string): string[] => [`${chargers}+${connection}`, markerTopic(clientId)];

/** The message that a client publishes to itself after each connect: what arrives before it is backlog. */
export function encodeMarker(clientId: string, token: string): { topic: string; payload: string } {
  return { topic: markerTopic(clientId), payload: token };
}

/** Whether a topic is the product's own, or names a connection. Asked of every message. */
export function isProductTopic(topic: string): boolean {
  if (topic.startsWith(own) || isPricesTopic(topic)) return true;
  return (
    topic.endsWith(connection) &&
    topic.startsWith(chargers) &&
    topic.indexOf("/", chargers.length) === topic.length - connection.length
  );
}

/** What bytes on a topic of the product's own mean. Never throws. */
export function decodeProduct(topic: string, payload: Uint8Array, receivedAt: number): Message {
  if (isPricesTopic(topic)) return decodePrices(topic, payload, receivedAt);
  const bytes = Buffer.from(payload.buffer, payload.byteOffset, payload.byteLength);
  if (topic.startsWith(own)) {
    const clientId = topic.endsWith("/marker") ? topic.slice(own.length, -"/marker".length) : "";
    if (!isClientId(clientId)) return undecodable(null, "badTopic", quoted(topic), bytes, receivedAt);
    if (bytes.length > limits.payloadBytes) return tooLarge(null, bytes, receivedAt);
    return readMarker(clientId, bytes, receivedAt);
  }
  const deviceId = topic.slice(chargers.length, -connection.length);
  if (!isChargerId(deviceId)) return undecodable(null, "badDeviceId", quoted(deviceId), bytes, receivedAt);
  if (bytes.length > limits.payloadBytes) return tooLarge(deviceId, bytes, receivedAt);
  return readConnection(deviceId, bytes, receivedAt);
}

const tooLarge = (deviceId: DeviceId | null, bytes: Buffer, receivedAt: number) =>
  undecodable(deviceId, "payloadTooLarge", `${bytes.length} bytes`, bytes, receivedAt);

/**
 * Whether a charger is connected, as its broker says. An empty payload is how a retained record is taken away (its charger was
 * removed): no connection any more.
 */
function readConnection(deviceId: DeviceId, bytes: Buffer, receivedAt: number): Message {
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
  const told = { deviceId, connected, at: at - receivedAt > limits.connectionAheadMs ? receivedAt : at };
  const begun = connected ? originOf({ ...parsed }) : null;
  return { kind: "connection", ...told, ...(begun && { begun }) };
}

const addressOf = (said: unknown) => (typeof said === "string" && addressPattern.test(said) ? said : null);

/** From where a connection came; null: not told. What is not what it should be does not count, but that it began does. */
function originOf(said: Record<string, unknown>): Origin | null {
  const [address, tookOver, times] = [addressOf(said.address), addressOf(said.tookOver), said.times];
  const isCount = typeof times === "number" && Number.isSafeInteger(times) && times >= 1 && times <= mostTimes;
  const origin = { address, tookOver, times: isCount ? times : 1 };
  return address === null && tookOver === null && origin.times === 1 ? null : origin;
}

/** A marker that a dashboard sent to itself. */
function readMarker(clientId: string, bytes: Buffer, receivedAt: number): Message {
  const token = bytes.toString("utf8", 0, 80);
  if (!tokenPattern.test(token)) return undecodable(null, "notAnEnvelope", "no token", bytes, receivedAt);
  return { kind: "marker", clientId, token };
}
