import { leastCurrentA } from "../domain/electrical/least-current";
import type { Allocation } from "./types";

/** How much current a car needs, by what it was measured to take. */
export interface MeasuredDemand {
  /** More than this it need not be given, in A; null: it takes all it gets, or that is not known. */
  mostA: number | null;
  /** Since when that is known. */
  since: number;
  /** When it was given current, or more of it, last. */
  raisedAt: number;
}

export const noMeasuredDemand: MeasuredDemand = { mostA: null, since: 0, raisedAt: 0 };

/** How long a car takes to rise to what it needs after it was given more, in ms. */
const settleMs = 60_000;
/** How often it is offered a little more, to see whether it takes it, in ms. */
const probeMs = 900_000;
/** A car that takes as much as this less than its allocation takes all it gets; one that takes as much less as that does not. In A. */
const nearA = 0.7;
const farA = 1.75;
const probeA = 3;

/**
 * What a car takes, after its allocation (null or 0: none) and the largest of its measured line currents (null: not known). A
 * car that takes over 1.75 A less than its allocation, a minute after that was last raised, needs no more than what it takes
 * and 0.7 A, in whole amperes; one that draws to its limit may have all again; and every 15 minutes it is offered 3 A more.
 */
export function measuredDemandAfter(
  before: MeasuredDemand,
  is: Allocation | null,
  beforeA: number,
  measuredA: number | null,
  now: number,
): MeasuredDemand {
  if (is === null) return { ...before, raisedAt: now };
  const raisedAt = is.currentA > beforeA ? now : before.raisedAt;
  const known = { ...before, raisedAt };
  if (measuredA === null) return { ...known, mostA: null };
  if (measuredA > is.currentA - nearA) return saysMore(known, is) ? { ...known, mostA: null, since: now } : known;
  if (now - raisedAt < settleMs) return known;
  if (measuredA < is.currentA - farA) {
    const mostA = neededA(measuredA);
    return mostA === known.mostA ? known : { ...known, mostA, since: now };
  }
  if (known.mostA !== null && now - known.since >= probeMs)
    return { ...known, mostA: known.mostA + probeA, since: now };
  return known;
}

/** A car that draws to its limit shows that it would take more than was known only where the limit is no less than that. */
const saysMore = ({ mostA }: MeasuredDemand, is: Allocation) => mostA !== null && is.currentA >= mostA;

/** Enough for a car that takes so much to be seen wanting more. */
const neededA = (measuredA: number) => Math.max(leastCurrentA, Math.ceil(measuredA + nearA));

/** When a measured current would change what is known of a car's demand: now, later, or not at all (Infinity). */
export function measuredDemandMattersAt(
  known: MeasuredDemand,
  is: Allocation | null,
  measuredA: number,
  now: number,
): number {
  if (is === null || is.currentA <= 0) return Number.POSITIVE_INFINITY;
  if (measuredA > is.currentA - nearA) return saysMore(known, is) ? now : Number.POSITIVE_INFINITY;
  if (measuredA >= is.currentA - farA) return Number.POSITIVE_INFINITY;
  const most = neededA(measuredA);
  return most === known.mostA || most >= is.currentA
    ? Number.POSITIVE_INFINITY
    : Math.max(now, known.raisedAt + settleMs);
}
