import { milli } from "./headroom";
import type { LineIndex } from "./phase";
import type { PhasesView } from "./phases-view";

/** A circuit, an installation: what is left of its lines, what of that is held, and what limits them. */
export type Place = Pick<PhasesView, "existing" | "lines" | "headroomA" | "reservedA" | "limitA" | "fuseA">;

/**
 * What further cars may draw from a line, A. `atMost`: a part is unknown, and it may be less. `place` and `by`: which of the places
 * leaves least, and whether by its fuse or by what is available to the chargers.
 */
export interface Usable {
  currentA: number;
  atMost: boolean;
  place: number;
  by: "fuse" | "available";
}

/**
 * What is usable of a line under all of `places`, a circuit and what is above it: what each leaves, less what is held there for
 * chargers that are not online. Null: nothing is known of the line in one of them, or it has no such line.
 */
export function usableOn(places: readonly Place[], line: LineIndex): Usable | null {
  let least: Usable | null = null;
  let atMost = false;
  for (const [place, { existing, lines, headroomA, reservedA, limitA, fuseA }] of places.entries()) {
    const left = existing.includes(line) ? headroomA[line] : null;
    if (left === null) return null;
    atMost ||= lines[line].atLeast;
    const currentA = milli(Math.max(0, left - (reservedA?.[line] ?? 0)));
    if (least === null || currentA < least.currentA)
      least = { currentA, atMost, place, by: limitA[line] < fuseA ? "available" : "fuse" };
  }
  return least && { ...least, atMost: atMost && least.currentA > 0 };
}
