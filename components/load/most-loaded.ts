import type { Triple } from "../../lib/domain/topology";
import type { LineCurrent, Reading } from "../../lib/domain/view";

/** The line with the largest current, in A; `atLeast`: another one is not known. Null: none is known. */
export function mostLoaded(lines: Triple<LineCurrent>): (Reading<number> & { atLeast: boolean }) | null {
  let most: Reading<number> | null = null;
  for (const { reading } of lines) if (reading && (most === null || reading.value > most.value)) most = reading;
  return most && { ...most, atLeast: lines.some(({ reading }) => reading === null) };
}
