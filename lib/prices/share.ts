import Big from "big.js";
import type { MonthlyPart } from "./model";

/** Who takes part in what is paid each month. */
export interface Participant {
  id: string;
  wh: number;
  places: number;
}

/**
 * Each one's share of a monthly part, 0 to 1: by energy, by place, or the same for all. Where all have none of what it is shared by, all
 * have the same; nobody: nothing is shared.
 */
export function sharesOf(sharedBy: MonthlyPart["sharedBy"], participants: readonly Participant[]): Map<string, Big> {
  const weightOf = {
    kwh: ({ wh }: Participant) => Math.max(0, wh),
    place: ({ places }: Participant) => places,
    equally: () => 1,
  }[sharedBy];
  const sum = participants.reduce((all, one) => all + weightOf(one), 0);
  const share = (one: Participant) => (sum === 0 ? Big(1).div(participants.length) : Big(weightOf(one)).div(sum));
  return new Map(participants.map((one) => [one.id, share(one)]));
}
