import type { CircuitId, DeviceId, InstallationId } from "./ids";

/** One value per phase L1, L2, L3, or per terminal 1, 2, 3 where a name says so. */
export type Triple<T> = readonly [T, T, T];

/** Grid and number of phases. */
export type NetworkType = "IT1" | "IT3" | "TN1" | "TN3";

/**
 * How a charger's terminals 1, 2, 3 are wired to the installation's lines: letter n is the line of terminal n, R = L1,
 * S = L2, T = L3. `L1`..`L3` are single-phase on TN, the pairs single-phase on IT.
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

/** ISO weekday: 1 = Monday ... 7 = Sunday. */
export type Weekday = 1 | 2 | 3 | 4 | 5 | 6 | 7;

/**
 * A weekly window with an available current of its own, by the clock on the installation's wall (`timeZone`): from `from` on
 * each of `days` until `to`, which is on the next day where it is not later than `from`. An hour that the clock shows twice
 * counts twice, one that it skips not at all.
 */
export interface AvailableWindow {
  days: readonly Weekday[];
  /** `HH:MM`, from 00:00 to 23:59. */
  from: string;
  to: string;
  availableA: Triple<number>;
}

/** What people set for now: the available current per phase in A, until an instant in ms. */
export interface AvailableOverride {
  availableA: Triple<number>;
  until: number;
}

/** A meter whose readings come over MQTT. */
export interface MeterSettings {
  topic: string;
  /** building: all other loads, without the chargers. total: the chargers among them. */
  measures: "building" | "total";
  /** What the chargers may draw per phase while the meter is not heard, in A. */
  safeA: Triple<number>;
}

/** Where a meter publishes unless another topic is entered. */
export const usualMeterTopic = (installationId: InstallationId): string => `meters/${installationId}`;

/** 1 low, 2 usual, 3 high: whose claim counts more where current is short. */
export const priorities = [1, 2, 3] as const;
export type Priority = (typeof priorities)[number];

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
  /** The first window that holds counts; outside of all `availableA` does. */
  schedule: readonly AvailableWindow[];
  /** Set on the page, in no topology file; counts before the schedule until its instant. */
  override: AvailableOverride | null;
  meter: MeterSettings | null;
  /** The chargers' cloud takes a change of the available current once in 15 minutes at most. */
  cloudPaced: boolean;
}

/** What holds where nobody has said otherwise. */
export const usualSettings: Pick<Installation, "schedule" | "override" | "meter" | "cloudPaced"> = {
  schedule: [],
  override: null,
  meter: null,
  cloudPaced: false,
};

export const usualPriority: Priority = 2;

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
  priority: Priority;
  /** Has a key of its own with the embedded gateway. */
  enrolled: boolean;
}

export interface Topology {
  installations: readonly Installation[];
  circuits: readonly Circuit[];
  chargers: readonly Charger[];
}
