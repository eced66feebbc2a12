import type { ChargerView } from "../../lib/domain/view";

/** A charger that wants a person: it cannot be heard, or it warns. */
export function needsAttention({ presence, warnings }: Pick<ChargerView, "presence" | "warnings">): boolean {
  return presence.word === "silent" || presence.word === "offline" || warnings.length > 0;
}
