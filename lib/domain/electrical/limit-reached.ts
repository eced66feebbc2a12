/** A line's current in A; null: unknown. `rangeA`: least and most, where it is not determined. */
export interface LineLoad {
  currentA: number | null;
  rangeA?: readonly [number, number];
}

/** Rounding of what is shown, A. */
const roundingA = 0.05;

/** Whether a current is certainly over its limit (A), or at it as shown; null: neither, or not known. */
export function limitReached({ currentA, rangeA }: LineLoad, limitA: number | null): "over" | "at" | null {
  if (currentA === null || limitA === null) return null;
  const leastA = rangeA?.[0] ?? currentA;
  if (leastA > limitA + roundingA) return "over";
  return leastA > roundingA && leastA >= limitA - roundingA ? "at" : null;
}
