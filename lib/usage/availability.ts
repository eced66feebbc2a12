import type { PresenceWord } from "../domain/charger/presence";
import type { Span } from "../history/steps";

/** Since when a charger's presence was this, ms; null: that is not known. */
export interface PresenceStep {
  at: number;
  word: PresenceWord | null;
}

/** A stretch in which a charger could not be heard, ms. */
export interface Outage extends Span {
  /** offline: its connection was gone. silent: it was there, and the charger did not respond. */
  cause: "offline" | "silent";
  /** For how long of it Phaseboard itself watched. */
  watchedMs: number;
  /** It had begun before what is looked at, and was not over at its end. */
  isFromBefore: boolean;
  goesOn: boolean;
}

export interface Availability {
  /** For how long it was watched with its presence known, and for how long of that it responded. */
  watchedMs: number;
  respondingMs: number;
  outages: Outage[];
}

interface Stretch extends Span {
  word: PresenceWord | null;
}

/**
 * How far a charger could be heard in `span`. What Phaseboard did not watch, and while it had lost its broker, is no outage of the charger
 * and not its time either; an outage that goes on over such a time is one outage.
 * @param steps ascending; the first may be before the span
 * @param watched ascending, apart from each other
 */
export function availabilityOf(steps: readonly PresenceStep[], watched: readonly Span[], span: Span): Availability {
  const stretches = stretchesOf(steps, span);
  const found: Availability = { watchedMs: 0, respondingMs: 0, outages: [] };
  let outage: Outage | null = null;
  const close = () => {
    if (outage !== null && outage.watchedMs > 0) found.outages.push(outage);
    outage = null;
  };
  let next = 0;
  for (const { from, to, word } of stretches) {
    while ((watched[next]?.to ?? Number.POSITIVE_INFINITY) <= from) next += 1;
    const seenMs = overlapMs(watched, next, { from, to });
    if (word === null || word === "unknown") continue;
    found.watchedMs += seenMs;
    if (word === "online") {
      found.respondingMs += seenMs;
      close();
      continue;
    }
    outage = grown(outage, { from, to, word }, seenMs, span, steps);
  }
  close();
  return found;
}

function grown(
  before: Outage | null,
  { from, to, word }: Span & { word: "offline" | "silent" },
  watchedMs: number,
  span: Span,
  steps: readonly PresenceStep[],
): Outage {
  const goesOn = to >= span.to;
  if (before !== null)
    return {
      ...before,
      to,
      goesOn,
      watchedMs: before.watchedMs + watchedMs,
      // First it is silent, then its connection is found to be gone.
      cause: word === "offline" ? "offline" : before.cause,
    };
  const isFromBefore = from === span.from && !steps.some(({ at }) => at === from);
  return { from, to, cause: word, watchedMs, goesOn, isFromBefore };
}

function stretchesOf(steps: readonly PresenceStep[], span: Span): Stretch[] {
  return steps.flatMap(({ at, word }, index) => {
    const from = Math.max(at, span.from);
    const to = Math.min(steps[index + 1]?.at ?? span.to, span.to);
    return from < to ? [{ from, to, word }] : [];
  });
}

function overlapMs(spans: readonly Span[], first: number, { from, to }: Span): number {
  let ms = 0;
  for (let index = first; index < spans.length; index += 1) {
    const span = spans[index] as Span;
    if (span.from >= to) break;
    ms += Math.max(0, Math.min(span.to, to) - Math.max(span.from, from));
  }
  return ms;
}
