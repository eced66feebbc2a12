import type { ChargerView } from "../../lib/contract/view";

/** A charger that wants a person: it cannot be heard, it warns, or something is electrically wrong. */
export function needsAttention(charger: Pick<ChargerView, "presence" | "warnings" | "anomalies">): boolean {
  const { presence, warnings, anomalies } = charger;
  return presence.word === "silent" || presence.word === "offline" || warnings.length > 0 || anomalies.length > 0;
}
