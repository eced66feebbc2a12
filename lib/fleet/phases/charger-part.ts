import type { PhasePart } from "../../domain/electrical/phase-sum";
import type { ChargerPart } from "../../domain/electrical/phases";
import { current } from "../../domain/reading";
import type { Triple } from "../../domain/topology";
import { isCurrent } from "../presence/presence";
import { type LiveCharger, modeOf, numberReading } from "../state/charger";
import type { Fleet } from "../state/fleet";
import { rotationOf, terminalsNow } from "./electric";
import { gridVoltagesAt } from "./relays";

const nothing: Triple<null> = [null, null, null];

/** Online with no car: it draws nothing, whatever it said last. */
export function isIdle(fleet: Fleet, charger: LiveCharger): boolean {
  return isCurrent(fleet, charger) && hasNoCar(charger);
}

const hasNoCar = (charger: LiveCharger) => modeOf(charger) === "disconnected";

/** What a charger adds to the sums per line on TN; what it said last counts only while it is known to be of now. */
export function loadOf(fleet: Fleet, charger: LiveCharger): PhasePart {
  const online = isCurrent(fleet, charger);
  return {
    rotation: rotationOf(charger),
    terminals: online ? terminalsNow(charger) : nothing,
    zero: online && hasNoCar(charger),
  };
}

/** The same with all that follows from it; on IT the sums per line need it too. */
export function partOf(fleet: Fleet, charger: LiveCharger, now: number): ChargerPart {
  const online = isCurrent(fleet, charger);
  return {
    ...loadOf(fleet, charger),
    deviceId: charger.deviceId,
    name: charger.entry?.name ?? charger.deviceId,
    voltages: online ? gridVoltagesAt(charger, "online", now) : nothing,
    powerW: online ? current(numberReading(charger, "powerW")) : null,
  };
}

/** The parts of each circuit, from those of all chargers in their order. */
export function groupByCircuit<P>(chargers: readonly LiveCharger[], parts: readonly P[]): Map<string, P[]> {
  const groups = new Map<string, P[]>();
  chargers.forEach(({ entry }, index) => {
    const part = parts[index];
    const id = entry?.circuitId ?? null;
    if (part === undefined || id === null) return;
    const group = groups.get(id);
    if (group === undefined) groups.set(id, [part]);
    else group.push(part);
  });
  return groups;
}
