import { lineAmps } from "../electrical/phase";
import { type Rotation, rotations, type Triple } from "../topology";
import { type Reckoned, reckon, spread, sumLegs, type WhatIfInput } from "./what-if";
import { type Legs, rotated } from "./what-if-load";

/** Another wiring of one charger, and the installation's imbalance with it, A. */
export interface RotationAdvice {
  deviceId: string;
  name: string;
  from: Rotation;
  to: Rotation;
  imbalanceBeforeA: number;
  imbalanceAfterA: number;
}

/** Another circuit for one charger, and how full the fullest line of any circuit is with it (1: at its limit). */
export interface CircuitAdvice {
  deviceId: string;
  name: string;
  from: string;
  to: string;
  fullestBefore: number;
  fullestAfter: number;
}

/** What would have to be gained for an electrician's work to be worth a word: A, and part of a limit. */
const worthA = 1;
const worthPart = 0.05;

const wirings = rotations.filter((rotation) => rotation.length === 3);
const swap = (sum: Legs, own: Legs, by: Legs): Legs => [
  sum[0] - own[0] + by[0],
  sum[1] - own[1] + by[1],
  sum[2] - own[2] + by[2],
];
const nothing: Legs = [0, 0, 0];

/**
 * The one rotation of one charger that balances the installation best, if the chosen chargers start. Of equally good ones the
 * first by serial, then in the order of `rotations`. Null: none is worth it.
 */
export function adviseRotation(input: WhatIfInput): RotationAdvice | null {
  const network = input.installation.networkType;
  const all = reckon(input);
  const sum = sumLegs(all);
  const before = spread(lineAmps(network, sum));
  let best: RotationAdvice | null = null;
  for (const { charger, load } of all) {
    if (load === null) continue;
    for (const to of wirings) {
      const turned = rotated(network, load, charger.rotation, to);
      if (turned === null || to === charger.rotation) continue;
      const after = spread(lineAmps(network, swap(sum, load, turned)));
      if (after > before - worthA || (best !== null && after >= best.imbalanceAfterA - 1e-9)) continue;
      const { deviceId, name, rotation: from } = charger;
      best = { deviceId, name, from, to, imbalanceBeforeA: before, imbalanceAfterA: after };
    }
  }
  return best;
}

/**
 * The one move of a chosen charger to another circuit that leaves most room on the fullest line of all circuits. Of equally
 * good ones the first by serial, then in the circuits' order. Null: none is worth it.
 */
export function adviseCircuit(input: WhatIfInput): CircuitAdvice | null {
  const { networkType, circuits } = input.installation;
  const all = reckon(input);
  const sums = new Map(circuits.map(({ id }) => [id, sumLegs(all.filter((part) => part.charger.circuitId === id))]));
  const limits = new Map(circuits.map(({ id, phases }) => [id, phases.limitA]));
  const fullest = (moved: ReadonlyMap<string, Legs>) =>
    Math.max(0, ...[...sums].map(([id, sum]) => full(lineAmps(networkType, moved.get(id) ?? sum), limits.get(id))));
  const before = fullest(new Map());
  let best: CircuitAdvice | null = null;
  for (const part of all.filter(({ charger }) => input.chosen.has(charger.deviceId))) {
    for (const { id: to } of circuits) {
      const advice = moveTo(part, to, sums, fullest, before);
      if (advice === null || advice.fullestAfter > before - worthPart) continue;
      if (best === null || advice.fullestAfter < best.fullestAfter - 1e-9) best = advice;
    }
  }
  return best;
}

function moveTo(
  { charger, load }: Reckoned,
  to: string,
  sums: ReadonlyMap<string, Legs>,
  fullest: (moved: ReadonlyMap<string, Legs>) => number,
  fullestBefore: number,
): CircuitAdvice | null {
  const { deviceId, name, circuitId: from } = charger;
  if (load === null || from === null || from === to) return null;
  const moved = new Map([
    [from, swap(sums.get(from) ?? nothing, load, nothing)],
    [to, swap(sums.get(to) ?? nothing, nothing, load)],
  ]);
  return { deviceId, name, from, to, fullestBefore, fullestAfter: fullest(moved) };
}

function full(linesA: Triple<number>, limitA: Triple<number> | undefined): number {
  if (limitA === undefined) return 0;
  return Math.max(...([0, 1, 2] as const).map((line) => (limitA[line] > 0 ? linesA[line] / limitA[line] : 0)));
}
