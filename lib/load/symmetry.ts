import { isIt, lineNames } from "../domain/phase";
import type { Installation } from "../domain/topology";
import type { BindingLimit } from "../domain/view";
import { allLegs, type Legs } from "./node";

/**
 * Keeps the single-phase allocations of a TN installation from loading one line more than another by over its imbalance
 * limit (in Germany 4.6 kVA, 20 A: VDE-AR-N 4100). Three-phase allocations load all lines alike and do not count. `upper` is
 * the most each line may carry of them, `lower` the least that is sure of being granted.
 */
export class Symmetry {
  private readonly limitA: number | null;
  private readonly name: string;
  private readonly upper: [number, number, number];
  private readonly lower: [number, number, number] = [0, 0, 0];

  constructor(installation: Installation, fixed: readonly [number, number, number]) {
    this.limitA = isIt(installation.networkType) ? null : installation.imbalanceLimitA;
    this.name = installation.name;
    this.upper = [...fixed];
  }

  get isLimited(): boolean {
    return this.limitA !== null;
  }

  /** The first line of some legs that `amps` more would lift too far above another; -1: none. All phases are even. */
  fullLine(legs: Legs, amps: number): -1 | 0 | 1 | 2 {
    if (this.limitA === null || legs === allLegs) return -1;
    for (const line of [0, 1, 2] as const) if (legs & (1 << line) && this.room(line) < amps) return line;
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
    for (const line of [0, 1, 2] as const) {
      if ((legs & (1 << line)) === 0) continue;
      this.upper[line] += amps;
      this.lower[line] += amps;
    }
  }

  /** Whether replacing one charger's part raises no line too far above another. */
  allows(from: Span, to: Span): boolean {
    this.replace(from, to);
    const fits = ([0, 1, 2] as const).every((line) => to.upper[line] <= from.upper[line] || this.room(line) >= 0);
    this.replace(to, from);
    return fits;
  }

  /** Replaces one charger's part, per line: what it may and what it surely is granted. */
  replace(from: Span, to: Span): void {
    for (const line of [0, 1, 2] as const) {
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
export function unevenOf(lines: readonly [number, number, number]): [number, number, number] {
  const even = Math.min(...lines);
  return [lines[0] - even, lines[1] - even, lines[2] - even];
}

/** The span of several possible states of one charger. */
export function spanOf(states: readonly (readonly [number, number, number])[]): Span {
  const at = (line: 0 | 1 | 2) => states.map((state) => state[line]);
  const upper = ([0, 1, 2] as const).map((line) => Math.max(0, ...at(line)));
  const lower = ([0, 1, 2] as const).map((line) => (states.length === 0 ? 0 : Math.min(...at(line))));
  return {
    upper: [upper[0] ?? 0, upper[1] ?? 0, upper[2] ?? 0],
    lower: [lower[0] ?? 0, lower[1] ?? 0, lower[2] ?? 0],
  };
}
