import * as PlainDate from "temporal-polyfill/fns/PlainDate";

/** A quarter-hour, ms. */
export const quarterMs = 900_000;

/**
 * When the quarter-hours of a day begin, ms: 96, or 92 and 100 where the clock is set by an hour. Every zone is a multiple of a quarter-
 * hour off UTC, so
 * each begins with one of UTC.
 * @param date `2026-03-29`; RangeError if it is none
 * @param timeZone of the installation, an IANA name
 */
export function quartersOfDay(date: string, timeZone: string): number[] {
  const [, year, month, day] = /^(\d{4})-(\d\d)-(\d\d)$/.exec(date) ?? [];
  const on = PlainDate.create(Number(year), Number(month), Number(day));
  // A day whose midnight the clock skips begins later.
  const beginOf = (one: PlainDate.Record) => PlainDate.toZonedDateTime(one, timeZone).epochMilliseconds;
  const begin = beginOf(on);
  const count = (beginOf(PlainDate.addDays(on, 1)) - begin) / quarterMs;
  return Array.from({ length: count }, (_, index) => begin + index * quarterMs);
}
