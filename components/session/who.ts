import type { SessionView } from "../../lib/contract/view";
import type { ChargerState } from "../../lib/domain/charger/state";

/**
 * Who a session is of, where no tag was accepted. refused: one was shown, and the list does not have it. awaited: the charger
 * waits for one and has told none. notKnown: it goes on without an accepted one (none is required).
 */
export type Who = { tag: string } | { tag: null; why: "refused" | "awaited" | "notKnown" };

/** From the tag that was accepted (and is on the list) and what the charger waits for. */
export function whoOf({ tag }: Pick<SessionView, "tag">, { word, limit }: Pick<ChargerState, "word" | "limit">): Who {
  if (tag !== null) return { tag };
  if (word !== "waitingForAuthorisation") return { tag, why: "notKnown" };
  return { tag, why: limit?.of === "tag" ? "refused" : "awaited" };
}
