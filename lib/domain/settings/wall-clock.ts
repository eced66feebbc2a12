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

/** The instant (ms) at which the clock of a time zone shows `wall` (see `wallClock`); in an hour that is skipped, the one after it. */
export function instantAt(timeZone: string, wall: number): number {
  let at = wall - (wallClock(timeZone, wall) - wall);
  at += wall - wallClock(timeZone, at);
  return at;
}
