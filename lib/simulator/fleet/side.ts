import type { DeviceId } from "../../domain/ids";
import { isJsonObject, type Json, type JsonObject, parseJson } from "../../domain/json";

/**
 * Where a charger talks: the device side of the protocol (with topics that carry no id, and a twin), or the fleet side on a
 * broker that many share.
 */
export interface Side {
  kind: "device" | "fleet";
  subscriptions: readonly string[];
  methodOf(topic: string): { method: string; rid: string } | null;
  answerTopic(rid: string, status: number): string;
}

const deviceMethod = /^\$iothub\/methods\/POST\/([^/]+)\/\?\$rid=(.+)$/;

export const deviceSide: Side = {
  kind: "device",
  subscriptions: ["$iothub/methods/POST/#", "$iothub/twin/res/#", "$iothub/twin/PATCH/properties/desired/#"],
  methodOf: (topic) => matched(deviceMethod.exec(topic)),
  answerTopic: (rid, status) => `$iothub/methods/res/${status}/?$rid=${rid}`,
};

export function fleetSide(deviceId: DeviceId): Side {
  const pattern = new RegExp(`^devices/${deviceId}/methods/POST/([^/]+)/\\?\\$rid=(.+)$`);
  return {
    kind: "fleet",
    subscriptions: [`devices/${deviceId}/methods/POST/#`],
    methodOf: (topic) => matched(pattern.exec(topic)),
    answerTopic: (rid, status) => `devices/${deviceId}/methods/res/${status}/?$rid=${rid}`,
  };
}

function matched(match: RegExpExecArray | null): { method: string; rid: string } | null {
  const [, method, rid] = match ?? [];
  return method !== undefined && rid !== undefined ? { method, rid } : null;
}

/** What a message of the twin says; null: not of the twin, or nothing in it for a charger. */
export function twinSettings(topic: string, payload: string): JsonObject | null {
  const answer = topic.startsWith("$iothub/twin/res/200/");
  if (!answer && !topic.startsWith("$iothub/twin/PATCH/properties/desired/")) return null;
  const document = objectOf(parseJson(payload));
  return objectOf((answer ? objectOf(document?.desired) : document)?.Settings);
}

export const twinGetTopic = (rid: number) => `$iothub/twin/GET/?$rid=${rid}`;
export const twinReportedTopic = (rid: number) => `$iothub/twin/PATCH/properties/reported/?$rid=${rid}`;

const objectOf = (value: Json | undefined): JsonObject | null => (isJsonObject(value) ? value : null);
