/** A rate: this many at once, and then this many per second. */
export interface Rate {
  burst: number;
  perSecond: number;
}

/** What one charger may send. The gateway slows it down to that; from another broker, what is more is merged where it can be. */
export const chargerMessages: Rate = { burst: 1_000, perSecond: 100 };

export interface Bucket {
  /** How long this one has to wait, in ms (0: it may go now); each wait is longer than the one before, so that order is kept. */
  take(now: number): number;
  /** Whether this one may go now; one that may not does not count. */
  tryTake(now: number): boolean;
}

/** Counts what a client sends against a rate. */
export function createBucket({ burst, perSecond }: Rate, now: number): Bucket {
  const each = 1_000 / perSecond;
  /** When the bucket is full again. */
  let fullAt = now;
  const waitAfter = (next: number, at: number) => Math.max(0, next - at - burst * each);
  return {
    take(at) {
      fullAt = Math.max(fullAt, at) + each;
      return waitAfter(fullAt, at);
    },
    tryTake(at) {
      const next = Math.max(fullAt, at) + each;
      if (waitAfter(next, at) > 0) return false;
      fullAt = next;
      return true;
    },
  };
}
