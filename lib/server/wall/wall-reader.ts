import type { ChargerView } from "../../contract/view";
import type { CommandAvailability } from "../../domain/command/command-rules";
import type { FleetReader } from "../../stream/broadcast/fleet-reader";

const notHere: CommandAvailability = { possible: false, rule: "role" };

/**
 * A charger as anybody may see it who stands before the wall: nothing of who paused, commanded or charges. Each field is named,
 * so that a new one is shown only once somebody has looked at it.
 */
function onWall(view: ChargerView): ChargerView {
  const { state, session } = view;
  return {
    deviceId: view.deviceId,
    name: view.name,
    product: view.product,
    installationId: view.installationId,
    circuitId: view.circuitId,
    rotation: view.rotation,
    presence: view.presence,
    flapping: view.flapping,
    old: view.old,
    state: { word: state.word, mode: state.mode, since: state.since, limit: state.limit, pausedBy: null },
    powerW: view.powerW,
    lines: view.lines,
    voltageV: view.voltageV,
    voltageOffGrid: view.voltageOffGrid,
    limitA: view.limitA,
    priority: view.priority,
    allocatedA: view.allocatedA,
    allocatedTerminals: view.allocatedTerminals,
    grant: view.grant,
    session: session && { id: "", startedAt: session.startedAt, energyKwh: session.energyKwh, tag: null },
    firmware: view.firmware,
    warnings: view.warnings,
    anomalies: view.anomalies,
    powerFactor: view.powerFactor,
    carPhases: view.carPhases,
    commands: [],
    may: { start: notHere, stop: notHere, restart: notHere, upgradeFirmware: notHere },
    undecodable: 0,
  };
}

/** What a wall sees of the fleet: installations and their chargers, without persons' data, and nothing else. */
export function wallFleetReader(fleetReader: FleetReader): FleetReader {
  return {
    ...fleetReader,
    charger(id) {
      const view = fleetReader.charger(id);
      return view === null ? null : onWall(view);
    },
    detail: () => null,
    sentObservations: () => null,
    sentMessages: () => [],
    addresses: () => null,
    firmware: () => ({ products: [] }),
    support: () => ({ journals: [], unassigned: [], undecodable: [], latest: [] }),
    unassignedIds: () => [],
  };
}
