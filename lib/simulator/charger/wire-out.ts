import { topicGuid } from "./guid";
import { instant } from "./numbers";
import type { Output, Said } from "./turn";

/** The telemetry topic: the same on the device side and on the fleet side. `ping` asks whether the other end's logic is alive. */
export function telemetryTopic(deviceId: string, routingId: string, installationGuid: string, ping: boolean): string {
  const properties = `$.ct=application%2Fjson&$.ce=utf-8&ri=${routingId}&ii=${topicGuid(installationGuid)}`;
  return `devices/${deviceId}/messages/events/${properties}${ping ? "&pi=PR" : ""}`;
}

/** More than this many observations go in several collections. */
const collectionSize = 100;

function observation(said: Said) {
  // A missing Value means cleared.
  return { ObservedAt: instant(said.at), Value: said.value ?? undefined, ObservationId: said.id, Type: 1 };
}

/** Payloads for what was said: collections, even of one; an observation by itself where `single`. */
export function encodeObservations(said: readonly Said[], single = false): string[] {
  const [first] = said;
  if (single && said.length === 1 && first) return [JSON.stringify(observation(first))];
  const payloads: string[] = [];
  for (let i = 0; i < said.length; i += collectionSize) {
    const part = said.slice(i, i + collectionSize).map(observation);
    payloads.push(JSON.stringify({ Observations: part, Type: 6 }));
  }
  return payloads;
}

export const pulsePayload = '{"Type":2}';

export function encodeEvent(event: Extract<Output, { kind: "event" }>): string {
  return JSON.stringify({ EventType: event.level, Message: event.message, Type: 5 });
}

/** What the broker says for a Go whose connection broke. */
export const lastWillPayload = '{"EventType":30,"Message":"mqtt connection broke[lwt]","Type":5}';
