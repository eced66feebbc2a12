import type { Presence } from "../../lib/domain/charger/presence";

/** A charger tells its state within this of its coming back, ms. */
const toldWithinMs = 60_000;
const clockSlackMs = 5_000;

/**
 * Whether a state that is told to be so since `since` (ms) was first told as the charger came online: how long it was so before that, nobody
 * has seen.
 */
export function isFirstSeen(since: number, { word, since: onlineSince }: Pick<Presence, "word" | "since">): boolean {
  if (word !== "online" || onlineSince === null) return false;
  return since >= onlineSince - clockSlackMs && since <= onlineSince + toldWithinMs;
}
