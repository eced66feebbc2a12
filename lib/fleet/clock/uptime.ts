import type { Observation, ObservationKey } from "../../domain/charger/observation";

/** How long a charger's computers have run: it falls at a start alone. */
export const uptimeKeys = ["uptime", "uptimeMCU"] as const satisfies readonly ObservationKey[];

/** What is told as a number or as its text, in the charger's own unit; null: neither. */
export function uptimeOf(value: Observation["value"]): number | null {
  const number = typeof value === "string" && value.trim() !== "" ? Number(value) : value;
  return typeof number === "number" && Number.isFinite(number) ? number : null;
}
