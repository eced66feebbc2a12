import type { AvailableWindow, Weekday } from "../topology";

const minuteMs = 60_000;
const dayMs = 86_400_000;

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

/** What the clock on the wall shows at `at` (ms), as if it were UTC, in ms with the minute as the smallest part. */
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

/** Minutes since midnight of `HH:MM`. */
const minutesOf = (clock: string): number => Number(clock.slice(0, 2)) * 60 + Number(clock.slice(3));

/** 1970-01-01 was a Thursday. */
const weekdayOf = (day: number): Weekday => (((((day + 3) % 7) + 7) % 7) + 1) as Weekday;

function holds({ days, from, to }: AvailableWindow, wall: number): boolean {
  const day = Math.floor(wall / dayMs);
  const minute = Math.floor((wall - day * dayMs) / minuteMs);
  const [begins, ends] = [minutesOf(from), minutesOf(to)];
  if (begins < ends) return minute >= begins && minute < ends && days.includes(weekdayOf(day));
  return (minute >= begins && days.includes(weekdayOf(day))) || (minute < ends && days.includes(weekdayOf(day - 1)));
}

/** The index of the first window that holds; -1: none does. */
const indexAt = (schedule: readonly AvailableWindow[], timeZone: string, at: number): number =>
  schedule.findIndex((window) => holds(window, wallClock(timeZone, at)));

const offsetAt = (timeZone: string, at: number) => wallClock(timeZone, at) - Math.floor(at / minuteMs) * minuteMs;

/** The instant in (from, to] at which the clock is first set to another offset, to the minute; null: it is not. */
function clockSetAt(timeZone: string, from: number, to: number): number | null {
  const before = offsetAt(timeZone, from);
  if (offsetAt(timeZone, to) === before) return null;
  let [low, high] = [from, to];
  while (high - low > minuteMs) {
    const middle = Math.floor((low + high) / 2 / minuteMs) * minuteMs;
    if (middle <= low) break;
    if (offsetAt(timeZone, middle) === before) low = middle;
    else high = middle;
  }
  return high;
}

/** How far ahead a change is looked for: a week, and a day for a clock that is set meanwhile. */
const aheadDays = 8;

/** Every instant after `now` at which a window may begin or end, in order. */
function boundaries(schedule: readonly AvailableWindow[], timeZone: string, now: number): number[] {
  const start = Math.floor(now / minuteMs) * minuteMs;
  const found = new Set<number>();
  const offsets = new Set([offsetAt(timeZone, start)]);
  for (let day = 0; day < aheadDays; day += 1) {
    const set = clockSetAt(timeZone, start + day * dayMs, start + (day + 1) * dayMs);
    if (set !== null) found.add(set);
    offsets.add(offsetAt(timeZone, start + (day + 1) * dayMs));
  }
  const minutes = new Set(schedule.flatMap(({ from, to }) => [minutesOf(from), minutesOf(to)]));
  const today = Math.floor(wallClock(timeZone, start) / dayMs) * dayMs;
  for (let day = -1; day <= aheadDays; day += 1) {
    for (const minute of minutes) {
      for (const offset of offsets) found.add(today + day * dayMs + minute * minuteMs - offset);
    }
  }
  return [...found].filter((at) => at > now).sort((a, b) => a - b);
}

interface Turn {
  window: AvailableWindow | null;
  until: number | null;
}

/** The turn each schedule was last found in, and from when on it is known to hold: a meter asks every second. */
const lastTurns = new WeakMap<readonly AvailableWindow[], { timeZone: string; from: number; turn: Turn }>();

/**
 * The first window of a weekly schedule that holds at `now` (ms) by the clock on the wall of `timeZone` (an IANA name), and
 * until when that stays so, ms; null: for ever, since no other begins within a week.
 */
export function windowAt(schedule: readonly AvailableWindow[], timeZone: string, now: number): Turn {
  if (schedule.length === 0) return { window: null, until: null };
  const last = lastTurns.get(schedule);
  if (last?.timeZone === timeZone && now >= last.from && now < (last.turn.until ?? last.from + dayMs)) return last.turn;
  const index = indexAt(schedule, timeZone, now);
  const until = boundaries(schedule, timeZone, now).find((at) => indexAt(schedule, timeZone, at) !== index) ?? null;
  const turn = { window: schedule[index] ?? null, until };
  lastTurns.set(schedule, { timeZone, from: now, turn });
  return turn;
}
