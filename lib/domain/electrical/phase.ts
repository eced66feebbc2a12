import type { NetworkType, Rotation, Triple } from "../topology";

/** Index of one of the installation's lines L1, L2, L3. */
export type LineIndex = 0 | 1 | 2;
export const lineNames = ["L1", "L2", "L3"] as const;

/** Index of one of a charger's own terminals 1, 2, 3; also of its three readings of current. */
export type TerminalIndex = 0 | 1 | 2;

/**
 * The way a single-phase current takes through an installation: on TN one line (and neutral), on IT a pair of lines.
 * TN: 0 L1, 1 L2, 2 L3. IT: 0 L1-L3, 1 L2-L3, 2 L1-L2 (see `itPairs`). All currents on one leg are in phase with each
 * other (power factor 1), so they add as plain numbers; the current of a line then follows from the legs (`lineAmps`).
 */
export type LegIndex = 0 | 1 | 2;

/**
 * ASSUMPTION, no source found: on IT, the three readings of a charger are the currents between its terminals 1-3,
 * 2-3 and 1-2, in this order. A maker's public constants name these pairs "L1", "L2", "L3" of an IT grid, which is the same order. Every IT calculation reads the order here.
 */
export const itPairs: Triple<readonly [LineIndex, LineIndex]> = [
  [0, 2],
  [1, 2],
  [0, 1],
];

const wiring: Record<Rotation, Triple<LineIndex | null>> = {
  RST: [0, 1, 2],
  STR: [1, 2, 0],
  TRS: [2, 0, 1],
  RTS: [0, 2, 1],
  SRT: [1, 0, 2],
  TSR: [2, 1, 0],
  L1: [0, null, null],
  L2: [1, null, null],
  L3: [2, null, null],
  // A charger on one pair reports it as its first reading, which is that of terminals 1 and 3.
  "L1-L2": [0, null, 1],
  "L2-L3": [1, null, 2],
  "L1-L3": [0, null, 2],
};

/** The line of each terminal: letter n of a rotation is the line of terminal n. Null: the terminal is not wired. */
export function linesOf(rotation: Rotation): Triple<LineIndex | null> {
  return wiring[rotation];
}

/** The terminal whose voltage is that of a line of the installation; null: the charger is not wired to it. A pair's is that of terminal 1. */
export function voltageTerminalOf(rotation: Rotation, line: LineIndex): 1 | 2 | 3 | null {
  const terminal = linesOf(rotation).indexOf(line);
  if (terminal < 0) return null;
  return rotation.length === 5 ? 1 : ((terminal + 1) as 1 | 2 | 3);
}

/** IT grids have no neutral to the car: a single-phase car loads two lines. */
export function isIt(network: NetworkType): boolean {
  return network === "IT1" || network === "IT3";
}

/** Whether a grid has one phase: one line and neutral (TN), or one pair of lines (IT). */
export function isSinglePhase(network: NetworkType): boolean {
  return network === "TN1" || network === "IT1";
}

function legOfTerminal(network: NetworkType, rotation: Rotation, terminal: TerminalIndex): LegIndex | null {
  if (terminal > 0 && isSinglePhase(network)) return null;
  const lines = linesOf(rotation);
  if (!isIt(network)) return rotation.length === 5 ? null : lines[terminal];
  const [a, b] = itPairs[terminal];
  const from = lines[a];
  const to = lines[b];
  if (from === null || to === null) return null;
  const found = itPairs.findIndex(([p, q]) => (p === from && q === to) || (p === to && q === from));
  return found < 0 ? null : (found as LegIndex);
}

const cache: Record<NetworkType, Partial<Record<Rotation, Triple<LegIndex | null>>>> = {
  IT1: {},
  IT3: {},
  TN1: {},
  TN3: {},
};

/**
 * The installation's leg that each of a charger's readings belongs to, un-rotated. Null: that reading has no
 * wire. All null: rotation and network contradict each other (a pair on TN, a single line on IT), so nothing can be said.
 */
export function legsOf(network: NetworkType, rotation: Rotation): Triple<LegIndex | null> {
  const cached = cache[network][rotation];
  if (cached) return cached;
  const of = (terminal: TerminalIndex) => legOfTerminal(network, rotation, terminal);
  const legs: Triple<LegIndex | null> = [of(0), of(1), of(2)];
  cache[network][rotation] = legs;
  return legs;
}

/**
 * The current of L1, L2, L3 in A from the currents of the three legs in A. TN: the same numbers. IT: the vector
 * difference of the two pair currents that meet in the line; with power factor 1 they stand 60 degrees apart, so
 * |a + b| = sqrt(a² + b² + ab). It never falls when a leg's current grows, so lower bounds stay lower bounds.
 */
export function lineAmps(network: NetworkType, legs: Triple<number>): Triple<number> {
  if (!isIt(network)) return legs;
  const [l13, l23, l12] = legs;
  return [meet(l12, l13), meet(l12, l23), meet(l13, l23)];
}

function meet(a: number, b: number): number {
  return Math.sqrt(a * a + b * b + a * b);
}

const ones: Triple<readonly [0 | 1 | 2]> = [[0], [1], [2]];
/** L1 has the pairs L1-L3 and L1-L2, and so on: the inverse of `itPairs`. */
const itMeetings: Triple<readonly [LegIndex, LegIndex]> = [
  [0, 2],
  [1, 2],
  [0, 1],
];

/** The legs whose currents meet in each line, for a network. */
export function legsOfLine(network: NetworkType, line: LineIndex): readonly LegIndex[] {
  return (isIt(network) ? itMeetings : ones)[line];
}

/** The lines that a leg loads, for a network. */
export function linesOfLeg(network: NetworkType, leg: LegIndex): readonly LineIndex[] {
  return (isIt(network) ? itPairs : ones)[leg];
}

export const allLines: Triple<LineIndex> = [0, 1, 2];

/**
 * The lines that an installation has, by its network and its chargers' rotations: all three, on a single-phase network those that
 * the chargers are wired to. Without any: L1, on IT L1 and L3.
 */
export function existingLines(network: NetworkType, rotations: readonly Rotation[]): readonly LineIndex[] {
  if (!isSinglePhase(network)) return allLines;
  const legs = new Set(rotations.flatMap((rotation) => legsOf(network, rotation)).filter((leg) => leg !== null));
  const lines = [...legs].flatMap((leg) => linesOfLeg(network, leg));
  return lines.length === 0 ? linesOfLeg(network, 0) : allLines.filter((line) => lines.includes(line));
}
