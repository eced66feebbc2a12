const firstMs = 500;
const longestMs = 15_000;

/**
 * How long to wait before trying again: doubling from 0.5 s to 15 s, each between half and all of it, so that many dashboards do
 * not come back in step.
 * @param failures how many attempts failed in a row, from 0
 * @param random in [0, 1)
 */
export function waitMs(failures: number, random: number): number {
  return Math.min(longestMs, firstMs * 2 ** Math.min(failures, 10)) * (0.5 + random / 2);
}
