import type { TelemetryProperties } from "./properties";
import { serialPattern } from "./serial";
import { isTopic, parseTopic, type Topic } from "./topics";

/** The properties in what follows the id in telemetry topics: the same text for all chargers of an installation. */
const known = new Map<string, TelemetryProperties>();
const mostKnown = 4_096;
const longest = 512;
const idAt = 8;
const idEnd = 17;

/** `parseTopic`, remembering the properties of telemetry topics, which repeat with every message. */
export function readTopic(topic: string): Topic {
  const rest = topic.slice(idEnd);
  const properties = known.get(rest);
  if (properties !== undefined && isTopic(topic)) {
    const deviceId = topic.slice(idAt, idEnd);
    if (serialPattern.test(deviceId)) return { kind: "telemetry", deviceId, properties };
  }
  const parsed = parseTopic(topic);
  if (parsed.kind === "telemetry" && topic.length <= longest) {
    if (known.size >= mostKnown) known.clear();
    known.set(rest, parsed.properties);
  }
  return parsed;
}
