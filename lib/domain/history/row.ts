import type { DeviceId } from "../ids";

/** What is kept of something that a charger told, or that was seen of it. Instants are whole microseconds since 1970. */
export interface HistoryRow {
  deviceId: DeviceId;
  /** The dialect's number of the observation, or one of `ownKinds`. */
  kind: number;
  /** Of the charger's clock; 0: none. */
  epoch: number;
  /** By the charger's own clock. With kind, epoch and `at` it names the row: one of the same name takes its place. */
  ownAt: number;
  /** The same instant by the gateway's clock; for one epoch always as far from `ownAt`. */
  at: number;
  /** As sent; null: cleared. */
  raw: string | null;
  /** When it was told: of two rows of the same name the later counts. */
  arrivedAt: number;
  /** It has another place than was thought: what has this name is not so. */
  gone: boolean;
}

/**
 * Kinds that no charger can tell, whose numbers are within a million of zero: its presence, as a word, and the events of its log, as
 * `level message`.
 */
export const ownKinds = { presence: -1_000_001, event: -1_000_002 } as const;

/** Whole microseconds of an instant in ms. */
export const micros = (ms: number): number => Math.round(ms * 1_000);
