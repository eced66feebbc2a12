import type { Span } from "../../history/steps";

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;

/** The most points that an answer has, and as many as it has unless fewer are asked for. */
export const mostPoints = 2_000;
export const usualPoints = 1_000;
/** The longest range that can be asked for, ms. */
export const longestMs = 5 * 366 * day;
/** From values themselves up to such a range, from hours that are summed up to such a one, from days beyond. */
const longestOfValuesMs = 8 * day;
const longestOfHoursMs = 92 * day;

/** How a range is read. Its borders are those of its buckets. */
export interface Resolution extends Span {
  by: "value" | "hour" | "day";
  count: number;
}

/** In buckets of full hours or days (UTC) where those are summed up, else as many buckets as are asked for. */
export function resolutionOf({ from, to }: Span, points: number): Resolution {
  const widthMs = (to - from) / points;
  if (to - from > longestOfHoursMs || widthMs >= day / 2) return { by: "day", ...whole({ from, to }, day, widthMs) };
  if (to - from > longestOfValuesMs || widthMs >= hour / 2)
    return { by: "hour", ...whole({ from, to }, hour, widthMs) };
  return { by: "value", from, to, count: Math.max(1, Math.min(points, Math.ceil((to - from) / 1_000))) };
}

function whole({ from, to }: Span, unitMs: number, widthMs: number): Span & { count: number } {
  const bucketMs = unitMs * Math.max(1, Math.ceil(widthMs / unitMs));
  const first = Math.floor(from / unitMs) * unitMs;
  const count = Math.max(1, Math.ceil((to - first) / bucketMs));
  return { from: first, to: first + count * bucketMs, count };
}
