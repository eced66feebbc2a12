import { legsOf } from "../../domain/electrical/phase";
import { isPlainText, notPlain } from "../../domain/plain-text";
import type { Charger, Topology } from "../../domain/topology";
import { rotationMustBeTold } from "./topology-faults";

/**
 * Why a charger cannot stand in this topology, in words for people; null: it can. The same rules as for a topology file.
 * `rotation` undefined: nobody has told it.
 */
export function chargerFault(
  charger: Omit<Charger, "enrolled" | "rotation" | "priority"> & Partial<Pick<Charger, "rotation">>,
  topology: Topology,
): string | null {
  if (!charger.name) return "The charger has no name.";
  if (!isPlainText(charger.name)) return `The name ${notPlain}.`;
  if (charger.name.length > 100) return "The name is longer than 100 characters.";
  if (charger.minCurrentA > charger.maxCurrentA) return "The least current is above the most.";
  if (charger.circuitId === null) return null;
  const circuit = topology.circuits.find((one) => one.id === charger.circuitId);
  if (!circuit) {
    const known = topology.circuits.map((one) => one.id).join(", ");
    return `There is no circuit ${charger.circuitId}. Known: ${known || "none; import a topology first"}.`;
  }
  const installation = topology.installations.find((one) => one.id === circuit.installationId);
  if (!installation) return null;
  const { networkType } = installation;
  if (charger.rotation === undefined)
    return rotationMustBeTold(networkType)
      ? `On ${networkType} the charger's line has to be told by its rotation.`
      : null;
  return legsOf(networkType, charger.rotation).every((leg) => leg === null)
    ? `The rotation ${charger.rotation} is not possible on ${networkType}.`
    : null;
}
