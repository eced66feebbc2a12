import { leastCurrentA } from "../domain/electrical/least-current";
import type { Allocation } from "./types";

/** How much of what it could have a car takes. */
export interface Taking {
  /** More than this it need not be given, in A; null: it takes all it gets, or that is not known. */
  mostA: number | null;
  /** Since when that is known. */
  since: number;
  /** When it was given current, or more of it, last. */
  raisedAt: number;
}

export const noTaking: Taking = { mostA: null, since: 0, raisedAt: 0 };

/** A car has reached what it will take so long after it was given more, in ms. */
const settleMs = 60_000;
/** It is asked again what it takes, by a little more, so often, in ms. */
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
export function takingAfter(
  before: Taking,
  is: Allocation | null,
  beforeA: number,
  measuredA: number | null,
  now: number,
): Taking {
  if (is === null) return { ...before, raisedAt: now };
  const raisedAt = is.currentA > beforeA ? now : before.raisedAt;
  const taking = { ...before, raisedAt };
  if (measuredA === null) return { ...taking, mostA: null };
  if (measuredA > is.currentA - nearA) return saysMore(taking, is) ? { ...taking, mostA: null, since: now } : taking;
  if (now - raisedAt < settleMs) return taking;
  if (measuredA < is.currentA - farA) {
    const mostA = neededA(measuredA);
    return mostA === taking.mostA ? taking : { ...taking, mostA, since: now };
  }
  if (taking.mostA !== null && now - taking.since >= probeMs)
    return { ...taking, mostA: taking.mostA + probeA, since: now };
  return taking;
}

/** A car that draws to its limit shows that it would take more than was known only where the limit is no less than that. */
const saysMore = ({ mostA }: Taking, is: Allocation) => mostA !== null && is.currentA >= mostA;

/** Enough for a car that takes so much to be seen wanting more. */
const neededA = (measuredA: number) => Math.max(leastCurrentA, Math.ceil(measuredA + nearA));

/** When a measured current would change what is known of a car's taking: now, later, or not at all (Infinity). */
export function takingMattersAt(taking: Taking, is: Allocation | null, measuredA: number, now: number): number {
  if (is === null || is.currentA <= 0) return Number.POSITIVE_INFINITY;
  if (measuredA > is.currentA - nearA) return saysMore(taking, is) ? now : Number.POSITIVE_INFINITY;
  if (measuredA >= is.currentA - farA) return Number.POSITIVE_INFINITY;
  const most = neededA(measuredA);
  return most === taking.mostA || most >= is.currentA
    ? Number.POSITIVE_INFINITY
    : Math.max(now, taking.raisedAt + settleMs);
}
