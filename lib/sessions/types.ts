import type { SessionRecord } from "../domain/charger/completed-session";
import type { ObservationKey, ObservationValue, unreadable } from "../domain/charger/observation";
import type { Command } from "../domain/command/command";
import type { DeviceId } from "../domain/ids";
import type { Span } from "../history/steps";
import type { Verified } from "../ocmf/verify";

/** When something was told, ms with microseconds as fraction. */
export interface ToldTime {
  /** By the gateway's clock. */
  at: number;
  /** By the charger's own; what it is off by, the whole epoch is. */
  ownAt: number;
  epoch: number;
}

export interface Told extends ToldTime {
  /** As its dialect reads it; null: cleared. */
  value: ObservationValue | typeof unreadable | null;
}

export interface ToldRecord extends ToldTime {
  record: SessionRecord;
}

/** All that is known of a charger over a stretch of time. Neither order nor repetition in its lists changes anything. */
export interface SessionInput {
  chargerId: DeviceId;
  /** Of `sessionKeys`; of each a list. */
  told: ReadonlyMap<ObservationKey, readonly Told[]>;
  /** What it told of completed sessions, in full (`Dialect.sessionRecord`). */
  records: readonly ToldRecord[];
  /** When it could be heard; empty: that is not known, and counts as never interrupted. */
  online: readonly Span[];
  /** Given to it. */
  commands: readonly Pick<Command, "id" | "kind" | "by" | "course">[];
  /** See `Hardware.ratedA`. */
  ratedA: number;
  /** Of its meters, in any form that `readPublicKey` reads; those that are to be believed more come first. */
  meterKeys: readonly string[];
  /** Nothing is known from here on, ms. */
  until: number;
}

/** When a session began or ended, ms. What the charger's record says counts, unless its clock cannot be trusted. */
export interface Moment {
  /** Null: unknown. */
  at: number | null;
  by: "charger" | "us" | "unknown";
  /** As its record says, by its own clock. */
  charger: number | null;
  /** As reckoned from what it told meanwhile. */
  us: number | null;
  /** Where it is unknown: not before `from`, not after `to`, as far as that is known. */
  within: { from: number | null; to: number | null } | null;
}

/** What ended a session; null: nothing yet, as far as is known. */
export type EndedBy = "record" | "unplug" | "nextSession" | null;

/** Whole Wh; null: unknown. What does not count is kept beside what does. */
export interface SessionEnergy {
  /** What counts. */
  wh: number | null;
  source: "meter" | "charger" | "counter" | "power" | null;
  /** The difference of the meter's readings at end and start. */
  meterWh: number | null;
  /** The total of the charger's record. */
  chargerWh: number | null;
  /** The charger's counter of the session, its pieces added where it began anew. */
  counterWh: number | null;
  /** The power told, over time. */
  powerWh: number | null;
  /** Power was known for as long as current may have flowed: else `powerWh` is a part. */
  isPowerWhole: boolean;
}

/** A stretch in which a car was not charged that had been, or that was kept from it. */
export interface Pause extends Span {
  /** `order`: by a person or a system that is not known here. */
  why: "person" | "order" | "loadManagement" | "car" | "unknown";
  /** `person`: who, and the command. */
  by: { name: string; commandId: string } | null;
}

/** Energy of a quarter-hour of UTC, whole Wh. */
export interface Quarter {
  /** Its begin, ms. */
  at: number;
  wh: number;
  /** Its share of something that was measured over a longer time, or of nothing that was measured. */
  isEstimated: boolean;
}

/** What is to be known of a session before its figures are used. */
export type Flag =
  /** Start or end: only bounds are known. */
  | "startUnknown"
  | "endUnknown"
  /** It ended by the next one. */
  | "unplugNotTold"
  /** Its record came more than an hour after its end. */
  | "late"
  /** The record was told again, otherwise. */
  | "recordChanged"
  /** The charger's clock: off by more than 2 min; never set (before 2020); not set at the session's begin. */
  | "clockWrong"
  | "clockNeverSet"
  | "clockUnreliable"
  | "endBeforeStart"
  /** Start or end: record and telling are more than 2 min apart. */
  | "timesDiffer"
  /** Not heard for a part of it. */
  | "notHeard"
  /** Over 2 % apart: meter and record; what counts and the counter; what counts and the power. */
  | "energyDiffers"
  | "counterDiffers"
  | "powerDiffers"
  /** More than can be, or less than nothing: kept, and not counted. */
  | "implausibleEnergy"
  | "implausibleReading"
  | "implausiblePower"
  /** The counter began anew; it, or the meter, fell. */
  | "counterReset"
  | "counterStepBack"
  | "meterStepBack"
  /** No energy by a meter's readings at start and end. */
  | "noMeter"
  /** Of a reading: a fault is told, or its time cannot be. */
  | "readingFault"
  | "readingTime"
  /** Energy between readings more than an hour apart. */
  | "readingsMissing"
  /** Its id, mode, tag or energy was told in a way that cannot be read. */
  | "unreadable"
  /** It began too long before it was told for all of it to be looked at. */
  | "cutShort";

export interface Session {
  /** The charger's own, or one made of charger and start. With the charger it names the session. */
  id: string;
  hasOwnId: boolean;
  start: Moment;
  end: Moment;
  endedBy: EndedBy;
  /** It goes on, as far as is known. */
  isOpen: boolean;
  /** When current is known to have flowed first and last, ms. */
  firstCurrentAt: number | null;
  lastCurrentAt: number | null;
  energy: SessionEnergy;
  /** As sent: it may be anything. */
  tag: string | null;
  /** Charging, asking for current, and neither known, ms. */
  chargingMs: number;
  waitingMs: number;
  unknownMs: number;
  highestPowerW: number | null;
  /** The charger's terminals that carried current; null: not told. */
  terminals: readonly number[] | null;
  pauses: readonly Pause[];
  /** When it was allowed to charge and no current flowed for 3 min, ms. */
  failedStarts: readonly number[];
  firmware: string | null;
  /** Requested while it went on. */
  commandIds: readonly string[];
  /** The readings in its record, as sent; null: it has none. */
  signedReadings: string | null;
  /** The verdict on them, and the key by which they were checked; null: none is known. */
  signed: Verified | null;
  signedBy: string | null;
  /** The meter's total, Wh. */
  meterStartWh: number | null;
  meterEndWh: number | null;
  /** Ascending; those of 0 Wh are left out. Null: nothing is known. */
  quarters: readonly Quarter[] | null;
  flags: readonly Flag[];
}

/** The observations that sessions are told by. */
export const sessionKeys = [
  "mode",
  "sessionId",
  "sessionEnergyKwh",
  "tag",
  "pausedByOrder",
  "powerW",
  "current1A",
  "current2A",
  "current3A",
  "allocatedCurrentA",
  "computerVersion",
  "mcuVersion",
  "signedMeterValue",
] as const satisfies readonly ObservationKey[];
