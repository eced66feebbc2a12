import { instantAt, wallClock } from "../time/wall-clock";
import type { Range } from "./view";

export type TickUnit = "second" | "minute" | "hour" | "day" | "month" | "year";
export interface Tick {
  at: number;
  /** The largest unit that begins here, by the zone's calendar: how it is best written. */
  begins: TickUnit;
}

const second = 1_000;
const minute = 60 * second;
const hour = 60 * minute;
const day = 24 * hour;
const fixedSteps = [
  ...[5, 10, 30].map((n) => n * second),
  ...[1, 2, 5, 10, 15, 30].map((n) => n * minute),
  ...[1, 2, 3, 6, 12].map((n) => n * hour),
];
const daySteps = [1, 2, 7, 14];
const monthSteps = [1, 2, 3, 6, 12, 24];
const monthMs = 30.4 * day;

/**
 * Where a time axis is marked: at round times of the zone's own clock, also on days of 23 and 25 hours.
 * @param most how many there is room for, about
 */
export function ticksOf({ from, to }: Range, timeZone: string, most: number): Tick[] {
  const wanted = (to - from) / Math.max(1, most);
  const fixed = fixedSteps.find((step) => step >= wanted);
  if (fixed !== undefined) return byClock({ from, to }, timeZone, fixed);
  const days = daySteps.find((step) => step * day >= wanted);
  if (days !== undefined) return byDay({ from, to }, timeZone, days);
  return byMonth({ from, to }, timeZone, monthSteps.find((step) => step * monthMs >= wanted) ?? 60);
}

function tickAt(at: number, timeZone: string): Tick {
  if (at % minute !== 0) return { at, begins: "second" };
  const wall = new Date(wallClock(timeZone, at));
  if (wall.getUTCMinutes() !== 0) return { at, begins: "minute" };
  if (wall.getUTCHours() !== 0) return { at, begins: "hour" };
  if (wall.getUTCDate() !== 1) return { at, begins: "day" };
  return { at, begins: wall.getUTCMonth() === 0 ? "year" : "month" };
}

function byClock({ from, to }: Range, timeZone: string, step: number): Tick[] {
  if (step < minute) {
    const first = Math.ceil(from / step) * step;
    const count = Math.max(0, Math.floor((to - first) / step) + 1);
    return Array.from({ length: count }, (_, n) => tickAt(first + n * step, timeZone));
  }
  const isRound = (at: number) => wallClock(timeZone, at) % step === 0;
  const ticks: Tick[] = [];
  let at = instantAt(timeZone, Math.floor(wallClock(timeZone, from) / step) * step);
  while (at <= to) {
    if (at >= from) ticks.push(tickAt(at, timeZone));
    let next = at + step;
    // The clock was set in between.
    if (!isRound(next)) next += wallClock(timeZone, at) + step - wallClock(timeZone, next);
    at = Math.max(next, at + minute);
  }
  return ticks;
}

function byDay({ from, to }: Range, timeZone: string, days: number): Tick[] {
  const ticks: Tick[] = [];
  // Counted from a Monday, so that weeks begin with one.
  const monday = 4 * day;
  const step = days * day;
  for (let wall = Math.floor((wallClock(timeZone, from) - monday) / step) * step + monday; ; wall += step) {
    const at = instantAt(timeZone, wall);
    if (at > to) return ticks;
    if (at >= from) ticks.push({ ...tickAt(at, timeZone), begins: beginsAt(wall) });
  }
}

/** Of a day whose midnight the clock skips too. */
function beginsAt(wall: number): TickUnit {
  const date = new Date(wall);
  if (date.getUTCDate() !== 1) return "day";
  return date.getUTCMonth() === 0 ? "year" : "month";
}

function byMonth({ from, to }: Range, timeZone: string, months: number): Tick[] {
  const ticks: Tick[] = [];
  const first = new Date(wallClock(timeZone, from));
  const index = first.getUTCFullYear() * 12 + first.getUTCMonth();
  for (let n = Math.floor(index / months) * months; ; n += months) {
    const wall = Date.UTC(Math.floor(n / 12), n % 12, 1);
    const at = instantAt(timeZone, wall);
    if (at > to) return ticks;
    if (at >= from) ticks.push({ at, begins: beginsAt(wall) });
  }
}
