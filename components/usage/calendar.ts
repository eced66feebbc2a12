import { instantAt, wallClock } from "../../lib/domain/time/wall-clock";

/** Instants, ms. */
interface Stretch {
  from: number;
  to: number;
}

const dayMs = 86_400_000;

/** The day in which an instant lies: 23, 24 or 25 hours. */
export function dayAround(at: number, timeZone: string): Stretch {
  const midnight = Math.floor(wallClock(timeZone, at) / dayMs) * dayMs;
  return { from: instantAt(timeZone, midnight), to: instantAt(timeZone, midnight + dayMs) };
}
