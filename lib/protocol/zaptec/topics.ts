import type { TelemetryProperties, UndecodableReason } from "../../domain/charger/message";
import { isChargerId } from "../../domain/charger-id";
import type { DeviceId } from "../../domain/ids";
import { noProperties, pairsOf, parseProperties } from "./properties";
import { serialPattern } from "./serial";

/** What a topic of the fleet side says. */
export type Topic =
  | { kind: "telemetry"; deviceId: DeviceId; properties: TelemetryProperties }
  | { kind: "answer"; deviceId: DeviceId; rid: string; status: number }
  | { kind: "connection"; deviceId: DeviceId }
  | { kind: "marker"; clientId: string }
  | { kind: "bad"; deviceId: DeviceId | null; reason: UndecodableReason; detail: string };

const ridPattern = /^[A-Za-z0-9._-]{1,128}$/;
const clientIdPattern = /^[A-Za-z0-9._-]{1,64}$/;
const tokenPattern = /^[A-Za-z0-9-]{1,64}$/;

const events = "/messages/events";
const answers = "/methods/res/";

/** Whether an MQTT client id can stand in the marker's topic. */
export function isClientId(text: string): boolean {
  return clientIdPattern.test(text);
}

export function isToken(text: string): boolean {
  return tokenPattern.test(text);
}

/** What the dashboard subscribes to, each at QoS 1. */
export function subscriptions(clientId: string): string[] {
  return ["devices/+/messages/events/#", "devices/+/methods/res/+/#", "devices/+/connection", markerTopic(clientId)];
}

/** Whether a topic is of the fleet's or a dashboard's own; any other is a meter's. */
export function isOfFleet(topic: string): boolean {
  return topic.startsWith("devices/") || topic.startsWith("phaseboard/");
}

/** The message that a client publishes to itself after each connect: what arrives before it is backlog. */
export function encodeMarker(clientId: string, token: string): { topic: string; payload: string } {
  return { topic: markerTopic(clientId), payload: token };
}

function markerTopic(clientId: string): string {
  return `phaseboard/${clientId}/marker`;
}

/** Reads a topic of the fleet side. */
export function parseTopic(topic: string): Topic {
  if (topic.startsWith("phaseboard/") && topic.endsWith("/marker")) {
    const clientId = topic.slice(11, -7);
    return isClientId(clientId) ? { kind: "marker", clientId } : bad(null, "badTopic", topic);
  }
  if (!topic.startsWith("devices/")) return bad(null, "badTopic", topic);
  const slash = topic.indexOf("/", 8);
  const deviceId = slash < 0 ? topic.slice(8) : topic.slice(8, slash);
  const rest = slash < 0 ? "" : topic.slice(slash);
  // Whether it is connected can be told of any charger; everything else is Zaptec's protocol.
  if (rest === "/connection" && isChargerId(deviceId)) return { kind: "connection", deviceId };
  if (!serialPattern.test(deviceId)) return bad(null, "badDeviceId", deviceId);
  if (rest === events) return { kind: "telemetry", deviceId, properties: noProperties };
  if (rest.startsWith(`${events}/`)) {
    return { kind: "telemetry", deviceId, properties: parseProperties(rest.slice(events.length + 1)) };
  }
  if (rest.startsWith(answers)) return parseAnswer(deviceId, rest.slice(answers.length));
  return bad(deviceId, "badTopic", topic);
}

/** `200/?$rid=...` */
function parseAnswer(deviceId: DeviceId, text: string): Topic {
  const status = /^([1-5]\d\d)\/\?/.exec(text)?.[1];
  if (status === undefined) return bad(deviceId, "badTopic", text);
  const rid = pairsOf(text.slice(5)).find(([name]) => name === "$rid")?.[1];
  if (rid === undefined || !ridPattern.test(rid)) return bad(deviceId, "badRequestId", text);
  return { kind: "answer", deviceId, rid, status: Number(status) };
}

function bad(deviceId: DeviceId | null, reason: UndecodableReason, detail: string): Topic {
  return { kind: "bad", deviceId, reason, detail };
}
