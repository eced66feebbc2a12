import type { Span } from "../history/steps";
import { firstFrom } from "./ordered";

/** So long after its connection began a charger tells what it finds, not what it sees happen, ms. Wire.md 4, rule 2: the first 60 s. */
const settlingMs = 60_000;

/** When a charger could be heard. */
export interface Hearing {
  /** Ascending, apart from each other. */
  spans: readonly Span[];
  /**
   * Since when something may have happened that was told at `at` and had not been so at `before`, ms. `at`: it was told as it happened,
   * live or as a
   * resend with its own time.
   */
  happenedSince(before: number, at: number): number;
  /** Until when it could be heard from `from` on without a break, at most `to`. */
  heardUntil(from: number, to: number): number;
}

/** @param online in any order; may overlap. Empty: not known */
export function createHearing(online: readonly Span[]): Hearing {
  const spans: Span[] = [];
  for (const { from, to } of [...online].sort((a, b) => a.from - b.from || a.to - b.to)) {
    const last = spans.at(-1);
    if (last !== undefined && from <= last.to) last.to = Math.max(last.to, to);
    else spans.push({ from, to });
  }
  /** -1: it could not be heard at that instant. */
  const indexAt = (at: number) => {
    const next = firstFrom(spans, at, ({ from }) => from);
    const index = spans[next]?.from === at ? next : next - 1;
    return (spans[index]?.to ?? at) > at ? index : -1;
  };
  return {
    spans,
    happenedSince(before, at) {
      const index = indexAt(at);
      const from = spans[index]?.from ?? Number.NEGATIVE_INFINITY;
      if (at - from > settlingMs) return at;
      return Math.max(before, spans[index - 1]?.to ?? before);
    },
    heardUntil(from, to) {
      if (spans.length === 0) return to;
      return Math.min(to, spans[indexAt(from)]?.to ?? from);
    },
  };
}
