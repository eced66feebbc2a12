import { instantAt, wallClock } from "../time/wall-clock";

const minuteMs = 60_000;

export const spans = ["hour", "day", "week", "month", "year"] as const;
export type SpanName = (typeof spans)[number];

/** Months have other lengths: the 31st of one becomes the last day of a shorter one. */
function monthsEarlier(wall: number, months: number): number {
  const date = new Date(wall);
  const day = date.getUTCDate();
  date.setUTCDate(1);
  date.setUTCMonth(date.getUTCMonth() - months);
  const last = new Date(Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + 1, 0)).getUTCDate();
  date.setUTCDate(Math.min(day, last));
  return date.getTime();
}

const dayMs = 86_400_000;

/**
 * The instant an hour, or by the calendar of a zone a day, week, month or year, before `at` (ms): a day is then 23 or 25 hours where
 * the clock is set.
 */
export function earlier(timeZone: string, at: number, span: SpanName): number {
  if (span === "hour") return at - 3_600_000;
  const wall = wallClock(timeZone, at);
  const seconds = at - Math.floor(at / minuteMs) * minuteMs;
  const then = {
    day: () => wall - dayMs,
    week: () => wall - 7 * dayMs,
    month: () => monthsEarlier(wall, 1),
    year: () => monthsEarlier(wall, 12),
  }[span]();
  return instantAt(timeZone, then) + seconds;
}
