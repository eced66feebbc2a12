import type { DeviceId } from "../ids";
import type { JournalFigures } from "../journal-figures";
import type { Triple } from "../topology";
import type { Observation } from "./observation";

/** Why bytes could not be read, or were not read one by one; a closed list, counted per charger. */
export const undecodableReasons = [
  "payloadTooLarge",
  "tooManyObservations",
  "nestingTooDeep",
  "notUtf8",
  "notJson",
  "notAnEnvelope",
  "unknownEnvelopeType",
  "badObservationId",
  "badObservedAt",
  "tooFarAhead",
  "badValue",
  "notFinite",
  "badTopic",
  "badDeviceId",
  "badRequestId",
  "tooManyMessages",
] as const;
export type UndecodableReason = (typeof undecodableReasons)[number];

export interface Undecodable {
  kind: "undecodable";
  /** null: not even the topic names a charger. */
  deviceId: DeviceId | null;
  reason: UndecodableReason;
  /** What exactly was wrong, in a few English words, without outside text longer than 100 characters. */
  detail: string;
  /** What arrived, cut to 1 KB, control characters escaped. */
  sample: string;
  receivedAt: number;
  /** How many messages it stands for, where it is not one. */
  messages?: number;
}

export interface TelemetryProperties {
  routingId: string | null;
  /** `ii` as a GUID in its usual text form. */
  installationGuid: string | null;
  /** `pi=PR`: the charger asks whether the other end's logic is alive. */
  pingReply: boolean;
}

/** What a message says: the closed union that `lib/protocol/zaptec` gives and the fleet takes. */
export type Message =
  | {
      kind: "observations";
      deviceId: DeviceId;
      properties: TelemetryProperties;
      observations: Observation[];
      /** Members of the collection that could not be read; the others still count. */
      faults: Undecodable[];
    }
  | { kind: "pulse"; deviceId: DeviceId; properties: TelemetryProperties }
  | {
      kind: "event";
      deviceId: DeviceId;
      properties: TelemetryProperties;
      level: "error" | "warning" | "information" | "unknown";
      message: string;
      /** The broker sent it for a connection that broke: a log entry, never a state. */
      lastWill: boolean;
    }
  | { kind: "answer"; deviceId: DeviceId; rid: string; status: number; body: string | null }
  | { kind: "connection"; deviceId: DeviceId; connected: boolean; at: number }
  /** A building's meter: A on L1, L2, L3, null where it does not say. */
  | { kind: "meter"; topic: string; currentA: Triple<number | null>; at: number }
  /** How the embedded gateway's journal stands. */
  | { kind: "gateway"; figures: JournalFigures }
  | { kind: "marker"; clientId: string; token: string }
  | Undecodable;

/** A message as it came through the broker's door. */
export interface Arrival {
  message: Message;
  /** When the gateway took it; where no gateway says so, when it came through the door: ms. */
  receivedAt: number;
  /** Arrived before the marker that followed the (re)connect: proves nothing about now. */
  backlog: boolean;
  /** `receivedAt` is when it was sent, a moment later at most; false for what waited at a broker that does not say since when. */
  timed: boolean;
  retained: boolean;
  /** Marked as sent before (MQTT's DUP flag). */
  dup: boolean;
}
