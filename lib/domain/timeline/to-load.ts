import { lengthOf, type Range, type View } from "./view";

/** What is asked of the server for a view: more than is seen, so that moving shows something at once. */
export interface Load extends Range {
  /** Buckets at most. */
  points: number;
}

const hourMs = 3_600_000;
const dayMs = 24 * hourMs;
/** Up to so long a range is told by values, from there by hours, and from there by days (`docs/api.md`). */
const detailEndsMs = [8 * dayMs, 92 * dayMs] as const;
/** What the server gives at most, and steps by which it is asked for more, so that a window that grows by little asks for nothing. */
const mostPoints = 2_000;
const pointStep = 250;
/** A live view is asked for anew after so long; in between the stream tells what comes. */
const renewMs = 5 * 60_000;
/** Beside what is seen, of its length. */
const beside = 0.5;
/** Something this many times longer than what is seen shows too little of it. */
const mostTimes = 4;

/** What to load: beside the view as much as costs no detail; nothing later than now. */
function loadFor({ from, to, live }: View, now: number, widthPx: number): Load {
  const length = to - from;
  const most = detailEndsMs.find((end) => length <= end) ?? Number.POSITIVE_INFINITY;
  const margin = Math.max(0, Math.min(length * beside, (most - length) / 2));
  const range = { from: Math.floor(from - margin), to: live ? now : Math.min(Math.ceil(to + margin), now) };
  const wanted = (Math.max(widthPx, 1) * lengthOf(range)) / Math.max(length, 1);
  return { ...range, points: Math.min(mostPoints, Math.ceil(wanted / pointStep) * pointStep) };
}

/** What is to be loaded: `loaded` itself as long as it shows the view well enough. */
export function nextLoad(loaded: Load | null, view: View, now: number, widthPx: number): Load {
  const next = loadFor(view, now, widthPx);
  if (loaded === null) return next;
  const covers = loaded.from <= view.from && (view.live ? now - loaded.to < renewMs : loaded.to >= view.to);
  const fine = lengthOf(loaded) <= mostTimes * lengthOf(view);
  const enough = loaded.points / lengthOf(loaded) >= (next.points / lengthOf(next)) * 0.7;
  return covers && fine && enough ? loaded : next;
}
