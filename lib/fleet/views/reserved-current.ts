import type { ReservedView } from "../../domain/charger/grant";
import { isIt, type LegIndex, lineAmps, lineNames } from "../../domain/electrical/phase";
import type { NetworkType, Triple } from "../../domain/topology";
import { presenceWord } from "../presence/presence";
import type { LiveCharger } from "../state/charger";
import type { Fleet } from "../state/fleet";

/** By the line that it does not load: a pair's leg on IT (L1-L3, L2-L3, L1-L2). */
const legBeside = { L1: 1, L2: 0, L3: 2 } as const;

/**
 * What the load management keeps free on each line for chargers that are not online, in A: nothing of it is in the sums, which
 * count what is measured. Undefined: nothing. On IT the currents of pairs add as vectors, as the load management counts them.
 */
export function reservedOf(
  fleet: Fleet,
  network: NetworkType,
  chargers: readonly LiveCharger[],
): Triple<number> | undefined {
  const pairs: [number, number, number] = [0, 0, 0];
  const lines: [number, number, number] = [0, 0, 0];
  let any = false;
  for (const charger of chargers) {
    const reserved = fleet.grants.get(charger.deviceId)?.reserved;
    if (reserved === undefined || presenceWord(fleet, charger) === "online") continue;
    any = true;
    const pair = isIt(network) ? pairOf(reserved) : null;
    if (pair !== null) pairs[pair] += reserved.currentA;
    else for (const line of reserved.lines) lines[lineNames.indexOf(line) as 0 | 1 | 2] += reserved.currentA;
  }
  if (!any) return undefined;
  const [a, b, c] = lineAmps(network, pairs);
  return [a + lines[0], b + lines[1], c + lines[2]];
}

/** What is reserved for chargers that are not online at the fuse and on the line that bind a charger's grant, in A; 0: nothing. */
export function reservedAtLimitOf(fleet: Fleet, charger: LiveCharger): number {
  const limit = fleet.grants.get(charger.deviceId)?.limit;
  const place = charger.installation;
  if (!limit?.line || (limit.of !== "circuit" && limit.of !== "installation") || place === null) return 0;
  const live = fleet.installations.get(place.installation.id);
  const there = live?.chargers.filter(
    ({ entry }) => limit.of === "installation" || entry?.circuitId === charger.entry?.circuitId,
  );
  return reservedOf(fleet, place.installation.networkType, there ?? [])?.[lineNames.indexOf(limit.line)] ?? 0;
}

function pairOf({ lines }: ReservedView): LegIndex | null {
  const beside = lines.length === 2 ? lineNames.find((line) => !lines.includes(line)) : undefined;
  return beside === undefined ? null : legBeside[beside];
}
