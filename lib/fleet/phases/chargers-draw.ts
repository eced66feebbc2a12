import { legsOf, lineAmps } from "../../domain/electrical/phase";
import { readingsOf } from "../../domain/electrical/terminals";
import type { Triple } from "../../domain/topology";
import { isCurrent } from "../presence/presence";
import { type LiveCharger, modeOf, numberOf, wordOf } from "../state/charger";
import type { Fleet } from "../state/fleet";
import type { LiveInstallation } from "../state/installation";
import { rotationOf, terminalsNow } from "./electric";

/** What a charger draws per terminal in A; where that is not known, what it was allocated last. */
function terminalsA(fleet: Fleet, charger: LiveCharger, live: LiveInstallation): Triple<number> {
  const online = isCurrent(fleet, charger);
  if (online && modeOf(charger) === "disconnected") return [0, 0, 0];
  const readings = terminalsNow(charger);
  const allocatedA = numberOf(charger, "allocatedCurrentA") ?? 0;
  const terminals = wordOf(charger, "allocatedTerminals");
  const granted = terminals === null ? null : readingsOf(live.installation.networkType, terminals);
  const of = (terminal: 0 | 1 | 2) =>
    (online ? readings[terminal]?.value : undefined) ??
    (granted === null || granted.includes(terminal) ? allocatedA : 0);
  return [of(0), of(1), of(2)];
}

/**
 * What all chargers of an installation draw per line, un-rotated, in A, on IT as vectors. An unknown part counts with what
 * was allocated, since the load management counts it so too.
 */
export function chargersDraw(fleet: Fleet, live: LiveInstallation): Triple<number> {
  const { networkType } = live.installation;
  const amps: [number, number, number] = [0, 0, 0];
  for (const charger of live.chargers) {
    const drawn = terminalsA(fleet, charger, live);
    const legs = legsOf(networkType, rotationOf(charger));
    for (const terminal of [0, 1, 2] as const) {
      const leg = legs[terminal];
      if (leg !== null) amps[leg] += drawn[terminal];
    }
  }
  return lineAmps(networkType, amps);
}
