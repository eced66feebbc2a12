/** What can be said where no fault is seen: none at all, none at those that can be heard, or nothing. */
export type NoneSeen = "none" | "noneOfHeard" | "notKnown";

/** @param heard how many chargers can be heard, out of `all`. */
export function noneSeen(heard: number, all: number): NoneSeen {
  if (heard >= all) return "none";
  return heard > 0 ? "noneOfHeard" : "notKnown";
}
