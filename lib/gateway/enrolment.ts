import type { DeviceId } from "../domain/ids";
import type { JsonObject } from "./json";

/** One half of a charger's twin: a JSON object such as `{ "Settings": { "510": "32" } }`, and how often it was changed. */
export interface TwinPart {
  document: JsonObject;
  /** Counts up with every change, from 1. */
  version: number;
}

/** A charger that may connect. */
export interface EnrolledCharger {
  deviceId: DeviceId;
  /** The charger's own secret, as bytes (base64-decoded). */
  key: Uint8Array;
  desired: TwinPart;
  reported: TwinPart;
}

/** Where the gateway learns who may connect, and where it keeps what chargers report. The store stands behind it. */
export interface EnrolmentSource {
  /** Every enrolled charger. Rejects while the database is gone: the gateway then goes on with what it knows. */
  load(): Promise<readonly EnrolledCharger[]>;
  /**
   * Calls `changed` after a charger was enrolled or removed, its key rotated or its desired settings changed, and after the
   * database is back from an absence (any of it may have happened meanwhile). @returns how to stop listening.
   */
  onChange(changed: () => void): () => void;
  /** Keeps what a charger reported: the whole document. Rejects while the database is gone; the gateway tries again. */
  saveReported(deviceId: DeviceId, reported: TwinPart): Promise<void>;
}
