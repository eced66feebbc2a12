import * as PlainDate from "temporal-polyfill/fns/PlainDate";
import * as PlainDateTime from "temporal-polyfill/fns/PlainDateTime";
import * as PlainTime from "temporal-polyfill/fns/PlainTime";
import * as ZonedDateTime from "temporal-polyfill/fns/ZonedDateTime";
import type { AvailableWindow } from "../topology";

const dayMs = 86_400_000;

const zoned = (timeZone: string, at: number) => ZonedDateTime.create(BigInt(Math.floor(at)) * 1_000_000n, timeZone);

/** The index of the first window that holds; -1: none does. */
function indexAt(schedule: readonly AvailableWindow[], timeZone: string, at: number): number {
  const wall = zoned(timeZone, at);
  const time = `${String(wall.hour).padStart(2, "0")}:${String(wall.minute).padStart(2, "0")}`;
  const today = ZonedDateTime.dayOfWeek(wall);
  const yesterday = today === 1 ? 7 : today - 1;
  return schedule.findIndex(({ days, from, to }) => {
    const on = (weekday: number) => days.some((day) => day === weekday);
    if (from < to) return from <= time && time < to && on(today);
    return (from <= time && on(today)) || (time < to && on(yesterday));
  });
}

/** How far ahead a change is looked for: a week, and a day for a clock that is set meanwhile. */
const aheadDays = 8;

/** When the clock is set in the days ahead, ms. */
function clockSets(here: ZonedDateTime.Record): number[] {
  const last = ZonedDateTime.addDays(here, aheadDays).epochMilliseconds;
  const found: number[] = [];
  let next = ZonedDateTime.getTimeZoneTransition(here, "next");
  while (next !== null && next.epochMilliseconds <= last) {
    found.push(next.epochMilliseconds);
    next = ZonedDateTime.getTimeZoneTransition(next, "next");
  }
  return found;
}

/**
 * Every instant after `now` at which a window may begin or end, in order. Day by day, since mostly an early one is enough; where
 * the clock is set, all at once: a time may be shown twice, and the same day come back.
 */
function* boundaries(schedule: readonly AvailableWindow[], timeZone: string, now: number): Generator<number> {
  const here = zoned(timeZone, now);
  const today = ZonedDateTime.toPlainDate(here);
  const clocks = new Set(schedule.flatMap(({ from, to }) => [from, to]));
  const times = [...clocks].map((clock) => PlainTime.create(Number(clock.slice(0, 2)), Number(clock.slice(3))));
  const shownOn = (day: number, disambiguation: "earlier" | "later") => {
    const date = PlainDate.addDays(today, day);
    return times.map((time) => {
      const shown = PlainDate.toPlainDateTime(date, time);
      return PlainDateTime.toZonedDateTime(shown, timeZone, { disambiguation }).epochMilliseconds;
    });
  };
  const ahead = (found: number[]) => found.filter((at) => at > now).sort((a, b) => a - b);
  const days = Array.from({ length: aheadDays + 1 }, (_, day) => day);
  const sets = clockSets(here);
  // Of a time that was shown twice today, the first is past.
  if (sets.length === 0) for (const day of days) yield* ahead(shownOn(day, "later"));
  else yield* ahead([...sets, ...days.flatMap((day) => [...shownOn(day, "earlier"), ...shownOn(day, "later")])]);
}

interface Turn {
  window: AvailableWindow | null;
  until: number | null;
}

/** The turn each schedule was last found in, and from when on it is known to hold: a meter asks every second. */
const lastTurns = new WeakMap<readonly AvailableWindow[], { timeZone: string; from: number; turn: Turn }>();

/**
 * The first window of a weekly schedule that holds at `now` (ms) by the clock on the wall of `timeZone` (an IANA name), and
 * until when that stays so, ms; null: for ever, since no other begins within a week. An hour that the clock shows twice counts
 * twice, one that it skips not at all.
 */
export function windowAt(schedule: readonly AvailableWindow[], timeZone: string, now: number): Turn {
  if (schedule.length === 0) return { window: null, until: null };
  const last = lastTurns.get(schedule);
  if (last?.timeZone === timeZone && now >= last.from && now < (last.turn.until ?? last.from + dayMs)) return last.turn;
  const index = indexAt(schedule, timeZone, now);
  const turn: Turn = { window: schedule[index] ?? null, until: null };
  for (const at of boundaries(schedule, timeZone, now)) {
    if (indexAt(schedule, timeZone, at) === index) continue;
    turn.until = at;
    break;
  }
  lastTurns.set(schedule, { timeZone, from: now, turn });
  return turn;
}
