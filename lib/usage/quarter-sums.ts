import { quarterMs } from "../domain/time/quarters-of-day";

/**
 * Quarter-hours that follow each other, each summed over chargers: the finest there is, of which all other sums are made, so that a month is
 * the sum of its days.
 */
export interface QuarterSums {
  /** When the first of them begins, ms. */
  readonly from: number;
  readonly count: number;
  /** What is known of their energy, Wh, and how much of it is estimated. */
  readonly wh: Float64Array;
  readonly estimatedWh: Float64Array;
  /** Of how many chargers their energy is known, and of how many it is not. */
  readonly known: Uint32Array;
  readonly unknown: Uint32Array;
}

/** A day (since 1970, UTC) of the chargers that had a session in it; of its 96 quarter-hours. */
export interface SummedDay {
  day: number;
  chargers: number;
  wh: readonly number[];
  /** Null: nothing is estimated. */
  estimatedWh: readonly number[] | null;
  /** Of how many of them it is unknown; null: of none. */
  unknown: readonly number[] | null;
}

const quartersOfDay = 96;
const dayMs = quartersOfDay * quarterMs;

/** @param from, to full quarter-hours, ms */
export function emptySums(from: number, to: number): QuarterSums {
  const count = Math.max(0, Math.round((to - from) / quarterMs));
  return {
    from,
    count,
    wh: new Float64Array(count),
    estimatedWh: new Float64Array(count),
    known: new Uint32Array(count),
    unknown: new Uint32Array(count),
  };
}

/** Which of the sums' quarter-hours lie in a stretch (ms): from the first to before the second. */
export function placesIn({ from, count }: QuarterSums, span: { from: number; to: number }): [number, number] {
  const place = (at: number) => Math.min(count, Math.max(0, Math.round((at - from) / quarterMs)));
  return [place(span.from), place(span.to)];
}

/** Adds a day of the chargers that had a session in it. */
export function addDay(sums: QuarterSums, { day, chargers, wh, estimatedWh, unknown }: SummedDay): void {
  const offset = Math.round((day * dayMs - sums.from) / quarterMs);
  for (let index = Math.max(0, -offset); index < quartersOfDay && index + offset < sums.count; index += 1) {
    const at = index + offset;
    const isUnknown = unknown?.[index] ?? 0;
    sums.unknown[at] = (sums.unknown[at] ?? 0) + isUnknown;
    sums.known[at] = (sums.known[at] ?? 0) + chargers - isUnknown;
    sums.wh[at] = (sums.wh[at] ?? 0) + (wh[index] ?? 0);
    sums.estimatedWh[at] = (sums.estimatedWh[at] ?? 0) + (estimatedWh?.[index] ?? 0);
  }
}

/** Adds a day in which a charger had none: 0 where it was heard of on that day, else unknown. */
export function addQuietDay(sums: QuarterSums, day: number, isHeard: boolean): void {
  const [first, end] = placesIn(sums, { from: day * dayMs, to: (day + 1) * dayMs });
  const counts = isHeard ? sums.known : sums.unknown;
  for (let at = first; at < end; at += 1) counts[at] = (counts[at] ?? 0) + 1;
}
