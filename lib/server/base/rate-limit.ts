/** Counts per key in a sliding window of time. */
export interface RateLimit {
  /** Counts one; false: it is one too many, and was not counted. */
  take(key: string, now: number): boolean;
}

/** At most `most` per key within any `windowMs`. Keys that have been quiet for a window are forgotten. */
export function createRateLimit(most: number, windowMs: number): RateLimit {
  const taken = new Map<string, number[]>();
  let sweptAt = 0;
  const recent = (key: string, now: number): number[] => {
    const instants = taken.get(key)?.filter((at) => at > now - windowMs) ?? [];
    if (instants.length > 0) taken.set(key, instants);
    else taken.delete(key);
    return instants;
  };
  const sweep = (now: number) => {
    if (now - sweptAt < windowMs) return;
    sweptAt = now;
    for (const key of [...taken.keys()]) recent(key, now);
  };
  return {
    take(key, now) {
      sweep(now);
      const instants = recent(key, now);
      if (instants.length >= most) return false;
      taken.set(key, [...instants, now]);
      return true;
    },
  };
}
