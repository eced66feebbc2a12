/** A rate: this many at once, and then this many per second. */
export interface Rate {
  burst: number;
  perSecond: number;
}

/**
 * Counts what a client sends against a rate. `take` returns how long that one has to wait, in ms (0: it may go now); each wait
 * is longer than the one before, so that order is kept.
 */
export function createBucket({ burst, perSecond }: Rate, now: number): { take(now: number): number } {
  const each = 1_000 / perSecond;
  /** When the bucket is full again. */
  let fullAt = now;
  return {
    take(at) {
      fullAt = Math.max(fullAt, at) + each;
      return Math.max(0, fullAt - at - burst * each);
    },
  };
}
