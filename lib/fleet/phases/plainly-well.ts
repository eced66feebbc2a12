import { loadedA } from "../../domain/electrical/car-phases";
import { deadV, lowestV } from "../../domain/electrical/grid-voltages";
import { legsOf } from "../../domain/electrical/phase";
import { allTerminals, singleTerminal, type Terminals } from "../../domain/electrical/terminals";
import { networkFits } from "../../domain/faults/find-network";
import { apartV, highestV } from "../../domain/faults/find-voltage";
import { type LiveCharger, numberOf, wordOf } from "../state/charger";
import { networkOf, rotationOf, sentNetwork, sentRotation } from "./electric";
import { isTracedElsewhere } from "./traced";

/**
 * Whether a charger is healthy at first sight, so that nothing is to be judged in depth: nearly all are, nearly always. All
 * its voltages are within the grid's range and close together, or all so low that they are not the grid's, neither it nor a meter tells another wiring or network than was entered, and either nothing flows
 * or current flows on exactly the phases that were allocated (all or one), and no more than that. True is certain; false means:
 * look closer. Notes when all three carried current.
 */
export function isPlainlyWell(charger: LiveCharger): boolean {
  if (charger.review !== null || (charger.traced !== null && isTracedElsewhere(charger))) return false;
  const v1 = numberOf(charger, "voltage1V") ?? 230;
  const v2 = numberOf(charger, "voltage2V") ?? v1;
  const v3 = numberOf(charger, "voltage3V") ?? v1;
  const lowest = Math.min(v1, v2, v3);
  const highest = Math.max(v1, v2, v3);
  const healthy = lowest >= lowestV && highest <= highestV && highest - lowest < apartV;
  if (!healthy && highest >= deadV) return false;
  const sent = sentRotation(charger);
  if (sent !== null && sent !== charger.entry?.rotation) return false;
  if (!networkFits(networkOf(charger), rotationOf(charger), sentNetwork(charger))) return false;
  const a1 = numberOf(charger, "current1A") ?? 0;
  const a2 = numberOf(charger, "current2A") ?? 0;
  const a3 = numberOf(charger, "current3A") ?? 0;
  const most = Math.max(a1, a2, a3);
  if (most <= loadedA) return true;
  const allocatedA = numberOf(charger, "allocatedCurrentA");
  if (networkOf(charger) !== "TN3" || allocatedA === null || most > allocatedA) return false;
  const terminals = wordOf(charger, "allocatedTerminals");
  const loaded = (a1 > loadedA ? 1 : 0) + (a2 > loadedA ? 2 : 0) + (a3 > loadedA ? 4 : 0);
  if (loaded === allLoaded && terminals === all) {
    charger.drewAllAt = charger.observations.get("current1A")?.observedAt ?? 0;
    return true;
  }
  return terminals !== null && loaded === loadOf[terminals] && isWiredThrough(charger);
}

const all = allTerminals("TN3");
const allLoaded = 0b111;
/** What a single terminal loads on TN, as bits. */
const loadOf: Partial<Record<Terminals, number>> = Object.fromEntries(
  ([0, 1, 2] as const).map((terminal) => [singleTerminal("TN3", terminal), 1 << terminal]),
);

/** All three terminals have a wire: what is named is where the current must be. */
function isWiredThrough(charger: LiveCharger): boolean {
  return legsOf("TN3", rotationOf(charger)).every((leg) => leg !== null);
}
