import { dayOf } from "../../domain/history/hours";
import type { Stay } from "./session-row";

const quarterUs = 900_000_000;
const quartersOfDay = 96;

export interface CountedSession extends Stay {
  /** `at` in ms; null: nothing is known of its energy. */
  quarters: readonly { at: number; wh: number; isEstimated: boolean }[] | null;
}

/** A day of a charger, quarter-hour by quarter-hour (UTC). */
interface EnergyDay {
  day: number;
  /** Null: unknown. */
  wh: (number | null)[];
  /** `0` or `1` of each quarter-hour. */
  estimated: string;
}

/**
 * The energy of the days from `first` to `last` (since 1970, UTC) in which there was a session. A quarter-hour of which one session's
 * energy is unknown is unknown.
 * @param until how far sessions that go on have come, whole microseconds
 */
export function energyOfDays(
  sessions: readonly CountedSession[],
  { first, last }: { first: number; last: number },
  until: number,
): EnergyDay[] {
  const days = new Map<number, { wh: (number | null)[]; estimated: string[] }>();
  const dayAt = (day: number) => {
    let found = days.get(day);
    if (found === undefined) {
      found = { wh: Array(quartersOfDay).fill(0), estimated: Array(quartersOfDay).fill("0") };
      days.set(day, found);
    }
    return found;
  };
  const add = (us: number, wh: number | null, isEstimated: boolean) => {
    const day = dayOf(us);
    if (day < first || day > last) return;
    const of = dayAt(day);
    const index = Math.floor(us / quarterUs) % quartersOfDay;
    const known = of.wh[index] ?? null;
    of.wh[index] = known === null || wh === null ? null : known + wh;
    if (isEstimated) of.estimated[index] = "1";
  };
  for (const { begin, end, quarters } of sessions) {
    const to = Math.max(begin, end ?? until);
    for (let day = Math.max(first, dayOf(begin)); day <= Math.min(last, dayOf(to)); day += 1) dayAt(day);
    for (const { at, wh, isEstimated } of quarters ?? []) add(at * 1_000, wh, isEstimated);
    if (quarters !== null) continue;
    for (let at = Math.floor(begin / quarterUs) * quarterUs; at <= to; at += quarterUs) add(at, null, false);
  }
  return [...days].map(([day, { wh, estimated }]) => ({ day, wh, estimated: estimated.join("") }));
}
