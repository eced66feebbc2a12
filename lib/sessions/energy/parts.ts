import { quarterMs } from "../../domain/time/quarters-of-day";
import { lastUntil } from "../ordered";
import type { SessionEnergy } from "../types";
import type { CounterPoint } from "./counter";
import type { Part, Shape } from "./quarters";
import type { SessionMeter } from "./session-meter";

interface Bounds {
  from: number;
  to: number;
  /** Its energy up to `from` is 0. */
  isStartKnown: boolean;
}

/**
 * A session's energy, cut where a meter was read. Without readings at its start and end, what flowed before the first and after the last
 * reading is
 * what the counter, or the rest of the total, leaves for it. Null: nothing is known.
 */
export function partsOf(
  { from, to, isStartKnown }: Bounds,
  { wh, source }: SessionEnergy,
  { points }: Pick<SessionMeter, "points">,
  counted: readonly CounterPoint[],
  shapes: readonly Shape[],
): Part[] | null {
  const between = points.slice(1).map((point, index): Part => {
    const before = points[index] ?? point;
    return { from: before.at, to: point.at, wh: point.wh - before.wh, isEstimated: false };
  });
  const read = points.at(-1)?.wh ?? 0;
  if (source === "meter" && read === wh) return between;
  if (wh === null || wh < read) return wh === null && between.length > 0 ? between : wholeOf();
  const [first, last] = [points[0], points.at(-1)];
  if (first === undefined || last === undefined || between.length === 0) return wholeOf();
  const rest = wh - read;
  const before = source === "meter" ? 0 : Math.min(rest, beforeOf(first.at));
  return [
    ...(isStartKnown ? [{ from, to: first.at, wh: before, isEstimated: true }] : []),
    ...between,
    { from: last.at, to, wh: rest - before, isEstimated: true },
  ].filter((part) => part.to > part.from || part.wh > 0);

  function wholeOf(): Part[] | null {
    if (wh === null) return null;
    // What was counted before the session was heard, nobody can place.
    const start = isStartKnown ? { at: from, wh: 0 } : counted[0];
    if (start === undefined) return null;
    return [
      { from: start.at, to, wh: Math.max(0, wh - start.wh), isEstimated: source === "counter" || source === "power" },
    ];
  }

  /** What flowed before the first reading. */
  function beforeOf(at: number): number {
    const known = lastUntil(counted, at);
    if (known !== undefined && at - known.at <= quarterMs) return known.wh;
    const [head, tail] = [weight(from, at), weight(last?.at ?? to, to)];
    return head + tail === 0 ? 0 : Math.round((rest * head) / (head + tail));
  }

  function weight(begin: number, end: number): number {
    for (const shape of shapes) {
      const known = shape(begin, end);
      if (known !== null && known > 0) return known;
    }
    return 0;
  }
}
