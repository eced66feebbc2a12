import { quarterMs } from "../../domain/time/quarters-of-day";
import type { Quarter } from "../types";

/** A meter tells its readings up to 1.1 s after the quarter-hour (`pro-state.json`); so near to it a reading is of it, ms. Our own allowance. */
const readAfterMs = 5_000;

/** Energy that flowed between two instants, Wh. */
export interface Part {
  from: number;
  to: number;
  wh: number;
  isEstimated: boolean;
}

/** How energy was spread over a stretch: any number that grows with the energy of `from` to `to`; null: not known. */
export type Shape = (from: number, to: number) => number | null;

/** The nearest quarter-hour, where it is near enough. */
function snapped(at: number): number {
  const nearest = Math.round(at / quarterMs) * quarterMs;
  return Math.abs(at - nearest) <= readAfterMs ? nearest : at;
}

const quarterOf = (at: number): number => Math.floor(at / quarterMs) * quarterMs;

/**
 * The energy of each quarter-hour. A part within one is its own; a longer one is shared out by the first shape that knows of it, and
 * estimated. The sum
 * is that of the parts.
 */
export function quartersOf(parts: readonly Part[], shapes: readonly Shape[]): Quarter[] {
  const found = new Map<number, Quarter>();
  for (const part of parts)
    for (const { at, wh, isEstimated } of sharesOf(part, shapes)) {
      const known = found.get(at);
      if (wh === 0) continue;
      if (known === undefined) found.set(at, { at, wh, isEstimated });
      else found.set(at, { at, wh: known.wh + wh, isEstimated: known.isEstimated || isEstimated });
    }
  return [...found.values()].sort((a, b) => a.at - b.at);
}

function sharesOf({ from, to, wh, isEstimated }: Part, shapes: readonly Shape[]): Quarter[] {
  const [begin, end] = [snapped(from), snapped(to)];
  const middle = begin < end ? (begin + end) / 2 : (from + to) / 2;
  const first = quarterOf(begin);
  const count = Math.ceil((end - first) / quarterMs);
  if (count <= 1) return [{ at: quarterOf(middle), wh, isEstimated }];
  const borders = Array.from({ length: count + 1 }, (_, index) =>
    Math.min(Math.max(first + index * quarterMs, begin), end),
  );
  const weights = weightsOf(borders, shapes);
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  let shared = 0;
  let weighed = 0;
  return weights.map((weight, index) => {
    weighed += weight;
    const until = index === weights.length - 1 ? wh : Math.round((wh * weighed) / total);
    const share = until - shared;
    shared = until;
    return { at: first + index * quarterMs, wh: share, isEstimated: true };
  });
}

function weightsOf(borders: readonly number[], shapes: readonly Shape[]): number[] {
  const spans = borders.slice(1).map((to, index) => [borders[index] ?? to, to] as const);
  for (const shape of shapes) {
    const weights = spans.map(([from, to]) => shape(from, to));
    const known = weights.filter((weight) => weight !== null);
    if (known.length === spans.length && known.some((weight) => weight > 0)) return known;
  }
  return spans.map(([from, to]) => to - from);
}
