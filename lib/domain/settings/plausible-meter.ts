import type { Triple } from "../topology";

/**
 * A current by the main fuse is no more than twice of it: a gG fuse melts at 1.6 times its rating (IEC 60269-1), a circuit breaker trips at
 * 1.45 times (EN 60898-1), both within the hour, and a start of a motor above that is over before the next reading.
 */
const beyondFuse = 2;

/** A meter's currents in A, null on the lines on which they cannot be so behind this fuse (A), in either direction; the same list where all can. */
export function plausibleMeter(currentA: Triple<number | null>, mainFuseA: number): Triple<number | null> {
  const most = beyondFuse * mainFuseA;
  const canBe = (ampere: number | null) => ampere === null || Math.abs(ampere) <= most;
  if (currentA.every(canBe)) return currentA;
  const known = (line: 0 | 1 | 2) => (canBe(currentA[line]) ? currentA[line] : null);
  return [known(0), known(1), known(2)];
}
