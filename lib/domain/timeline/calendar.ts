import { wallClock } from "../settings/wall-clock";

const minuteMs = 60_000;

/** By how much the clock on the wall is ahead of UTC, ms. */
function offsetMs(timeZone: string, at: number): number {
  return wallClock(timeZone, at) - Math.floor(at / minuteMs) * minuteMs;
}

/**
 * When a clock on the wall shows `wall` (as if it were UTC, ms). Of a time that is shown twice the first; one that the clock skips is
 * as far after the skip as it would have been after its begin.
 */
export function instantAt(timeZone: string, wall: number): number {
  // Either side of whatever the clock does that day.
  const [before, after] = [offsetMs(timeZone, wall - 86_400_000), offsetMs(timeZone, wall + 86_400_000)];
  const shownBy = (offset: number) => offsetMs(timeZone, wall - offset) === offset;
  if (shownBy(before)) return wall - before;
  return shownBy(after) ? wall - after : wall - before;
}

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

/** "+02:00" of an instant. */
export function offsetText(timeZone: string, at: number): string {
  const offset = offsetMs(timeZone, at) / minuteMs;
  const two = (n: number) => String(n).padStart(2, "0");
  const size = Math.abs(offset);
  return `${offset < 0 ? "-" : "+"}${two(Math.floor(size / 60))}:${two(size % 60)}`;
}
