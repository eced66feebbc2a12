import type { DeviceId, InstallationId } from "../../domain/ids";
import type { JsonObject } from "../../domain/json";
import { serialPattern } from "../../protocol/zaptec/serial";

/** One half of a charger's twin: a JSON object such as `{ "Settings": { "<id>": "32" } }`, and how often it was changed. */
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

/** A building's meter that may connect, and publish to one topic. */
export interface EnrolledMeter {
  installationId: InstallationId;
  topic: string;
  /** SHA-256 of its password. */
  hash: Uint8Array;
}

/** Where the gateway learns who may connect, and where it keeps what chargers report. The store stands behind it. */
export interface EnrolmentSource {
  /** Every enrolled charger. Rejects while the database is gone: the gateway then goes on with what it knows. */
  load(): Promise<readonly EnrolledCharger[]>;
  /** Every meter; a source without has none. Rejects while the database is gone. */
  loadMeters?(): Promise<readonly EnrolledMeter[]>;
  /**
   * Calls `changed` after a charger or meter was enrolled or removed, its key rotated or its desired settings changed, and after the
   * database is back from an absence (any of it may have happened meanwhile). @returns how to stop listening.
   */
  onChange(changed: () => void): () => void;
  /** Keeps what a charger reported: the whole document. Rejects while the database is gone; the gateway tries again. */
  saveReported(deviceId: DeviceId, reported: TwinPart): Promise<void>;
}

/** Whether a charger of this id can connect here: the embedded gateway speaks Zaptec's device protocol, whose chargers have a serial. */
export const canEnrol = (deviceId: DeviceId): boolean => serialPattern.test(deviceId);
