import { isIt, type LegIndex, type LineIndex, legsOf, linesOfLeg, type TerminalIndex } from "../electrical/phase";
import type { NetworkType, Rotation } from "../topology";

/**
 * ASSUMPTION, no source found: the phase ids of 519, 522 and of an allocation count the charger's own TERMINALS, not the
 * installation's lines. The readings that each id switches on, by their index (0 = 507, 1 = 508, 2 = 509).
 */
const readingsOfPhaseId: Record<"TN" | "IT", Readonly<Record<number, readonly TerminalIndex[]>>> = {
  TN: { 1: [0], 2: [1], 3: [2], 4: [0, 1, 2] },
  IT: { 8: [0], 6: [1], 5: [2], 9: [0, 1, 2] },
};

/** Phase id that names all phases of a network. */
export function allPhasesId(network: NetworkType): number {
  return isIt(network) ? 9 : 4;
}

/** Phase id of the charger's reading `terminal` alone (on IT of that pair of terminals). */
export function singlePhaseId(network: NetworkType, terminal: TerminalIndex): number {
  return (isIt(network) ? [8, 6, 5] : [1, 2, 3])[terminal] as number;
}

/** The readings a phase id switches on; null: the id does not belong to this network. */
export function readingsOf(network: NetworkType, phaseId: number): readonly TerminalIndex[] | null {
  return readingsOfPhaseId[isIt(network) ? "IT" : "TN"][phaseId] ?? null;
}

/**
 * The legs that a charger loads with a phase id, un-rotated. Null: not known (the id is not of this network, or
 * rotation and network contradict each other); whoever reserves current must then count all legs.
 */
export function legsOfPhaseId(network: NetworkType, rotation: Rotation, phaseId: number): readonly LegIndex[] | null {
  const readings = readingsOf(network, phaseId);
  if (!readings) return null;
  const wired = legsOf(network, rotation);
  const legs = readings.map((reading) => wired[reading]).filter((leg) => leg !== null);
  if (legs.length > 0) return legs;
  // Wired to one leg alone: whatever the id names, it can only be that one.
  const only = wired.filter((leg) => leg !== null);
  return only.length === 1 ? only : null;
}

/** The lines that a charger loads with a phase id, ascending. Null: not known, see `legsOfPhaseId`. */
export function linesOfPhaseId(network: NetworkType, rotation: Rotation, phaseId: number): readonly LineIndex[] | null {
  const legs = legsOfPhaseId(network, rotation, phaseId);
  if (!legs) return null;
  return [...new Set(legs.flatMap((leg) => linesOfLeg(network, leg)))].sort();
}
