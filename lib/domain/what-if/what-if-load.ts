import type { OldReason, Presence } from "../charger/presence";
import type { ChargerState } from "../charger/state";
import { legsOfLines } from "../electrical/legs-of-lines";
import { isIt, legsOf } from "../electrical/phase";
import type { LineCurrent } from "../electrical/phases-view";
import type { CircuitId, DeviceId } from "../ids";
import { current } from "../reading";
import type { NetworkType, Rotation, Triple } from "../topology";

/** What is needed of a charger's view. */
export interface WhatIfCharger {
  deviceId: DeviceId;
  name: string;
  circuitId: CircuitId | null;
  rotation: Rotation;
  limitA: number;
  lines: Triple<LineCurrent>;
  presence: Presence;
  old: OldReason | null;
  state: ChargerState;
}

/** How many phases the cars that start are taken to have. */
export type CarPhases = 1 | 2 | 3;

/** A charger's load in A by leg; null: not known. */
export type Legs = Triple<number>;

/** What a charger loads now; null: it is not known. One that is online and has no car loads nothing. */
export function loadNow(network: NetworkType, { presence, old, state, lines }: WhatIfCharger): Legs | null {
  if (presence.word !== "online" || old !== null) return null;
  if (state.word === "noCar") return [0, 0, 0];
  const [l1, l2, l3] = [current(lines[0].reading), current(lines[1].reading), current(lines[2].reading)];
  if (!l1 || !l2 || !l3) return null;
  return legsOfLines(network, [l1.value, l2.value, l3.value]);
}

/**
 * What a charger loads when a car with `phases` phases starts and takes all that the charger gives (`limitA`): one phase is
 * terminal 1, two are terminals 1 and 2 (IEC 62196-2: contacts L1, L2, L3 in this order); on IT one is the first pair, and three
 * phases are a symmetric load, whose pairs carry 1/√3 of the line's. Two phases do not exist on IT: one is taken.
 */
export function loadStarted(
  network: NetworkType,
  { rotation, limitA }: Pick<WhatIfCharger, "rotation" | "limitA">,
  phases: CarPhases,
): Legs {
  const legs = legsOf(network, rotation);
  const wired = legs.filter((leg) => leg !== null);
  const load: [number, number, number] = [0, 0, 0];
  const all = phases === 3 && wired.length === 3;
  const taken = all ? 3 : isIt(network) ? 1 : phases;
  const each = all && isIt(network) ? limitA / Math.sqrt(3) : limitA;
  for (const leg of wired.slice(0, taken)) load[leg] = each;
  return load;
}

/** The same load with the charger's terminals wired by another rotation; null: one of the two is none of three phases. */
export function rotated(network: NetworkType, load: Legs, from: Rotation, to: Rotation): Legs | null {
  const was = legsOf(network, from);
  const is = legsOf(network, to);
  const turned: [number, number, number] = [0, 0, 0];
  for (const t of [0, 1, 2] as const) {
    const a = was[t];
    const b = is[t];
    if (a === null || b === null) return null;
    turned[b] = load[a];
  }
  return turned;
}
