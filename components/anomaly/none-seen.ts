import type { Cut } from "../live/use-cut";

/** What can be said where no fault is seen: none at all, none at those that can be heard, or nothing, and whose silence that is. */
export type NoneSeen = "none" | "noneOfHeard" | "notKnown" | "notKnownOne" | "notKnownPage" | "notKnownBroker";

/**
 * @param heard how many chargers can be heard, out of `all`
 * @param cut what keeps the page from hearing any
 */
export function noneSeen(heard: number, all: number, cut: Cut | null): NoneSeen {
  if (cut !== null) return cut === "page" ? "notKnownPage" : "notKnownBroker";
  if (heard >= all) return "none";
  if (heard > 0) return "noneOfHeard";
  return all === 1 ? "notKnownOne" : "notKnown";
}
