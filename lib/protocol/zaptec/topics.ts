import type { UndecodableReason } from "../../domain/charger/undecodable-reason";
import type { DeviceId } from "../../domain/ids";
import type { Filter } from "../dialect";
import { noProperties, pairsOf, parseProperties, type TelemetryProperties } from "./properties";
import { serialPattern } from "./serial";

/** What a topic of the fleet side says. */
export type Topic =
  | { kind: "telemetry"; deviceId: DeviceId; properties: TelemetryProperties }
  | { kind: "answer"; deviceId: DeviceId; rid: string; status: number }
  | { kind: "bad"; deviceId: DeviceId | null; reason: UndecodableReason; detail: string };

const ridPattern = /^[A-Za-z0-9._-]{1,128}$/;

const events = "/messages/events";
const answers = "/methods/res/";

/** What a dashboard subscribes to: telemetry and answers of every charger. */
export const subscriptions: readonly Filter[] = [
  { filter: "devices/+/messages/events/#", qos: 1 },
  { filter: "devices/+/methods/res/+/#", qos: 1 },
];
/** How older dashboards subscribe to answers. */
export const olderAnswerFilter = "devices/+/methods/res/#";

/** Whether a topic is of a charger's, as far as is seen at once. */
export const isTopic = (topic: string): boolean => topic.startsWith("devices/");

/** Whether a fleet-side topic is telemetry's. */
export const isTelemetryTopic = (topic: string): boolean => isTopic(topic) && topic.includes(events);

/** Reads a topic of the fleet side. */
export function parseTopic(topic: string): Topic {
  if (!isTopic(topic)) return bad(null, "badTopic", topic);
  const slash = topic.indexOf("/", 8);
  const deviceId = slash < 0 ? topic.slice(8) : topic.slice(8, slash);
  const rest = slash < 0 ? "" : topic.slice(slash);
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
