import { backOffMs } from "../domain/back-off";
import type { ChargerMode } from "../domain/charger/state";
import { type Allocation, confirmMs, type PendingCommand } from "./types";

/** A command under way, with what the charger had reported before it. */
export interface Setpoint extends PendingCommand {
  rid: string;
  acknowledged: boolean;
  /** Instants of its newest allocation and mode when this was sent, by the charger's clock. */
  allocationAt: number;
  modeAt: number;
  /** The newest mode when it was sent last. */
  askedAt: number;
}

/** The setpoints that one charger was sent and has not confirmed. */
export interface Setpoints {
  /** Oldest first. */
  pending: readonly Setpoint[];
  /** Sends in a row that were not confirmed. */
  attempts: number;
  /** Refusals in a row. */
  refusals: number;
  /** No increase before this instant. */
  holdUntil: number;
  /** Nothing at all before this instant. */
  quietUntil: number;
  /** It has confirmed a setpoint since its car came: what it reports is what this dashboard set. */
  proven: boolean;
  /** The request (instant of the mode) that the last confirmed setpoint answered. */
  settledFor: number;
}

export const noSetpoints: Setpoints = {
  pending: [],
  attempts: 0,
  refusals: 0,
  holdUntil: 0,
  quietUntil: 0,
  proven: false,
  settledFor: 0,
};

/** What a charger reports, each with its instant by the charger's clock. */
export interface Report {
  allocation: Allocation | null;
  allocationAt: number;
  mode: ChargerMode | null;
  modeAt: number;
}

const afterRefusal = { firstMs: 5_000, longestMs: 160_000 };
const otherwiseHoldMs = 300_000;

/** After a command went out. The same one again takes the place of the one before it. */
export function sent(setpoints: Setpoints, setpoint: Omit<Setpoint, "acknowledged" | "askedAt">): Setpoints {
  const last = setpoints.pending.at(-1);
  const again =
    last !== undefined && last.to.currentA === setpoint.to.currentA && last.to.terminals === setpoint.to.terminals;
  const since = again ? { allocationAt: last.allocationAt, modeAt: last.modeAt } : {};
  const before = again ? setpoints.pending.slice(0, -1) : setpoints.pending;
  const next: Setpoint = { ...setpoint, ...since, acknowledged: false, askedAt: setpoint.modeAt };
  return { ...setpoints, pending: [...before, next], attempts: setpoints.attempts + 1 };
}

/** After the command's answer; a refused one has no effect, and the charger is left alone for a while (5 s, then longer). */
export function answered(setpoints: Setpoints, rid: string, status: number, now: number): Setpoints {
  if (!setpoints.pending.some((setpoint) => setpoint.rid === rid)) return setpoints;
  if (status === 200) {
    const pending = setpoints.pending.map((setpoint) =>
      setpoint.rid === rid ? { ...setpoint, acknowledged: true } : setpoint,
    );
    return { ...setpoints, pending };
  }
  const pending = setpoints.pending.filter((setpoint) => setpoint.rid !== rid);
  const until = now + backOffMs(afterRefusal, setpoints.refusals);
  const holdUntil = Math.max(setpoints.holdUntil, until);
  return {
    ...setpoints,
    pending,
    attempts: pending.length,
    refusals: setpoints.refusals + 1,
    holdUntil,
    quietUntil: until,
  };
}

/**
 * After something new was heard: an allocation that is reported after it was sent settles it and all before it; a car that
 * left ends everything. A charger that took the command but confirms something else is believed, and not raised for 5 minutes.
 */
export function reported(setpoints: Setpoints, report: Report, now: number): Setpoints {
  if (report.mode === "disconnected" && (setpoints.holdUntil > 0 || setpoints.pending.length > 0)) {
    const pending = setpoints.pending.filter((setpoint) => report.modeAt <= setpoint.modeAt || isYoung(setpoint, now));
    return { ...noSetpoints, pending, attempts: pending.length };
  }
  if (setpoints.pending.length === 0) return setpoints;
  const [first] = setpoints.pending;
  const last = setpoints.pending.at(-1);
  const same = first !== undefined && first === last && isAlreadyThere(first, report);
  const settled = same ? 0 : setpoints.pending.findIndex((setpoint) => isConfirmed(setpoint, report));
  if (settled >= 0) {
    const pending = setpoints.pending.slice(settled + 1);
    const settledFor = setpoints.pending[settled]?.askedAt ?? setpoints.settledFor;
    return { ...setpoints, pending, attempts: pending.length, refusals: 0, proven: true, settledFor };
  }
  const otherwise = last?.acknowledged && !isYoung(last, now) && report.allocationAt > last.allocationAt;
  return otherwise ? { ...setpoints, pending: [], attempts: 0, holdUntil: now + otherwiseHoldMs } : setpoints;
}

/** It may still be on its way. */
function isYoung(setpoint: Setpoint, now: number): boolean {
  return now - setpoint.sentAt < confirmMs;
}

function isAt(to: Allocation, allocation: Allocation | null): boolean {
  if (allocation === null || allocation.currentA !== to.currentA) return false;
  return to.currentA === 0 || allocation.terminals === to.terminals;
}

function isConfirmed({ to, acknowledged, allocationAt, modeAt }: Setpoint, report: Report): boolean {
  if (report.allocationAt > allocationAt && isAt(to, report.allocation)) return true;
  return to.currentA === 0 && acknowledged && report.mode === "requesting" && report.modeAt > modeAt;
}

/**
 * It was told what it had reported already, and nothing else is under way: its acknowledgement is enough, since a charger
 * may report an allocation only when it changes.
 */
function isAlreadyThere({ to, acknowledged, allocationAt }: Setpoint, report: Report): boolean {
  return acknowledged && report.allocationAt === allocationAt && isAt(to, report.allocation);
}

/** Holds a charger at what it has until an instant. */
export function held(setpoints: Setpoints, until: number): Setpoints {
  return { ...setpoints, holdUntil: Math.max(setpoints.holdUntil, until) };
}
