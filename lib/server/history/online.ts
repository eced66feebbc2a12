import type { PresenceWord } from "../../domain/charger/presence";
import type { Point } from "../../history/block";
import type { Span } from "../../history/steps";

/**
 * When a charger could be heard by its own presence, ms; the first may begin before what is looked at.
 * @param presence ascending, in microseconds
 */
export function onlineSpans(presence: readonly Point[], until: number): Span[] {
  const online: Span[] = [];
  for (let i = 0; i < presence.length; i += 1) {
    const { at, raw } = presence[i] as Point;
    if (raw !== "online") continue;
    const span = { from: at / 1_000, to: Math.min((presence[i + 1]?.at ?? Number.POSITIVE_INFINITY) / 1_000, until) };
    const last = online.at(-1);
    if (last !== undefined && last.to >= span.from) last.to = Math.max(last.to, span.to);
    else if (span.to > span.from) online.push(span);
  }
  return online;
}

const words: readonly PresenceWord[] = ["online", "silent", "offline", "unknown"];

/**
 * How a charger could be heard, ms, as far as the dashboard listened: what nobody listened to is left out.
 * @param presence ascending, in microseconds
 * @param watched when the dashboard listened, ascending, apart from each other
 */
export function presenceSpans(
  presence: readonly Point[],
  watched: readonly Span[],
  range: Span,
): [from: number, to: number, word: PresenceWord][] {
  const spans: [number, number, PresenceWord][] = [];
  for (let i = 0; i < presence.length; i += 1) {
    const { at, raw } = presence[i] as Point;
    const word = words.find((one) => one === raw);
    if (word === undefined) continue;
    const told = { from: at / 1_000, to: (presence[i + 1]?.at ?? Number.POSITIVE_INFINITY) / 1_000 };
    for (const { from, to } of inBoth(inBoth([told], watched), [range])) {
      const last = spans.at(-1);
      if (last?.[1] === from && last[2] === word) last[1] = to;
      else spans.push([from, to, word]);
    }
  }
  return spans;
}

/** What is in both; each ascending and apart. */
export function inBoth(some: readonly Span[], others: readonly Span[]): Span[] {
  return some.flatMap((one) =>
    others
      .map((other) => ({ from: Math.max(one.from, other.from), to: Math.min(one.to, other.to) }))
      .filter(({ from, to }) => from < to),
  );
}

/** What is written of it is some seconds old. */
export function withNow(watched: readonly Span[], now: Span | null): Span[] {
  if (now === null) return [...watched];
  const before = watched.filter(({ from }) => from < now.from);
  return [...before.map((span) => ({ ...span, to: Math.min(span.to, now.from) })), now];
}
