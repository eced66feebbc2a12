import type { BindingLimit } from "../../domain/charger/grant";
import { isIt, lineAmps, lineNames } from "../../domain/electrical/phase";
import type { NetworkType, Triple } from "../../domain/topology";
import type { Draw } from "./draw";

/** Room for rounding in sums of decimals, in A. */
const grain = 1e-6;

/** The legs that an allocation loads, as bits 1, 2, 4 of legs 0, 1, 2. */
export type Legs = number;

/** All phases: every line by magnitude, since on IT nobody knows how a car spreads them over the pairs. */
export const allLegs: Legs = 7;

/** A fuse with what hangs behind it: a circuit or the whole installation. Limits are per line L1, L2, L3 in A. */
export interface Fuse {
  of: "installation" | "circuit";
  name: string;
  limitA: Triple<number>;
  /** Sum of all draws: three legs, then three lines (see `Draw`). */
  load: Float64Array;
  /** Line currents in A as a sharing begins, and how many chargers it counts on each leg, and on all (see `capacity.ts`). */
  startA: Float64Array;
  contenders: Float64Array;
}

export function newFuse(of: Fuse["of"], name: string, limitA: Triple<number>): Fuse {
  return { of, name, limitA, load: new Float64Array(6), startA: new Float64Array(3), contenders: new Float64Array(4) };
}

/** Adds a draw; `sign` -1 takes it away. */
export function put(to: Fuse, draw: Draw, sign: 1 | -1 = 1): void {
  for (let i = 0; i < 6; i += 1) to.load[i] = (to.load[i] ?? 0) + sign * (draw[i] ?? 0);
}

/** The line currents of a load in A, with `draw` added where given. */
export function linesOfLoad(network: NetworkType, load: ArrayLike<number>, draw: Draw = nothing): Triple<number> {
  const a = (load[0] ?? 0) + draw[0];
  const b = (load[1] ?? 0) + draw[1];
  const c = (load[2] ?? 0) + draw[2];
  const legs = isIt(network) ? lineAmps(network, [a, b, c]) : null;
  return [
    (legs ? legs[0] : a) + (load[3] ?? 0) + draw[3],
    (legs ? legs[1] : b) + (load[4] ?? 0) + draw[4],
    (legs ? legs[2] : c) + (load[5] ?? 0) + draw[5],
  ];
}

const nothing: Draw = [0, 0, 0, 0, 0, 0];

/** The first line that `draw` would bring above its limit, of those it loads at all; -1: none. */
export function lineOver(network: NetworkType, on: Fuse, draw: Draw): -1 | 0 | 1 | 2 {
  const { load, limitA } = on;
  if (!isIt(network)) {
    for (const i of [0, 1, 2] as const) {
      const more = draw[i] + draw[(i + 3) as 3 | 4 | 5];
      if (more > 0 && (load[i] ?? 0) + (load[i + 3] ?? 0) + more > limitA[i] + grain) return i;
    }
    return -1;
  }
  const before = linesOfLoad(network, load);
  const after = linesOfLoad(network, load, draw);
  for (const i of [0, 1, 2] as const) if (after[i] > before[i] && after[i] > limitA[i] + grain) return i;
  return -1;
}

/** The current in A of a line in which two pairs of an IT grid meet. */
export function meet(a: number, b: number): number {
  return Math.sqrt(a * a + b * b + a * b);
}

/** The current of one line of a load in A: `linesOfLoad` without a list. */
export function lineOfLoad(it: boolean, load: Float64Array, line: number): number {
  if (!it) return at(load, line) + at(load, line + 3);
  // Line 0 has the pairs 0 and 2, line 1 has 1 and 2, line 2 has 0 and 1.
  return meet(at(load, line === 1 ? 1 : 0), at(load, line === 2 ? 1 : 2)) + at(load, line + 3);
}

/** `lineOver` for `amps` on some legs. Without any object in between: it is asked very often. */
export function lineFull(it: boolean, { load, limitA }: Fuse, legs: Legs, amps: number): -1 | 0 | 1 | 2 {
  const all = legs === allLegs;
  const each = all ? amps : 0;
  const part = all ? 0 : amps;
  const a = at(load, 0) + (legs & 1 ? part : 0);
  const b = at(load, 1) + (legs & 2 ? part : 0);
  const c = at(load, 2) + (legs & 4 ? part : 0);
  const lines = it ? linesOfIt(legs) : legs;
  if (lines & 1 && (it ? meet(a, c) : a) + at(load, 3) + each > limitA[0] + grain) return 0;
  if (lines & 2 && (it ? meet(b, c) : b) + at(load, 4) + each > limitA[1] + grain) return 1;
  if (lines & 4 && (it ? meet(a, b) : c) + at(load, 5) + each > limitA[2] + grain) return 2;
  return -1;
}

const at = (load: Float64Array, i: number): number => load[i] ?? 0;

/** The lines that legs load on IT, as bits: leg 0 is L1-L3, 1 is L2-L3, 2 is L1-L2 (`itPairs`). */
function linesOfIt(legs: Legs): number {
  return (legs & 1 ? 5 : 0) | (legs & 2 ? 6 : 0) | (legs & 4 ? 3 : 0);
}

/** The lines that legs load, as bits 1, 2, 4. */
export function lineBits(it: boolean, legs: Legs): number {
  return it ? linesOfIt(legs) : legs;
}

/** Puts `amps` on some legs; less than 0 takes them away. */
export function putOn({ load }: Fuse, legs: Legs, amps: number): void {
  const first = legs === allLegs ? 3 : 0;
  for (let i = 0; i < 3; i += 1) if (legs & (1 << i)) load[first + i] = at(load, first + i) + amps;
}

/** A full line, as a binding limit. */
export function limitOf(on: Fuse, line: 0 | 1 | 2): BindingLimit {
  return { of: on.of, name: on.name, line: lineNames[line] };
}
