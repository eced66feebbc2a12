import { type Installation, type Topology, usualPriority, usualSettings } from "../lib/domain/topology";
import { apply } from "../lib/fleet/apply";
import { createFleet, type Fleet } from "../lib/fleet/state/fleet";
import { protocols } from "../lib/protocol/registry";
import { deviceId } from "./payloads";

const installation: Installation = {
  id: "bench",
  name: "Bench",
  networkType: "TN3",
  mainFuseA: 2000,
  availableA: [2000, 2000, 2000],
  imbalanceLimitA: null,
  switchCurrentA: 15,
  timeZone: "Etc/UTC",
  authorisation: { kind: "any" },
  ...usualSettings,
};

function topologyOf(chargers: number): Topology {
  return {
    installations: [installation],
    circuits: [{ id: "all", installationId: "bench", name: "All", fuseA: 2000 }],
    chargers: Array.from({ length: chargers }, (_, n) => ({
      deviceId: deviceId(n),
      circuitId: "all",
      name: `P-${n}`,
      rotation: "RST",
      maxCurrentA: 32,
      minCurrentA: 6,
      priority: usualPriority,
      enrolled: true,
    })),
  };
}

/** A fleet that knows `chargers` chargers of one installation. */
export function fleetOf(chargers: number): Fleet {
  const fleet = createFleet({ startedAt: Date.now(), dialectOf: protocols.of });
  apply(fleet, { kind: "topology", topology: topologyOf(chargers) }, Date.now());
  return fleet;
}
