import type { Terminals } from "../electrical/terminals";
import type { NetworkType, Rotation } from "../topology";
import type { CompletedSession } from "./completed-session";
import type { ChargerMode } from "./state";

/**
 * The name of an observation inside the product: a key of `KnownKey`, or a name that only the charger's dialect knows. Keys are
 * interned strings, so maps by key are as fast as maps by number.
 */
export type ObservationKey = KnownKey | (string & {});

/** The observations that the product reasons about, in its own words: every dialect gives them these names, units and values. */
export const knownKeys = [
  "mode", // ChargerMode
  "pausedByOrder", // true: stopped by a person or a system, until it is told to go on
  "authenticationRequired", // boolean
  "powerW",
  "current1A", // at its own terminal 1
  "current2A",
  "current3A",
  "voltage1V",
  "voltage2V",
  "voltage3V",
  "sessionEnergyKwh",
  "allocatedCurrentA", // what it may offer the car
  "allocatedTerminals", // Terminals
  "maxCurrentA",
  "minCurrentA",
  "maxPhases", // 1 or 3
  "offlineTerminals", // Terminals: what it uses by itself when its connection is lost for long
  "offlineCurrentA",
  "rotation", // Rotation, or unknown
  "networkType", // NetworkType, or unknown
  "enabled",
  "standAlone", // it takes no allocations
  "sessionId",
  "tag", // who wants to charge
  "completedSession", // CompletedSession
  "signedMeterValue", // what its meter counts, signed (OCMF), as sent
  "meterKey", // the public key of its meter, as sent
  "nextScheduleEvent",
  "installationGuid",
  "warnings", // their names
  "signalStrength",
  "startedUp", // told at boot alone, whatever its value
  "uptime", // since boot, in the charger's own unit
  "uptimeMCU",
  "mcuVersion",
  "computerVersion",
  "upgradeNote", // its own word of an upgrade of its firmware
  "pulseIntervalS", // the silence that it announces
  "communicationMode",
  "capabilities",
  "temperatureC",
  "humidityPercent",
] as const;
export type KnownKey = (typeof knownKeys)[number];

/** A typed value. Words stand for themselves; GUIDs, versions and what nobody reads are text. */
export type ObservationValue = boolean | number | string | readonly string[] | CompletedSession;

/** What was told and cannot be read as its type. */
export const unreadable: unique symbol = Symbol("unreadable");

/** Why what was told last counts for nothing: it cannot be read as its type, or cannot be so (`plausible.ts`). */
export type Unusable = "unreadable" | "implausible";

/** What is told as words has a type of its own. */
export interface Words {
  mode: ChargerMode;
  allocatedTerminals: Terminals;
  offlineTerminals: Terminals;
  rotation: Rotation | "unknown";
  networkType: NetworkType | "unknown";
}

export interface Observation {
  /** The dialect's own number for it, within a million of zero, kept so that unknown ones lose nothing; with `raw` it is all that is stored. */
  id: number;
  key: ObservationKey;
  /** As sent; null: the charger cleared it, which is neither 0 nor absent. */
  raw: string | null;
  /** As its dialect reads it; null: cleared. */
  value: ObservationValue | typeof unreadable | null;
  /** By the charger's own clock (ms since 1970 with microseconds as fraction); where it has none, its arrival. */
  ownAt: number;
  /** The same instant by the gateway's clock: what is shown and aged. As `ownAt` until the fleet has judged the charger's clock. */
  observedAt: number;
  /** The epoch of the charger's clock that it belongs to (`lib/fleet/clock`); 0: none yet. */
  epoch: number;
  /** When its first copy came, ms. */
  arrivedAt: number;
}
