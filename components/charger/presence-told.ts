import type { Presence, PresenceWord } from "../../lib/domain/charger/presence";
import type { Cut } from "../live/use-cut";

/** A presence as it may be told. `past`: whose silence keeps its present from being known; null: it is of now. */
export interface PresenceTold {
  word: PresenceWord;
  past: Cut | null;
}

/**
 * What a charger is, or was when page and broker last had a connection: who cannot hear it blames nobody for its silence.
 * `pageLost`: the page's own stream is gone.
 */
export function presenceTold(
  { word, reason, was }: Pick<Presence, "word" | "reason" | "was">,
  pageLost: boolean,
): PresenceTold {
  if (reason === "brokerLost") return { word: was ?? word, past: "broker" };
  return { word, past: pageLost ? "page" : null };
}

/** Where its words stand in the catalogue. */
export const presenceKey = <W extends PresenceWord>(word: W, past: boolean) =>
  past ? (`presenceWas.${word}` as const) : (`presence.${word}` as const);
