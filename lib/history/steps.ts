/** A stretch of time, ms, without its end. */
export interface Span {
  from: number;
  to: number;
}

/** A value, and how long it is known to have held. */
export interface Step extends Span {
  value: number;
}

/** A value that was told; null: it was cleared, or cannot be used. */
export interface ToldValue {
  /** ms. */
  at: number;
  value: number | null;
}

/** How long a value holds: while its charger is online, always, or for a span after it was told, ms. */
type Hold = "whileOnline" | "always" | number;

/** What a charger tells later of a time when it could not be heard: another value would have been told too, but only so long. */
const toldLaterMs = 15 * 60_000;

/**
 * What is known of a value over time: each holds until the next one is told, but never beyond what is known. What follows is a gap.
 * @param told ascending
 * @param online when the charger could be heard, ascending, apart from each other
 * @param until nothing is known from here on, ms
 */
export function stepsOf(told: readonly ToldValue[], hold: Hold, online: readonly Span[], until: number): Step[] {
  const steps: Step[] = [];
  let next = 0;
  for (const [index, { at, value }] of told.entries()) {
    if (value === null) continue;
    while (next < online.length && (online[next]?.to ?? 0) <= at) next += 1;
    const span = online[next];
    const heardUntil = span !== undefined && span.from <= at ? span.to : at + toldLaterMs;
    const holdsUntil = hold === "always" ? until : hold === "whileOnline" ? heardUntil : at + hold;
    const to = Math.min(told[index + 1]?.at ?? until, holdsUntil, until);
    if (to <= at) continue;
    const last = steps.at(-1);
    if (last !== undefined && last.to === at && last.value === value) last.to = to;
    else steps.push({ from: at, to, value });
  }
  return steps;
}

/** Where nothing is known between `from` and `to`. */
export function gapsOf(steps: readonly Step[], from: number, to: number): Span[] {
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
