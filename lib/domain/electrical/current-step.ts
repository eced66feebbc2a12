import type { Triple } from "../topology";
import { loadedA } from "./car-phases";
import type { TerminalIndex } from "./phase";

/** A change of a reading by this much is a move; less is a meter's or a car's noise, A. */
export const movedA = 2;
/** A change of one reading alone by this much is a step that can be looked for elsewhere, A. */
const steppedA = 5;

/** What is remembered of a charger's readings to see when they step. A and ms; changed by making another. */
export interface StepWatch {
  /** Before the move that goes on; null: none does. */
  beforeA: Triple<number> | null;
  /** At its last move; null: not known. */
  nowA: Triple<number> | null;
  /** The move that goes on had not been told before this instant. */
  startAt: number;
  /** When the last move had been told, or the readings became unknown or known. */
  movedAt: number;
}

export const unwatched: StepWatch = { beforeA: null, nowA: null, startAt: 0, movedAt: 0 };

/** What a charger tells: its readings in A, and the instant of the newest, ms. */
export interface Told {
  ampsA: Triple<number>;
  at: number;
}

const terminals = [0, 1, 2] as const;

/**
 * Looks at a charger again at `now`; null: its readings are not known. It was looked at last at `since` (ms). A slow drift is a
 * move too as soon as it comes to `movedA`. The charger's clock and ours bound a move together, so that a wrong clock makes it longer.
 */
export function watchSteps(watch: StepWatch, told: Told | null, since: number, now: number): StepWatch {
  const { beforeA, nowA, startAt } = watch;
  if (told === null) return nowA === null ? watch : { ...unwatched, movedAt: now };
  const { ampsA, at } = told;
  if (nowA === null) return { ...unwatched, nowA: ampsA, movedAt: now };
  if (!terminals.some((t) => Math.abs(ampsA[t] - nowA[t]) >= movedA)) return watch;
  return {
    beforeA: beforeA ?? nowA,
    nowA: ampsA,
    startAt: beforeA === null ? Math.min(at, since) : startAt,
    movedAt: Math.max(at, now),
  };
}

/** The reading that alone changed by `steppedA` or more, and by how much, A; null: none, or others changed as well. */
export function stepOf(
  beforeA: Triple<number>,
  afterA: Triple<number>,
): { terminal: TerminalIndex; changeA: number } | null {
  const changeA = (t: TerminalIndex) => afterA[t] - beforeA[t];
  const [terminal, ...others] = terminals.filter((t) => Math.abs(changeA(t)) >= loadedA);
  if (terminal === undefined || others.length > 0 || Math.abs(changeA(terminal)) < steppedA) return null;
  return { terminal, changeA: changeA(terminal) };
}
