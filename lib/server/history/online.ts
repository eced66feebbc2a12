import type { Point } from "../../history/block";
import type { Span } from "../../history/steps";

/**
 * When a charger could be heard within `span`: as far as its presence is told, while the dashboard itself was connected. All in ms, but
 * for points, which are in microseconds.
 * @param presence ascending; the first may be of before
 * @param watched when the dashboard knew what is so now, ascending, apart from each other
 */
export function onlineSpans(presence: readonly Point[], watched: readonly Span[], span: Span): Span[] {
  const online: Span[] = [];
  for (let i = 0; i < presence.length; i += 1) {
    const { at, raw } = presence[i] as Point;
    if (raw !== "online") continue;
    const from = Math.max(at / 1_000, span.from);
    const to = Math.min((presence[i + 1]?.at ?? Number.POSITIVE_INFINITY) / 1_000, span.to);
    for (const one of watched) {
      const both = { from: Math.max(one.from, from), to: Math.min(one.to, to) };
      if (both.from < both.to) online.push(both);
    }
  }
  return online;
}

/** What is written of it is some seconds old. */
export function withNow(watched: readonly Span[], now: Span | null): Span[] {
  if (now === null) return [...watched];
  const before = watched.filter(({ from }) => from < now.from);
  return [...before.map((span) => ({ ...span, to: Math.min(span.to, now.from) })), now];
}
