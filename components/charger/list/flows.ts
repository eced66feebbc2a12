import type { ChargerView } from "../../../lib/contract/view";
import type { LineIndex } from "../../../lib/domain/electrical/phase";
import type { LineCurrent } from "../../../lib/domain/electrical/phases-view";

/** Less than this would be shown as 0.0 A, or 0.0 kW. */
const leastA = 0.05;
const leastW = 50;

const carries = ({ reading, rangeA }: LineCurrent) => (rangeA?.[1] ?? reading?.value ?? 0) >= leastA;

/**
 * Which of a charger's lines are worth a place in a list: none where nothing flows, else those that carry something or are unknown.
 * `existing`: those that its installation has.
 */
export function shownLines(lines: ChargerView["lines"], existing: readonly LineIndex[]): LineIndex[] {
  if (!existing.some((line) => carries(lines[line]))) return [];
  return existing.filter((line) => lines[line].reading === null || carries(lines[line]));
}

/** Whether a charger's power is worth a place in a list. One that charges has it, also where it is not known. */
export const showsPower = ({ state, powerW }: Pick<ChargerView, "state" | "powerW">): boolean =>
  state.word === "charging" || (powerW?.value ?? 0) >= leastW;
