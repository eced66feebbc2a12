/**
 * The name of an observation inside the product: a key of `KnownKey`, another camelCase name from the table in `lib/protocol/zaptec`,
 * or `#123` for an id that no table lists. Keys are interned strings, so maps by key are as fast as maps by number.
 */
export type ObservationKey = KnownKey | (string & {});

/** The observations that the product reasons about. The wire's ids for them are known to `lib/protocol/zaptec` alone. */
export type KnownKey =
  | "operationMode" // 710 integer
  | "finalStopActive" // 718 boolean
  | "authenticationRequired" // 120 boolean
  | "powerW" // 513
  | "current1A" // 507, terminal 1
  | "current2A" // 508
  | "current3A" // 509
  | "voltage1V" // 501
  | "voltage2V" // 502
  | "voltage3V" // 503
  | "sessionEnergyKwh" // 553
  | "allocatedCurrentA" // 708
  | "allocatedPhases" // 519 phase id
  | "maxCurrentA" // 510
  | "minCurrentA" // 511
  | "maxPhases" // 520
  | "offlinePhase" // 522 phase id
  | "offlineCurrentA" // 523
  | "phaseRotation" // 548
  | "networkType" // 715
  | "signedMeterValue" // 554
  | "enabled" // 711
  | "standAlone" // 712
  | "sessionId" // 721
  | "tag" // 722
  | "completedSession" // 723
  | "nextScheduleEvent" // 763
  | "installationGuid" // 800
  | "warnings" // 804 bit mask as number
  | "notifications" // 803
  | "diagnostics" // 808
  | "signalStrength" // 809
  | "mcuResetSource" // 811
  | "uptime" // 820
  | "uptimeMCU" // 821
  | "mcuVersion" // 908
  | "computerVersion" // 911
  | "pulseInterval" // 147 s
  | "communicationMode" // 150
  | "capabilities" // 100
  | "temperatureInternal5C" // 201
  | "humidityPercent"; // 270

/** A typed value: bit masks are numbers (up to 2^53), GUIDs, versions, JSON, OCMF and `?` rows are text. */
export type ObservationValue = boolean | number | string;

export interface Observation {
  /** The wire's id, kept so that unknown ones lose nothing. */
  id: number;
  key: ObservationKey;
  /** As sent; null: the charger cleared it, which is neither 0 nor absent. */
  raw: string | null;
  /** Typed by the table; null: cleared. */
  value: ObservationValue | null;
  /** By the charger's own clock, ms since 1970 with microseconds as fraction. */
  ownAt: number;
  /** The same instant by the gateway's clock: what is shown and aged. As `ownAt` until the fleet has judged the charger's clock. */
  observedAt: number;
  /** The epoch of the charger's clock that it belongs to (`lib/fleet/clock`); 0: none yet. */
  epoch: number;
  /** When its first copy came, ms. */
  arrivedAt: number;
}
