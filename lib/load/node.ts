import { isIt, type LegIndex, lineAmps, lineNames } from "../domain/phase";
import type { NetworkType, Triple } from "../domain/topology";
import type { BindingLimit } from "../domain/view";
import type { Draw } from "./draw";

/** Room for rounding in sums of decimals, in A. */
const grain = 1e-6;

/** A fuse with what hangs behind it: a circuit or the whole installation. Limits are per line L1, L2, L3 in A. */
export interface Node {
  of: "installation" | "circuit";
  name: string;
  limitA: Triple<number>;
  /** Sum of all draws: three legs, then three lines (see `Draw`). */
  load: Float64Array;
}

export function node(of: Node["of"], name: string, limitA: Triple<number>): Node {
  return { of, name, limitA, load: new Float64Array(6) };
}

/** Adds a draw; `sign` -1 takes it away. */
export function put(to: Node, draw: Draw, sign: 1 | -1 = 1): void {
  for (let i = 0; i < 6; i += 1) to.load[i] = (to.load[i] ?? 0) + sign * (draw[i] ?? 0);
}

/** The line currents of a load in A, with `draw` added where given. */
export function linesOfLoad(network: NetworkType, load: ArrayLike<number>, draw: Draw = nothing): Triple<number> {
  const at = (i: number) => (load[i] ?? 0) + (draw[i] ?? 0);
  const legs = lineAmps(network, [at(0), at(1), at(2)]);
  return [legs[0] + at(3), legs[1] + at(4), legs[2] + at(5)];
}

const nothing: Draw = [0, 0, 0, 0, 0, 0];

/** The first line that `draw` would bring above its limit, of those it loads at all; -1: none. */
export function lineOver(network: NetworkType, on: Node, draw: Draw): -1 | 0 | 1 | 2 {
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

function meet(a: number, b: number): number {
  return Math.sqrt(a * a + b * b + a * b);
}

/** `lineOver` for `amps` on one leg, or on every line (null). Without any object in between: it is asked very often. */
export function lineFull(it: boolean, on: Node, leg: LegIndex | null, amps: number): -1 | 0 | 1 | 2 {
  const { load, limitA } = on;
  const each = leg === null ? amps : 0;
  const a = (load[0] ?? 0) + (leg === 0 ? amps : 0);
  const b = (load[1] ?? 0) + (leg === 1 ? amps : 0);
  const c = (load[2] ?? 0) + (leg === 2 ? amps : 0);
  const first = leg === null || (it ? leg !== 1 : leg === 0);
  if (first && (it ? meet(a, c) : a) + (load[3] ?? 0) + each > limitA[0] + grain) return 0;
  const second = leg === null || (it ? leg !== 0 : leg === 1);
  if (second && (it ? meet(b, c) : b) + (load[4] ?? 0) + each > limitA[1] + grain) return 1;
  const third = leg === null || (it ? leg !== 2 : leg === 2);
  if (third && (it ? meet(a, b) : c) + (load[5] ?? 0) + each > limitA[2] + grain) return 2;
  return -1;
}

/** Puts `amps` on one leg, or on every line (null). */
export function putOn({ load }: Node, leg: LegIndex | null, amps: number): void {
  if (leg !== null) {
    load[leg] = (load[leg] ?? 0) + amps;
    return;
  }
  for (let line = 3; line < 6; line += 1) load[line] = (load[line] ?? 0) + amps;
}

/** The words for a full line. */
export function limitOf(on: Node, line: 0 | 1 | 2): BindingLimit {
  return { of: on.of, name: on.name, line: lineNames[line] };
}
