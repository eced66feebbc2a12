import type { Scope } from "../../domain/access/scope";
import type { DeviceId, InstallationId } from "../../domain/ids";
import { type ChangedIds, type Coalesced, createCoalescer, dueAt, gather, takeCoalesced } from "../coalesce";
import { type Interest, interestOf } from "../interest";

/** Calls back once after `ms`, unless called off. */
export type After = (ms: number, then: () => void) => () => void;

/** The real clock's timer, which does not keep the process alive. */
export const afterMs: After = (ms, then) => {
  const timer = setTimeout(then, ms);
  timer.unref();
  return () => clearTimeout(timer);
};

/** A coalescer with its timer: what has gathered is sent as soon as it is due. */
export interface FrameTimer {
  readonly interest: Interest;
  take(change: ChangedIds, installationOf: (id: DeviceId) => InstallationId | null | undefined): void;
  close(): void;
}

export function createFrameTimer(
  scopes: readonly Scope[],
  now: () => number,
  after: After,
  send: (coalesced: Coalesced) => void,
): FrameTimer {
  const interest = interestOf(scopes);
  const coalescer = createCoalescer(interest, now());
  let callOff: (() => void) | null = null;
  let plannedAt = Number.POSITIVE_INFINITY;

  const go = () => {
    const coalesced = takeCoalesced(coalescer, now());
    if (coalesced !== null) send(coalesced);
    plan();
  };
  const unplan = () => {
    callOff?.();
    callOff = null;
    plannedAt = Number.POSITIVE_INFINITY;
  };
  const plan = () => {
    const due = dueAt(coalescer);
    // What can wait for long (sums, tables) must not hold up what is due sooner.
    if (due === null || due >= plannedAt) return;
    unplan();
    const wait = due - now();
    if (wait <= 0) return go();
    plannedAt = due;
    callOff = after(wait, () => {
      unplan();
      go();
    });
  };
  return {
    interest,
    take(change, installationOf) {
      gather(coalescer, change, installationOf);
      plan();
    },
    close: unplan,
  };
}
