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

/** A day (since 1970, UTC) of a charger; `wh`: of its 96 quarter-hours, null where unknown. */
export interface ChargerDay {
  day: number;
  wh: readonly (number | null)[];
  /** `1` where it is estimated; null: nowhere. */
  estimated: string | null;
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

/** Adds a day in which a charger had a session. */
export function addDay(sums: QuarterSums, { day, wh, estimated }: ChargerDay): void {
  const offset = Math.round((day * dayMs - sums.from) / quarterMs);
  for (let index = Math.max(0, -offset); index < quartersOfDay && index + offset < sums.count; index += 1) {
    const value = wh[index] ?? null;
    const at = index + offset;
    if (value === null) sums.unknown[at] = (sums.unknown[at] ?? 0) + 1;
    else {
      sums.known[at] = (sums.known[at] ?? 0) + 1;
      sums.wh[at] = (sums.wh[at] ?? 0) + value;
      if (estimated?.[index] === "1") sums.estimatedWh[at] = (sums.estimatedWh[at] ?? 0) + value;
    }
  }
}

/** Adds a day in which a charger had none: 0 where it was heard of on that day, else unknown. */
export function addQuietDay(sums: QuarterSums, day: number, isHeard: boolean): void {
  const [first, end] = placesIn(sums, { from: day * dayMs, to: (day + 1) * dayMs });
  const counts = isHeard ? sums.known : sums.unknown;
  for (let at = first; at < end; at += 1) counts[at] = (counts[at] ?? 0) + 1;
}
