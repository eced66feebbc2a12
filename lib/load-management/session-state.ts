import { isIt } from "../domain/electrical/phase";
import { legsOfTerminals, type Terminals } from "../domain/electrical/terminals";
import type { NetworkType, Rotation } from "../domain/topology";
import { type MeasuredDemand, measuredDemandAfter, measuredDemandMattersAt, noMeasuredDemand } from "./measured-demand";
import { byLine, measuredDraw } from "./sharing/draw";
import { beginningAh } from "./sharing/time-slice";
import { followMs, inForce } from "./sharing/worst-case-draw";
import type { Allocation, LoadCharger, Switches, TimeSlice } from "./types";

/** What is remembered of a car until it leaves. */
export interface Session {
  /** The allocation in force, and since when by our clock. */
  allocation: Allocation | null;
  allocatedAt: number;
  switches: Switches;
  timeSlice: TimeSlice;
  measuredDemand: MeasuredDemand;
  /** Until when it has been counted what was served. */
  servedUntil: number;
  /** `servedAh` already begins at what the least served of the others had. */
  begun: boolean;
}

export const noSession: Session = {
  allocation: null,
  allocatedAt: 0,
  switches: { count: 0, at: 0, terminals: null },
  timeSlice: { servedAh: 0, since: null },
  measuredDemand: noMeasuredDemand,
  servedUntil: 0,
  begun: false,
};

type Seen = Omit<LoadCharger, "switches" | "timeSlice" | "measuredDemandA" | "allocatedAt">;

const msPerHour = 3_600_000;

/** A session after what was seen of its charger at `now`; to be called before each decision. */
export function observed(before: Session, network: NetworkType, seen: Seen, now: number): Session {
  if (seen.demand === "none") return noSession;
  const allocation = inForce({ ...seen, ...plain });
  const is = allocation !== null && allocation.currentA > 0 ? allocation : null;
  const same =
    before.allocation?.currentA === (allocation?.currentA ?? undefined) &&
    before.allocation?.terminals === (allocation?.terminals ?? null);
  const charging = seen.demand === "charging" || seen.demand === "ending";
  const currentA = before.allocation?.currentA ?? 0;
  const servedAh = before.timeSlice.servedAh + servedBetween(before, network, seen, now);
  return {
    allocation,
    allocatedAt: same ? before.allocatedAt : now,
    switches: is === null ? before.switches : switchedTo(before.switches, seen.rotation, network, is.terminals, now),
    timeSlice: { servedAh, since: charging && is !== null ? (before.timeSlice.since ?? now) : null },
    measuredDemand: measuredDemandAfter(
      before.measuredDemand,
      charging ? is : null,
      currentA,
      mostA(network, seen),
      now,
    ),
    servedUntil: now,
    begun: before.begun,
  };
}

const plain = { switches: noSession.switches, timeSlice: noSession.timeSlice, measuredDemandA: null, allocatedAt: 0 };

/** Another line or another number of lines counts; the first phases that a session is given do not. */
function switchedTo(
  before: Switches,
  rotation: Rotation,
  network: NetworkType,
  terminals: Terminals | null,
  now: number,
): Switches {
  if (terminals === null || terminals === before.terminals) return before;
  if (before.terminals === null) return { ...before, terminals };
  const legs = (those: Terminals) => legsOfTerminals(network, rotation, those)?.join() ?? "";
  if (legs(terminals) === legs(before.terminals)) return { ...before, terminals };
  return { count: before.count + 1, at: now, terminals };
}

/** The largest line current that is measured, in A; null: nothing is. */
function mostA(network: NetworkType, { measured, rotation }: Pick<Seen, "measured" | "rotation">): number | null {
  return measured && Math.max(...byLine(network, measuredDraw(network, rotation, measured.terminalsA)));
}

/** Ah over all phases since it was last looked: by what is measured, else by the allocation. */
function servedBetween(before: Session, network: NetworkType, seen: Seen, now: number): number {
  const { allocation, servedUntil } = before;
  if (allocation === null || allocation.currentA <= 0 || seen.demand !== "charging" || servedUntil === 0) return 0;
  const hours = Math.max(0, now - servedUntil) / msPerHour;
  if (seen.measured) return seen.measured.terminalsA.reduce((sum, amps) => sum + amps, 0) * hours;
  const legs = allocation.terminals === null ? null : legsOfTerminals(network, seen.rotation, allocation.terminals);
  const many = isIt(network) ? Math.sqrt(3) : (seen.carPhases ?? 3);
  return allocation.currentA * (legs?.length === 1 ? 1 : many) * hours;
}

/** A car that has come begins with what the least served of those that are there was served. */
export function begun(
  session: Session,
  weight: number,
  others: readonly { servedAh: number; weight: number }[],
): Session {
  if (session.begun) return session;
  const servedAh = session.timeSlice.servedAh + beginningAh(others, weight);
  return { ...session, begun: true, timeSlice: { ...session.timeSlice, servedAh } };
}

/** What the load management takes of a session. */
export function sessionPart({ switches, timeSlice, measuredDemand, allocatedAt }: Session) {
  return { switches, timeSlice, measuredDemandA: measuredDemand.mostA, allocatedAt };
}

/** When a newly measured current (the largest of a charger's, in A) may change a decision; Infinity: it does not. */
export function measuredMattersAt(
  { allocation, allocatedAt, measuredDemand, timeSlice }: Session,
  measuredA: number,
  now: number,
): number {
  if (timeSlice.since === null || allocation === null) return Number.POSITIVE_INFINITY;
  if (measuredA > allocation.currentA + 1) return Math.max(now, allocatedAt + followMs);
  return measuredDemandMattersAt(measuredDemand, allocation, measuredA, now);
}
