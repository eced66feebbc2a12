import { quarterMs } from "../../../lib/domain/time/quarters-of-day";

interface Quarter {
  at: number;
  wh: number;
  isEstimated: boolean;
}

/** No more can be told apart on a phone. */
const mostBars = 120;
/** Quarter-hours in a bar: a quarter, an hour, six hours, a day. */
const steps = [1, 4, 24, 96];

/**
 * Energy in bars of one length, from the first quarter-hour with energy to the last, those without any among them.
 * @param quarters ascending; those of 0 Wh may be left out
 */
export function barsOf(quarters: readonly Quarter[]): { bars: Quarter[]; stepMinutes: number } {
  const [first, last] = [quarters[0], quarters.at(-1)];
  if (first === undefined || last === undefined) return { bars: [], stepMinutes: 15 };
  const count = (last.at - first.at) / quarterMs + 1;
  const step = steps.find((size) => count / size <= mostBars) ?? steps.at(-1) ?? 1;
  const stepMs = step * quarterMs;
  const begin = Math.floor(first.at / stepMs) * stepMs;
  const bars = Array.from({ length: Math.floor((last.at - begin) / stepMs) + 1 }, (_, index) => ({
    at: begin + index * stepMs,
    wh: 0,
    isEstimated: false,
  }));
  for (const { at, wh, isEstimated } of quarters) {
    const bar = bars[Math.floor((at - begin) / stepMs)];
    if (bar === undefined) continue;
    bar.wh += wh;
    bar.isEstimated ||= isEstimated;
  }
  return { bars, stepMinutes: step * 15 };
}
