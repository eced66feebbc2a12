import type { CircuitId, DeviceId, InstallationId } from "./ids";

/** One value per phase L1, L2, L3, or per terminal 1, 2, 3 where a name says so. */
export type Triple<T> = readonly [T, T, T];

/** Observation 715 in words: grid and number of phases. */
export type NetworkType = "IT1" | "IT3" | "TN1" | "TN3";

/**
 * How a charger's terminals 1, 2, 3 are wired to the installation's lines: letter n is the line of terminal n, R = L1,
 * S = L2, T = L3 (observation 548). `L1`..`L3` are single-phase on TN, the pairs single-phase on IT.
 */
export const rotations = [
  "RST",
  "STR",
  "TRS",
  "RTS",
  "SRT",
  "TSR",
  "L1",
  "L2",
  "L3",
  "L1-L2",
  "L2-L3",
  "L1-L3",
] as const;
export type Rotation = (typeof rotations)[number];

/** Who may charge: everybody, or the holders of the listed tags (`nfc-...`, `ble-...`). */
export type Authorisation = { kind: "any" } | { kind: "tags"; tags: readonly string[] };

export interface Installation {
  id: InstallationId;
  name: string;
  networkType: NetworkType;
  mainFuseA: number;
  /** Available current per phase L1, L2, L3 in A; at most the main fuse counts. */
  availableA: Triple<number>;
  /** Largest allowed difference between phases in A; null: no limit. */
  imbalanceLimitA: number | null;
  /** Above this current a car gets three phases, below it one (default 15 A). */
  switchCurrentA: number;
  /** IANA name, e.g. `Europe/Oslo`. */
  timeZone: string;
  authorisation: Authorisation;
}

export interface Circuit {
  id: CircuitId;
  installationId: InstallationId;
  name: string;
  fuseA: number;
}

/** A charger as entered by people; `circuitId` null: it speaks, but nobody has said where it hangs (unassigned). */
export interface Charger {
  deviceId: DeviceId;
  circuitId: CircuitId | null;
  name: string;
  rotation: Rotation;
  maxCurrentA: number;
  minCurrentA: number;
  /** Has a key of its own with the embedded gateway. */
  enrolled: boolean;
}

export interface Topology {
  installations: readonly Installation[];
  circuits: readonly Circuit[];
  chargers: readonly Charger[];
}
