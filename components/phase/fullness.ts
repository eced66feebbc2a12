/** A line's current in A; null: unknown. `rangeA`: least and most, where it is not determined. */
export interface LineLoad {
  currentA: number | null;
  rangeA?: readonly [number, number];
}

/** Rounding of what is shown, A. */
const roundingA = 0.05;
/** Less than this is no room for anything, A. */
const fullA = 1;

/** Whether a line is certainly over its limit (A), or may be full; null: neither, or not known. */
export function fullnessOf({ currentA, rangeA }: LineLoad, limitA: number | null): "over" | "full" | null {
  if (currentA === null || limitA === null) return null;
  const [least, most] = rangeA ?? [currentA, currentA];
  if (least > limitA + roundingA) return "over";
  return most > limitA - fullA ? "full" : null;
}
