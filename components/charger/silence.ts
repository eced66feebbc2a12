import type { Presence } from "../../lib/domain/charger/presence";

/**
 * How a charger cannot be heard. neverHeard: nothing has ever come from it. notHeardYet: nothing since the dashboard itself
 * can hear again.
 */
export type Silence = "silent" | "offline" | "neverHeard" | "notHeardYet";

/** Null: it can be heard, or the dashboard hears nobody, which is no charger's fault. */
export function silenceOf({ word, reason, heardAt }: Pick<Presence, "word" | "reason" | "heardAt">): Silence | null {
  if (word === "online" || reason === "brokerLost") return null;
  if (word === "unknown") return heardAt === null ? "neverHeard" : "notHeardYet";
  return word;
}
