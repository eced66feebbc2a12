import type { DeviceId } from "../domain/ids";
import { noteSupport } from "./state/change";
import { LiveCharger } from "./state/charger";
import type { Fleet } from "./state/fleet";

/** Chargers kept that speak but are in no topology. */
const mostUnassigned = 1_000;
/** The same while no topology has been told yet: then it may be everybody. */
const mostBefore = 200_000;
/** One that was not heard for so long makes room for another. */
const forgottenMs = 600_000;

/** The charger that speaks; one that is in no topology is kept as unassigned while there is room. Null: there is none. */
export function heardCharger(fleet: Fleet, deviceId: DeviceId, now: number): LiveCharger | null {
  return fleet.chargers.get(deviceId) ?? admitUnassigned(fleet, deviceId, now);
}

function admitUnassigned(fleet: Fleet, deviceId: DeviceId, now: number): LiveCharger | null {
  const most = fleet.placed ? mostUnassigned : mostBefore;
  if (fleet.unassigned.size >= most && !makeRoom(fleet, now)) return null;
  const charger = new LiveCharger(deviceId, fleet.options.dialectOf(deviceId));
  charger.proofAt = now;
  charger.since = now;
  fleet.chargers.set(deviceId, charger);
  fleet.unassigned.set(deviceId, charger);
  fleet.change.chargers.add(deviceId);
  noteSupport(fleet);
  return charger;
}

/** Looks at one candidate only, so that a flood of invented ids costs nothing per message. */
function makeRoom(fleet: Fleet, now: number): boolean {
  const next = fleet.unassigned.entries().next();
  if (next.done) return false;
  const [deviceId, charger] = next.value;
  fleet.unassigned.delete(deviceId);
  if (now - charger.heardAt < forgottenMs) {
    fleet.unassigned.set(deviceId, charger);
    return false;
  }
  fleet.chargers.delete(deviceId);
  fleet.restless.delete(charger);
  fleet.change.chargers.add(deviceId);
  return true;
}

/** What hangs where is told for the first time: of those that are still without a place, the bound holds now. */
export function trimUnassigned(fleet: Fleet): void {
  for (const deviceId of fleet.unassigned.keys()) {
    if (fleet.unassigned.size <= mostUnassigned) return;
    fleet.unassigned.delete(deviceId);
    fleet.chargers.delete(deviceId);
    fleet.change.chargers.add(deviceId);
  }
}
