/** Waits that double from the first to the longest, ms. */
export interface BackOff {
  firstMs: number;
  longestMs: number;
}

/**
 * How long to wait before trying again, ms: doubling with each failure in a row. Many that failed together are spread by
 * `random`, over the upper half of the wait.
 * @param failures how many attempts failed before this one's, from 0
 * @param random in [0, 1); 1: the whole wait
 */
export function backOffMs({ firstMs, longestMs }: BackOff, failures: number, random = 1): number {
  return Math.min(longestMs, firstMs * 2 ** Math.min(failures, 50)) * (0.5 + random / 2);
}
