/** A stretch of time, ms, without its end. */
export interface Span {
  from: number;
  to: number;
}

/** What a value was for as long as it is known: the same all the while, or summed up. */
export interface Step extends Span {
  min: number;
  max: number;
  /** By time. */
  mean: number;
}

/** Several values that were told one after the other, summed up from the first to the last of them. */
export interface Summary {
  /** When the last of them was told, ms, and it. */
  until: number;
  last: number;
  min: number;
  max: number;
  /** By time, from the first to the last. */
  mean: number;
}

/** A value that was told; null: it was cleared, or cannot be used. With a summary: the first of several. */
export interface ToldValue {
  /** ms. */
  at: number;
  value: number | null;
  summary?: Summary;
}

/** How long a value holds: while its charger is online, always, or for a span after it was told, ms, while it is online. */
export type Hold = "whileOnline" | "always" | number;

/** What a charger tells later of a time when it could not be heard: another value would have been told too, but only so long. */
const toldLaterMs = 15 * 60_000;

/**
 * What is known of a value over time: each holds until the next one is told, but never beyond what is known. What follows is a gap.
 * @param told ascending; none within another one's summary
 * @param online when the charger could be heard, ascending, apart from each other
 * @param until nothing is known from here on, ms
 * @param watched when it was known at all what is so now; what nothing but the charger changes holds all the same. Null: always
 */
export function stepsOf(
  told: readonly ToldValue[],
  hold: Hold,
  online: readonly Span[],
  until: number,
  watched: readonly Span[] | null = null,
): Step[] {
  const steps: Step[] = [];
  const spans = {
    online: new Spans(online),
    watched: watched === null || hold === "always" ? null : new Spans(watched),
  };
  for (let index = 0; index < told.length; index += 1) {
    const { at, value, summary } = told[index] as ToldValue;
    if (value === null) continue;
    if (summary !== undefined) add(steps, { from: at, to: Math.min(summary.until, until), ...summary });
    const lastAt = summary?.until ?? at;
    const last = summary?.last ?? value;
    const to = Math.min(told[index + 1]?.at ?? until, holdsUntil(lastAt, hold, spans.online), until);
    for (const piece of spans.watched?.within(lastAt, to) ?? [{ from: lastAt, to }])
      add(steps, { ...piece, min: last, max: last, mean: last });
  }
  return steps;
}

function holdsUntil(at: number, hold: Hold, online: Spans): number {
  if (hold === "always") return Number.POSITIVE_INFINITY;
  const heardUntil = online.holding(at)?.to ?? at + toldLaterMs;
  return hold === "whileOnline" ? heardUntil : Math.min(at + hold, heardUntil);
}

/** Spans that are asked for by instants that only grow. */
class Spans {
  #next = 0;
  constructor(private readonly spans: readonly Span[]) {}

  /** The span that an instant is in; null: it is in none. */
  holding(at: number): Span | null {
    while ((this.spans[this.#next]?.to ?? Number.POSITIVE_INFINITY) <= at) this.#next += 1;
    const span = this.spans[this.#next];
    return span !== undefined && span.from <= at ? span : null;
  }

  /** What of a stretch is in them, and of one that begins in none its begin, which was told later. */
  within(from: number, to: number): Span[] {
    const pieces = this.holding(from) === null ? [{ from, to: Math.min(to, from + toldLaterMs) }] : [];
    for (let index = this.#next; index < this.spans.length; index += 1) {
      const span = this.spans[index] as Span;
      if (span.from >= to) break;
      pieces.push({ from: Math.max(span.from, from, pieces.at(-1)?.to ?? 0), to: Math.min(span.to, to) });
    }
    return pieces;
  }
}

function add(steps: Step[], { from, to, min, max, mean }: Step): void {
  if (to <= from) return;
  const last = steps.at(-1);
  const goesOn = last?.to === from && last.min === min && last.max === max && last.mean === mean;
  if (goesOn) last.to = to;
  else steps.push({ from, to, min, max, mean });
}

/** Where nothing is known between `from` and `to`. */
export function gapsOf(steps: readonly Span[], from: number, to: number): Span[] {
  const gaps: Span[] = [];
  let known = from;
  for (const step of steps) {
    if (step.to <= known) continue;
    if (step.from >= to) break;
    if (step.from > known) gaps.push({ from: known, to: step.from });
    known = step.to;
  }
  if (known < to) gaps.push({ from: known, to });
  return gaps;
}
