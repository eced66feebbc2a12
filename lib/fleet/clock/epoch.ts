/** A stretch in which a charger's clock ran without a jump. Skew: its own time less the gateway's at arrival, ms. */
export interface Epoch {
  /** Orders epochs; grows by one. */
  index: number;
  /** What is taken from its own times to have the gateway's, ms. */
  offsetMs: number;
  /** The same for history: the offset when its first row was handed on. Null: none was. */
  historyOffsetMs: number | null;
  /** The own time of the message whose start opened it: the same message again is no other start, ms; null: none did. */
  startedAt: number | null;
  /** The greatest skew so far: a delay makes skews smaller, never greater. */
  greatestMs: number;
  /** Own times of its first and its newest live message, ms. */
  firstOwnAt: number;
  lastOwnAt: number;
  /** Not "decided": its first message was late or its clock is wrong, which is not known yet. What it says is shown as old. */
  state: "decided" | "nextDecides" | "undecided";
}

/** Within this of each other, two skews are of one clock, ms. */
export const nearMs = 5_000;
/** A clock that is so much behind may as well be right and its messages late, ms. */
export const lateMs = 120_000;
/** An own time before this year is that of a clock that was never set. */
export const neverSetAt = Date.UTC(2020, 0, 1);

/** Whether a clock of this skew counts as right (wire.md, Clocks 1). */
export const isRight = (skewMs: number): boolean => skewMs >= -lateMs && skewMs <= nearMs;

/** The offset of an epoch with this greatest skew (wire.md, Clocks 1). */
export const offsetOf = (greatestMs: number): number => (isRight(greatestMs) ? 0 : greatestMs);

/**
 * The epoch that a resent message belongs to: the latest that covers its own time; where none does, the latest that began before
 * it. The present one goes on up to what its clock shows now.
 */
export function covering(epochs: readonly Epoch[], ownAt: number, arrivedAt: number): Epoch | undefined {
  const present = epochs[epochs.length - 1];
  let began: Epoch | undefined;
  for (let i = epochs.length - 1; i >= 0; i -= 1) {
    const epoch = epochs[i] as Epoch;
    if (ownAt < epoch.firstOwnAt) continue;
    const until = epoch === present ? arrivedAt + epoch.greatestMs + nearMs : epoch.lastOwnAt;
    if (ownAt <= until) return epoch;
    began ??= epoch;
  }
  return began ?? epochs[0];
}
