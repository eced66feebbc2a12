import type { BindingLimit } from "../../domain/charger/grant";
import { lineNames } from "../../domain/electrical/phase";
import type { Installation } from "../../domain/topology";
import { allLegs, type Legs } from "./fuse";

const lines = [0, 1, 2] as const;

/**
 * Keeps the single-phase allocations of a three-phase TN installation from loading one line more than another by over its imbalance
 * limit (in Germany 4.6 kVA, 20 A: VDE-AR-N 4100). Three-phase allocations load all lines alike and do not count. `upper` is
 * the most each line may carry of them, `lower` the least that is sure of being granted.
 */
export class ImbalanceLimit {
  private readonly limitA: number | null;
  private readonly name: string;
  private readonly upper: [number, number, number];
  private readonly lower: [number, number, number] = [0, 0, 0];

  constructor(installation: Installation, fixed: readonly [number, number, number]) {
    this.limitA = installation.networkType === "TN3" ? installation.imbalanceLimitA : null;
    this.name = installation.name;
    this.upper = [...fixed];
  }

  get isLimited(): boolean {
    return this.limitA !== null;
  }

  /** The first line of some legs that `amps` more would lift too far above another; -1: none. All phases load the lines alike. */
  fullLine(legs: Legs, amps: number): -1 | 0 | 1 | 2 {
    if (this.limitA === null || legs === allLegs) return -1;
    for (const line of lines) if (legs & (1 << line) && this.room(line) < amps) return line;
    return -1;
  }

  limitOn(line: 0 | 1 | 2): BindingLimit {
    return { of: "imbalance", name: this.name, line: lineNames[line] };
  }

  /** How much more a line may carry, in A. */
  room(line: 0 | 1 | 2): number {
    if (this.limitA === null) return Number.POSITIVE_INFINITY;
    const [a, b, c] = this.lower;
    const others = line === 0 ? Math.min(b, c) : line === 1 ? Math.min(a, c) : Math.min(a, b);
    return this.limitA + others - this.upper[line];
  }

  add(legs: Legs, amps: number): void {
    if (legs === allLegs) return;
    for (const line of lines) {
      if ((legs & (1 << line)) === 0) continue;
      this.upper[line] += amps;
      this.lower[line] += amps;
    }
  }

  /** Whether replacing one charger's part raises no line too far above another. */
  allows(from: Span, to: Span): boolean {
    if (this.limitA === null || from === to) return true;
    this.replace(from, to);
    let fits = true;
    for (const line of lines) if (to.upper[line] > from.upper[line] && this.room(line) < 0) fits = false;
    this.replace(to, from);
    return fits;
  }

  /** Replaces one charger's part, per line: what it may and what it surely is granted. */
  replace(from: Span, to: Span): void {
    if (from === to) return;
    for (const line of lines) {
      this.upper[line] += to.upper[line] - from.upper[line];
      this.lower[line] += to.lower[line] - from.lower[line];
    }
  }
}

/** Between what and what a charger's uneven part lies, per line in A. */
export interface Span {
  upper: readonly [number, number, number];
  lower: readonly [number, number, number];
}

/** The part of line currents that is not the same on all three. */
export function unevenOf([a, b, c]: readonly [number, number, number]): readonly [number, number, number] {
  const even = Math.min(a, b, c);
  return a === even && b === even && c === even ? even0 : [a - even, b - even, c - even];
}

const even0: readonly [number, number, number] = [0, 0, 0];

/** Nothing that is uneven. */
export const noSpan: Span = { upper: even0, lower: even0 };

/** The span of several possible states of one charger. */
export function spanOf(states: readonly (readonly [number, number, number])[]): Span {
  const [first, ...others] = states;
  if (first === undefined) return noSpan;
  if (others.length === 0) return first === even0 ? noSpan : { upper: first, lower: first };
  const upper: [number, number, number] = [...first];
  const lower: [number, number, number] = [...first];
  for (const state of others) {
    for (const line of lines) {
      upper[line] = Math.max(upper[line], state[line]);
      lower[line] = Math.min(lower[line], state[line]);
    }
  }
  return { upper, lower };
}
