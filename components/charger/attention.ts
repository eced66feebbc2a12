import type { ChargerView } from "../../lib/contract/view";

/** A charger that wants a person: it cannot be heard, its connection does not hold, it warns, or something is electrically wrong. */
export function needsAttention(
  charger: Pick<ChargerView, "presence" | "flapping" | "warnings" | "anomalies">,
): boolean {
  const { presence, flapping, warnings, anomalies } = charger;
  const isAway = presence.word === "silent" || presence.word === "offline";
  return isAway || flapping !== null || warnings.length > 0 || anomalies.length > 0;
}
