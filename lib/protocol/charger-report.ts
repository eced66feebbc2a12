import type { Observation } from "../domain/charger/observation";
import type { UndecodableReason } from "../domain/charger/undecodable-reason";
import type { DeviceId } from "../domain/ids";

/** A message, or a part of one, that could not be read. */
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

/**
 * By which clock the instants of a report are: the charger's own, whose epochs the fleet judges; that of its arrival, where the
 * charger tells none; that of a cloud, which is right.
 */
export type ReportClock = "charger" | "arrival" | "cloud";

/** What a charger tells, in the product's own words: what every dialect gives and the fleet takes. */
export type ChargerReport =
  | {
      kind: "observations";
      deviceId: DeviceId;
      clock: ReportClock;
      /** The charger asks whether the other end's logic is alive. */
      asksReply: boolean;
      observations: Observation[];
      /**
       * Members that could not be read; the others still count. One whose id and instant are known stands among the observations as well,
       * as `unreadable`.
       */
      faults: Undecodable[];
    }
  /** A sign of life, and nothing else. */
  | { kind: "pulse"; deviceId: DeviceId; asksReply: boolean }
  | {
      kind: "event";
      deviceId: DeviceId;
      asksReply: boolean;
      level: "error" | "warning" | "information" | "unknown";
      message: string;
      /** The broker sent it for a connection that broke: a log entry, never a state. */
      lastWill: boolean;
    }
  /** To an order; `status` 2xx: taken. */
  | { kind: "answer"; deviceId: DeviceId; rid: string; status: number; body: string | null };
