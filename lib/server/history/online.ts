import type { Point } from "../../history/block";
import type { Span } from "../../history/steps";

/**
 * When a charger could be heard within `span`: as far as its presence is told, while the dashboard itself was connected. The first
 * begins when that began, be it before `span`: what was told since then holds. All in ms, but for points, which are in microseconds.
 * @param presence ascending; the first may be of before
 * @param watched when the dashboard knew what is so now, ascending, apart from each other
 */
export function onlineSpans(presence: readonly Point[], watched: readonly Span[], span: Span): Span[] {
  const online: Span[] = [];
  for (let i = 0; i < presence.length; i += 1) {
    const { at, raw } = presence[i] as Point;
    if (raw !== "online") continue;
    const to = Math.min((presence[i + 1]?.at ?? Number.POSITIVE_INFINITY) / 1_000, span.to);
    for (const one of watched) {
      const both = { from: Math.max(one.from, at / 1_000), to: Math.min(one.to, to) };
      if (both.from < both.to && both.to > span.from) online.push(both);
    }
  }
  return online;
}
