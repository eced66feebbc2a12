import { isChargerId } from "../../domain/charger-id";
import type { DeviceId } from "../../domain/ids";

/**
 * The device side of the Azure IoT Hub MQTT protocol, which chargers speak, and its mapping to the fleet side, whose topics carry
 * the charger's id. A `?` is an ordinary character in a topic name.
 */
export type DeviceMessage =
  | { kind: "telemetry" }
  /** An answer to a command. */
  | { kind: "answer"; status: number; rid: string }
  | { kind: "twinGet"; rid: string }
  | { kind: "twinReported"; rid: string };

/** The only filters a charger may subscribe to: its commands, answers about its twin, changes of its desired settings. */
export const deviceFilters = {
  methods: "$iothub/methods/POST/#",
  twinAnswers: "$iothub/twin/res/#",
  twinDesired: "$iothub/twin/PATCH/properties/desired/#",
} as const;
export type DeviceFilter = (typeof deviceFilters)[keyof typeof deviceFilters];

const rid = "([A-Za-z0-9._-]{1,128})(?:&.{0,256})?";
const answer = new RegExp(`^\\$iothub/methods/res/([1-5]\\d\\d)/\\?\\$rid=${rid}$`);
const twinGet = new RegExp(`^\\$iothub/twin/GET/\\?\\$rid=${rid}$`);
const twinReported = new RegExp(`^\\$iothub/twin/PATCH/properties/reported/\\?\\$rid=${rid}$`);
const command = /^devices\/([^/]+)\/methods\/POST\/([A-Za-z0-9_-]{1,64})\/\?\$rid=([A-Za-z0-9._-]{1,128})$/;

/** Telemetry topics longer than this are refused; the protocol's properties need some 150 characters. */
const longestTopic = 4_096;

const telemetry: DeviceMessage = { kind: "telemetry" };

/** What the charger `deviceId` says by publishing to `topic`; null: it may not. Never throws. */
export function parseDeviceTopic(deviceId: DeviceId, topic: string): DeviceMessage | null {
  if (topic.length > longestTopic) return null;
  if (!topic.startsWith("$iothub/")) {
    const prefix = telemetryPrefix(deviceId);
    const isTelemetry = topic.startsWith(prefix) && (topic.length === prefix.length || topic[prefix.length] === "/");
    return isTelemetry ? telemetry : null;
  }
  const answered = answer.exec(topic);
  if (answered?.[1] && answered[2]) return { kind: "answer", status: Number(answered[1]), rid: answered[2] };
  const asked = twinGet.exec(topic)?.[1];
  if (asked) return { kind: "twinGet", rid: asked };
  const reported = twinReported.exec(topic)?.[1];
  return reported ? { kind: "twinReported", rid: reported } : null;
}

/** What every telemetry topic of a charger begins with; properties may follow after a slash. */
function telemetryPrefix(deviceId: DeviceId): string {
  return `devices/${deviceId}/messages/events`;
}

/** Whether a charger may subscribe to this filter. */
export function isDeviceFilter(filter: string): filter is DeviceFilter {
  return (
    filter === deviceFilters.methods || filter === deviceFilters.twinAnswers || filter === deviceFilters.twinDesired
  );
}

/** A command as the dashboard publishes it. */
export interface CommandTopic {
  deviceId: DeviceId;
  /** The number by which the wire calls it. */
  method: string;
  rid: string;
  /** The topic on which its charger hears it. */
  deviceTopic: string;
}

/** Reads the topic of a command; null: it is none. Never throws. */
export function parseCommandTopic(topic: string): CommandTopic | null {
  const [, deviceId, method, id] = command.exec(topic) ?? [];
  if (!deviceId || !isChargerId(deviceId) || !method || !id) return null;
  return { deviceId, method, rid: id, deviceTopic: `$iothub/methods/POST/${method}/?$rid=${id}` };
}

/** Where the fleet hears a charger's answer to a command. */
export function answerTopic(deviceId: DeviceId, status: number, id: string): string {
  return `devices/${deviceId}/methods/res/${status}/?$rid=${id}`;
}

/** Where a charger hears the answer to a request about its twin. */
export function twinAnswerTopic(status: number, id: string, version?: number): string {
  return `$iothub/twin/res/${status}/?$rid=${id}${version === undefined ? "" : `&$version=${version}`}`;
}

/** Where a charger hears that its desired settings changed. */
export function desiredTopic(version: number): string {
  return `$iothub/twin/PATCH/properties/desired/?$version=${version}`;
}
