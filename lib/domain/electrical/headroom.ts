import type { NetworkType, Triple } from "../topology";
import { isIt } from "./phase";
import type { LineSum } from "./phases-view";

/** What a place is limited by: its fuse in A, what is available in A (null: the fuse alone), the imbalance in A. */
export interface PhaseLimits {
  fuseA: number;
  availableA: Triple<number> | null;
  imbalanceLimitA: number | null;
}

/** To thousandths: what is beyond them is noise, and goes over the wire for nothing. */
export function milli(value: number): number {
  return Math.round(value * 1000) / 1000;
}

/** The lower of fuse and available current per line, A. */
export function limitOf({ fuseA, availableA }: Pick<PhaseLimits, "fuseA" | "availableA">): Triple<number> {
  if (availableA === null) return [fuseA, fuseA, fuseA];
  const [a, b, c] = availableA;
  return [Math.min(a, fuseA), Math.min(b, fuseA), Math.min(c, fuseA)];
}

/**
 * What is left of each line up to its limit in A, 0 where it is over; from the most that the line may carry. Null: nothing
 * is known of it. A line whose sum is "at least" has at most so much left.
 */
export function headroom(lines: Triple<LineSum>, limitA: Triple<number>): Triple<number | null> {
  const of = (line: 0 | 1 | 2): number | null => {
    const { currentA, rangeA } = lines[line];
    return currentA === null ? null : milli(Math.max(0, limitA[line] - (rangeA?.[1] ?? currentA)));
  };
  return [of(0), of(1), of(2)];
}

/** Between a line and neutral, or between two lines of an IT grid (IEC 60038), V. */
const nominalV = 230;

/**
 * The apparent power of a line's current at the nominal voltage, kVA. On TN 20 A are 4.6 kVA (the limit of VDE-AR-N 4100); on IT
 * a line's share of 230 V between lines is 230 V / √3.
 */
export function kvaOf(network: NetworkType, currentA: number): number {
  return milli((currentA * (isIt(network) ? nominalV / Math.sqrt(3) : nominalV)) / 1000);
}
