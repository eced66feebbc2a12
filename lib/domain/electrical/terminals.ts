import type { NetworkType, Rotation } from "../topology";
import { isIt, type LegIndex, type LineIndex, legsOf, linesOfLeg, type TerminalIndex } from "./phase";

/**
 * Which of its own terminals a charger loads: one, two or all of them to neutral (TN), a pair or all between one another (IT).
 * `unknown`: the charger has told some, but in no way that its dialect knows.
 */
export const terminalSets = ["1-N", "2-N", "3-N", "1-2-N", "1-2-3-N", "1-3", "2-3", "1-2", "1-2-3", "unknown"] as const;
export type Terminals = (typeof terminalSets)[number];

/** The readings that each loads, by their index: of the terminals, on IT of the pairs 1-3, 2-3, 1-2. */
const readings: Record<"TN" | "IT", Partial<Record<Terminals, readonly TerminalIndex[]>>> = {
  TN: { "1-N": [0], "2-N": [1], "3-N": [2], "1-2-N": [0, 1], "1-2-3-N": [0, 1, 2] },
  IT: { "1-3": [0], "2-3": [1], "1-2": [2], "1-2-3": [0, 1, 2] },
};

const single: Record<"TN" | "IT", readonly [Terminals, Terminals, Terminals]> = {
  TN: ["1-N", "2-N", "3-N"],
  IT: ["1-3", "2-3", "1-2"],
};

/** All terminals of a charger on this network. */
export function allTerminals(network: NetworkType): Terminals {
  return isIt(network) ? "1-2-3" : "1-2-3-N";
}

/** The charger's reading `terminal` alone (on IT that pair of terminals). */
export function singleTerminal(network: NetworkType, terminal: TerminalIndex): Terminals {
  return single[isIt(network) ? "IT" : "TN"][terminal];
}

/** Whether terminals are all that a charger has, on whichever network. */
export function isAllTerminals(terminals: Terminals | null): boolean {
  return terminals === "1-2-3-N" || terminals === "1-2-3";
}

/** The readings that terminals load; null: they do not belong to this network. */
export function readingsOf(network: NetworkType, terminals: Terminals): readonly TerminalIndex[] | null {
  return readings[isIt(network) ? "IT" : "TN"][terminals] ?? null;
}

/**
 * The legs that a charger loads with these terminals, un-rotated. Null: not known (they are not of this network, or
 * rotation and network contradict each other); whoever reserves current must then count all legs.
 */
export function legsOfTerminals(
  network: NetworkType,
  rotation: Rotation,
  terminals: Terminals,
): readonly LegIndex[] | null {
  const loaded = readingsOf(network, terminals);
  if (!loaded) return null;
  const wired = legsOf(network, rotation);
  const legs = loaded.map((reading) => wired[reading]).filter((leg) => leg !== null);
  if (legs.length > 0) return legs;
  // Wired to one leg alone: whatever terminals are named, it can only be that one.
  const only = wired.filter((leg) => leg !== null);
  return only.length === 1 ? only : null;
}

/** The lines that a charger loads with these terminals, ascending. Null: not known, see `legsOfTerminals`. */
export function linesOfTerminals(
  network: NetworkType,
  rotation: Rotation,
  terminals: Terminals,
): readonly LineIndex[] | null {
  const legs = legsOfTerminals(network, rotation, terminals);
  if (!legs) return null;
  return [...new Set(legs.flatMap((leg) => linesOfLeg(network, leg)))].sort();
}
