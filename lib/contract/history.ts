import type { ObservationValue } from "../domain/charger/observation";
import type { PresenceWord } from "../domain/charger/presence";
import type { HistoryGroup } from "../domain/history/kinds";
import type { ListedCommand } from "./api";

/** A stretch of time, ms since 1970, without its end. */
type Stretch = [from: number, to: number];

/** A number over time, in buckets of `bucketMs`. */
export interface HistorySeries {
  key: string;
  group: HistoryGroup;
  unit: string | null;
  /** The begin of each, and what the value was in it: least, most, and mean by time. One in which nothing is known is left out. */
  buckets: [at: number, min: number, max: number, mean: number][];
  /** Where nothing is known: decided before anything is put into buckets. */
  gaps: Stretch[];
}

/** A word, a text or a switch over time. */
export interface HistoryStates {
  key: string;
  group: HistoryGroup;
  /** Apart where nothing is known in between. */
  spans: [from: number, to: number, value: Exclude<ObservationValue, number>][];
  /** There are more: those of the begin are left out. */
  more: boolean;
}

export interface HistoryEvent {
  at: number;
  level: string;
  message: string;
}

/** `GET /api/chargers/{id}/history`. Instants: ms since 1970. */
export interface ChargerHistory {
  deviceId: string;
  from: number;
  to: number;
  /** What is told reaches so far; later than now nothing is known. */
  until: number;
  bucketMs: number;
  series: HistorySeries[];
  /** The keys that were asked for and of which nothing is known. */
  unknown: string[];
  /** Null: the range is too long for them. */
  states: HistoryStates[] | null;
  /** When the charger could be heard. Null: the range is too long. */
  online: Stretch[] | null;
  /** How the charger could be heard, apart where the dashboard did not listen. Null: the range is too long. */
  presence: [from: number, to: number, word: PresenceWord][] | null;
  /** Null: they were not asked for, or the range is too long. */
  events: HistoryEvent[] | null;
  /** Requested in the range, oldest first. Null: they were not asked for. */
  commands: ListedCommand[] | null;
  /** What is kept there did not happen: it was made for the demo. */
  sample: Stretch[];
  /** What is kept there cannot be read: it is broken, or of a newer version. */
  unreadable: Stretch[];
}

/** `GET /api/installations/{id}/history`: what its lines carried. Instants: ms since 1970. */
export interface InstallationHistory {
  installationId: string;
  from: number;
  to: number;
  bucketMs: number;
  /** A, by line: the mean over the time in which anything is known of a bucket, and the most. A bucket in which nothing is known is left out. */
  buckets: {
    at: number;
    mean: [number, number, number];
    max: [number, number, number];
    /** The share of the bucket in which all chargers were known, 0 to 1: below 1 it was this at least. */
    whole: number;
  }[];
  gaps: Stretch[];
}
