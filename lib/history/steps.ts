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

/** How long a value holds: while its charger is online, always, or for a span after it was told, ms. */
export type Hold = "whileOnline" | "always" | number;

/** What a charger tells later of a time when it could not be heard: another value would have been told too, but only so long. */
const toldLaterMs = 15 * 60_000;

/**
 * What is known of a value over time: each holds until the next one is told, but never beyond what is known. What follows is a gap.
 * @param told ascending; none within another one's summary
 * @param online when the charger could be heard, ascending, apart from each other
 * @param until nothing is known from here on, ms
 */
export function stepsOf(told: readonly ToldValue[], hold: Hold, online: readonly Span[], until: number): Step[] {
  const steps: Step[] = [];
  let next = 0;
  for (let index = 0; index < told.length; index += 1) {
    const { at, value, summary } = told[index] as ToldValue;
    if (value === null) continue;
    if (summary !== undefined) add(steps, { from: at, to: Math.min(summary.until, until), ...summary });
    const lastAt = summary?.until ?? at;
    const last = summary?.last ?? value;
    while (next < online.length && (online[next]?.to ?? 0) <= lastAt) next += 1;
    const to = Math.min(told[index + 1]?.at ?? until, holdsUntil(lastAt, hold, online[next], until), until);
    add(steps, { from: lastAt, to, min: last, max: last, mean: last });
  }
  return steps;
}

/** @param span the first that ends after `at` */
function holdsUntil(at: number, hold: Hold, span: Span | undefined, until: number): number {
  if (hold === "always") return until;
  if (hold !== "whileOnline") return at + hold;
  return span !== undefined && span.from <= at ? span.to : at + toldLaterMs;
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
