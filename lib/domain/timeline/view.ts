/** A stretch of time that is looked at, ms since 1970. */
export interface Range {
  from: number;
  to: number;
}

/** What is looked at; live: its end is now, and moves on. */
export interface View extends Range {
  live: boolean;
}

/** Where one can look: from the first instant that can be asked for until now. */
export interface Bounds {
  first: number;
  now: number;
}

export const shortestMs = 60_000;
/** As far back as history can be asked for (`docs/api.md`). */
const longestMs = 5 * 366 * 86_400_000;

export const lengthOf = ({ from, to }: Range): number => to - from;

export const boundsAt = (now: number): Bounds => ({ first: now - longestMs, now });

/** The last hour, as it moves on. */
export const liveView = (now: number, spanMs = 3_600_000): View => ({ from: now - spanMs, to: now, live: true });

/** The range as long as it is, as near as can be within the bounds; a longer one is as long as they are. */
export function within({ from, to }: Range, { first, now }: Bounds): View {
  const length = Math.min(Math.max(to - from, shortestMs), now - first);
  const end = Math.min(Math.max(to, first + length), now);
  return { from: end - length, to: end, live: false };
}

/** Moved by so many ms, later where positive; one that would come to nothing is the same object. */
export function panned(view: View, byMs: number, bounds: Bounds): View {
  const next = within({ from: view.from + byMs, to: view.to + byMs }, bounds);
  return next.from === view.from && next.to === view.to ? view : next;
}

/** Longer (`factor` over 1) or shorter, with `around` where it is; within the bounds, and never shorter than a minute. */
export function zoomed(view: View, factor: number, around: number, bounds: Bounds): View {
  const length = Math.min(Math.max(lengthOf(view) * factor, shortestMs), bounds.now - bounds.first);
  const share = (around - view.from) / lengthOf(view);
  const from = around - share * length;
  const next = within({ from, to: from + length }, bounds);
  return next.from === view.from && next.to === view.to ? view : next;
}

/** What two fingers make of a view: both instants that they hold stay under them. `left` and `right`: shares of the width, 0 to 1. */
export function pinched(
  held: { leftAt: number; rightAt: number },
  at: { left: number; right: number },
  bounds: Bounds,
): View {
  const share = Math.max(at.right - at.left, 0.02);
  const perWidth = Math.max((held.rightAt - held.leftAt) / share, shortestMs);
  const from = held.leftAt - at.left * perWidth;
  return within({ from, to: from + perWidth }, bounds);
}

/** How far a live view moves before it is worth drawing anew: a point on the screen, but a second at least, ms. */
export const liveStepMs = (range: Range, widthPx: number): number =>
  Math.max(1_000, lengthOf(range) / Math.max(1, widthPx));
