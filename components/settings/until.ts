import { longestOverrideMs } from "../../lib/domain/settings/settings-limits";
import { instantAt, wallClock } from "../../lib/domain/time/wall-clock";

const minuteMs = 60_000;
const hourMs = 3_600_000;
const dayMs = 86_400_000;

/** Usual ends of what is set for now; `other`: a time of one's own. */
export const ends = ["hour", "evening", "morning", "other"] as const;
export type End = (typeof ends)[number];

/** Least time that an end by the clock lies ahead. */
const leastMs = 15 * minuteMs;

/**
 * When a usual end is, ms: an hour from now, today's 22:00, the next 06:00 by the installation's clock. Null: there is less than
 * a quarter of an hour left of this evening, or it is over.
 */
export function endAt(end: Exclude<End, "other">, timeZone: string, now: number): number | null {
  if (end === "hour") return Math.ceil((now + hourMs) / minuteMs) * minuteMs;
  const today = Math.floor(wallClock(timeZone, now) / dayMs) * dayMs;
  const at = instantAt(timeZone, today + (end === "evening" ? 22 : 6) * hourMs);
  if (at - now >= leastMs) return at;
  return end === "evening" ? null : instantAt(timeZone, today + dayMs + 6 * hourMs);
}

/** What is wrong with an end, in ms or null for none; the words are keys of the catalogue, under `settings`. */
export function endFault(until: number | null, now: number): "needEnd" | "endTooFar" | null {
  if (until === null || until <= now) return "needEnd";
  return until - now > longestOverrideMs ? "endTooFar" : null;
}

/** `2026-11-22T18:00` as a field for date and time has it. */
export const fieldText = (timeZone: string, at: number): string =>
  new Date(wallClock(timeZone, at)).toISOString().slice(0, 16);

/** The instant of such a text; null: it is none. */
export function readFieldText(timeZone: string, text: string): number | null {
  if (!/^\d{4}-\d\d-\d\dT\d\d:\d\d$/.test(text)) return null;
  const wall = Date.parse(`${text}:00Z`);
  return Number.isNaN(wall) ? null : instantAt(timeZone, wall);
}
