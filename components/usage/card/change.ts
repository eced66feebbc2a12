import type { EnergyNow } from "../../../lib/contract/usage";

/** How much this month is beside the same days of the month before, in whole percent; null: that is not known. */
export function changeOf({ month, before }: Pick<EnergyNow, "month" | "before">): number | null {
  if (before === null || before.wh === null || before.wh <= 0 || before.unknownHours > 0) return null;
  if (month.wh === null || month.unknownHours > 0) return null;
  return Math.round((month.wh / before.wh - 1) * 100);
}
