import { instantAt, wallClock } from "../../lib/domain/settings/wall-clock";
import { monthLater } from "./usage-choice";

/** Instants, ms. */
interface Stretch {
  from: number;
  to: number;
}

const dayMs = 86_400_000;

/** The month that a zone's calendar shows: `2026-11`. */
export const monthAt = (at: number, timeZone: string): string =>
  new Date(wallClock(timeZone, at)).toISOString().slice(0, 7);

/** A month of a zone's calendar, from its first instant to before the next one's. */
export const spanOfMonth = (month: string, timeZone: string): Stretch => ({
  from: instantAt(timeZone, Date.parse(`${month}-01`)),
  to: instantAt(timeZone, Date.parse(`${monthLater(month, 1)}-01`)),
});

/** The day in which an instant lies: 23, 24 or 25 hours. */
export function dayAround(at: number, timeZone: string): Stretch {
  const midnight = Math.floor(wallClock(timeZone, at) / dayMs) * dayMs;
  return { from: instantAt(timeZone, midnight), to: instantAt(timeZone, midnight + dayMs) };
}
