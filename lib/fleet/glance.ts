import { loadedA } from "../domain/car-phases";
import { highestV, lowestV } from "../domain/find-voltage";
import { allPhasesId } from "../domain/phase-id";
import { type LiveCharger, numberOf } from "./charger";
import { networkOf, saidRotation } from "./electric";

/** Voltages closer together than this are no lost neutral's, whatever they are, V. */
const closeV = 30;

/**
 * Whether a charger is healthy at first sight, so that nothing is to be judged in depth: nearly all are, nearly always. All
 * its voltages are within the grid's range and close together, it tells no other wiring than was entered, and either nothing flows
 * or all three phases were allocated, all carry current, and no more than that. True is certain; false means: look closer. Notes
 * when all three carried current.
 */
export function isPlainlyWell(charger: LiveCharger): boolean {
  if (charger.review !== null) return false;
  const v1 = numberOf(charger, "voltage1V") ?? 230;
  const v2 = numberOf(charger, "voltage2V") ?? v1;
  const v3 = numberOf(charger, "voltage3V") ?? v1;
  const lowest = Math.min(v1, v2, v3);
  const highest = Math.max(v1, v2, v3);
  if (lowest < lowestV || highest > highestV || highest - lowest >= closeV) return false;
  const said = saidRotation(charger);
  if (said !== null && said !== charger.entry?.rotation) return false;
  const a1 = numberOf(charger, "current1A") ?? 0;
  const a2 = numberOf(charger, "current2A") ?? 0;
  const a3 = numberOf(charger, "current3A") ?? 0;
  const most = Math.max(a1, a2, a3);
  const allocatedA = numberOf(charger, "allocatedCurrentA");
  if (most <= loadedA) return true;
  if (Math.min(a1, a2, a3) <= loadedA || allocatedA === null) return false;
  const network = networkOf(charger);
  if (network !== "TN3" || most > allocatedA) return false;
  if (numberOf(charger, "allocatedPhases") !== allPhasesId(network)) return false;
  charger.drewAllAt = charger.observations.get("current1A")?.observedAt ?? 0;
  return true;
}
