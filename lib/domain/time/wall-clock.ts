const formatters = new Map<string, Intl.DateTimeFormat>();

function formatterOf(timeZone: string): Intl.DateTimeFormat {
  const known = formatters.get(timeZone);
  if (known !== undefined) return known;
  const made = new Intl.DateTimeFormat("en-US-u-ca-gregory-nu-latn", {
    timeZone,
    hourCycle: "h23",
    year: "numeric",
    month: "2-digit",
    day: "2-digit",
    hour: "2-digit",
    minute: "2-digit",
  });
  formatters.set(timeZone, made);
  return made;
}

/**
 * What the clock on the wall shows at `at` (ms), as if it were UTC, in ms with the minute as the smallest part. By the platform
 * alone: every page needs it, and none should load more for it.
 */
export function wallClock(timeZone: string, at: number): number {
  let [year, month, day, hour, minute] = [0, 0, 0, 0, 0];
  for (const { type, value } of formatterOf(timeZone).formatToParts(at)) {
    if (type === "year") year = Number(value);
    else if (type === "month") month = Number(value);
    else if (type === "day") day = Number(value);
    else if (type === "hour") hour = Number(value);
    else if (type === "minute") minute = Number(value);
  }
  return Date.UTC(year, month - 1, day, hour, minute);
}

const minuteMs = 60_000;
const dayMs = 86_400_000;

/** By how much the clock on the wall is ahead of UTC at `at` (ms), ms. */
export const offsetMs = (timeZone: string, at: number): number =>
  wallClock(timeZone, at) - Math.floor(at / minuteMs) * minuteMs;

/**
 * When a clock on the wall shows `wall` (as if it were UTC, ms). Of a time that is shown twice the first; one that the clock skips is
 * as far after the skip as it would have been after its begin.
 */
export function instantAt(timeZone: string, wall: number): number {
  // Either side of whatever the clock does that day.
  const [before, after] = [offsetMs(timeZone, wall - dayMs), offsetMs(timeZone, wall + dayMs)];
  const shownBy = (offset: number) => offsetMs(timeZone, wall - offset) === offset;
  if (shownBy(before)) return wall - before;
  return shownBy(after) ? wall - after : wall - before;
}

const two = (value: number) => String(value).padStart(2, "0");

/** `+02:00` of what `offsetMs` tells. */
export function offsetText(offset: number): string {
  const minutes = Math.abs(offset) / minuteMs;
  return `${offset < 0 ? "-" : "+"}${two(Math.floor(minutes / 60))}:${two(minutes % 60)}`;
}

/** `2026-03-29 01:30:00`, as a clock shows it that is `offset` ms ahead of UTC; parts of a second are left out. */
export const localText = (at: number, offset: number): string =>
  new Date(at + offset).toISOString().slice(0, 19).replace("T", " ");
