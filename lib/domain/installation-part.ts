import type { InstallationId } from "./ids";
import type { Charger, Circuit, Installation, Topology } from "./topology";

/** One installation of the topology, with its circuits and the chargers on them, in the topology's order. */
export interface InstallationPart {
  installation: Installation;
  circuits: readonly Circuit[];
  chargers: readonly Charger[];
}

/** Null: there is no such installation. */
export function partOf(topology: Topology, id: InstallationId): InstallationPart | null {
  const installation = topology.installations.find((one) => one.id === id);
  if (installation === undefined) return null;
  const circuits = topology.circuits.filter(({ installationId }) => installationId === id);
  const own = new Set(circuits.map((circuit) => circuit.id));
  const chargers = topology.chargers.filter(({ circuitId }) => circuitId !== null && own.has(circuitId));
  return { installation, circuits, chargers };
}

/** Whether two states of an installation have the same circuits and chargers, whatever is set for them. */
export function hasSameMembers(one: InstallationPart, other: InstallationPart): boolean {
  const members = ({ circuits, chargers }: InstallationPart) =>
    JSON.stringify([circuits.map(({ id }) => id), chargers.map(({ deviceId }) => deviceId)]);
  return members(one) === members(other);
}

/** The topology with an installation as it is now. It has the same members as before. */
export function withPart(topology: Topology, { installation, circuits, chargers }: InstallationPart): Topology {
  const circuitOf = new Map(circuits.map((circuit) => [circuit.id, circuit]));
  const chargerOf = new Map(chargers.map((charger) => [charger.deviceId, charger]));
  return {
    installations: topology.installations.map((one) => (one.id === installation.id ? installation : one)),
    circuits: topology.circuits.map((one) => circuitOf.get(one.id) ?? one),
    chargers: topology.chargers.map((one) => chargerOf.get(one.deviceId) ?? one),
  };
}
