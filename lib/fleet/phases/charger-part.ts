import type { ChargerPart } from "../../domain/electrical/phases";
import type { Triple } from "../../domain/topology";
import { isCurrent } from "../presence/presence";
import { type LiveCharger, modeOf, numberReading } from "../state/charger";
import type { Fleet } from "../state/fleet";
import { rotationOf, terminalsOf, voltagesAt } from "./electric";

const nothing: Triple<null> = [null, null, null];

/** Online with no car: it draws nothing, whatever it said last. */
export function isIdle(fleet: Fleet, charger: LiveCharger): boolean {
  return isCurrent(fleet, charger) && hasNoCar(charger);
}

const hasNoCar = (charger: LiveCharger) => modeOf(charger) === "disconnected";

/** What a charger adds to the sums; what it said last counts only while it is known to be of now. */
export function partOf(fleet: Fleet, charger: LiveCharger, now: number): ChargerPart {
  const online = isCurrent(fleet, charger);
  return {
    deviceId: charger.deviceId,
    name: charger.entry?.name ?? charger.deviceId,
    rotation: rotationOf(charger),
    terminals: online ? terminalsOf(charger) : nothing,
    zero: online && hasNoCar(charger),
    voltages: online ? voltagesAt(charger, "online", now) : nothing,
    powerW: online ? numberReading(charger, "powerW") : null,
  };
}
