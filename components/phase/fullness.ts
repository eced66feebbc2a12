import { type LineLoad, limitReached } from "../../lib/domain/electrical/limit-reached";

/** Less than this is no room for anything, A. */
const fullA = 1;

/** Whether a line is certainly over its limit (A), or may be full; null: neither, or not known. */
export function fullnessOf(load: LineLoad, limitA: number | null): "over" | "full" | null {
  const { currentA, rangeA } = load;
  if (currentA === null || limitA === null) return null;
  if (limitReached(load, limitA) === "over") return "over";
  return (rangeA?.[1] ?? currentA) > limitA - fullA ? "full" : null;
}
