import type { AvailableSource } from "../../lib/domain/settings/available";
import type { Installation } from "../../lib/domain/topology";

export type Override = NonNullable<Installation["override"]>;

/**
 * What keeps something set by hand from being all that counts; null: nothing is set by hand, or it is what counts.
 * The words are keys of the catalogue, under `available`.
 */
export function heldBackBy(source: AvailableSource, override: Override | null): "byBuilding" | "bySafeLimit" | null {
  if (override === null) return null;
  if (source === "meter") return "byBuilding";
  return source === "meterLost" ? "bySafeLimit" : null;
}
