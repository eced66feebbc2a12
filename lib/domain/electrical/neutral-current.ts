import type { NetworkType, Triple } from "../topology";
import { milli } from "./headroom";
import { isIt, isSinglePhase, legsOf } from "./phase";
import type { PhasePart } from "./phase-sum";
import type { LineSum, NeutralView } from "./phases-view";
import { type Measured, powerFactorOf } from "./power-factor";

/** A current of a line: what is certain in A, and whether it is all of it. */
export interface CertainCurrent {
  currentA: number;
  exact: boolean;
}

/**
 * The current of the neutral of a TN grid, A: the vector sum of L1, L2, L3, 120 degrees apart (Kirchhoff). `activeA` is what of each
 * line's current is in phase with its voltage, `reactiveA` what lags it by 90 degrees.
 */
export function neutralCurrent(activeA: Triple<number>, reactiveA: Triple<number> = [0, 0, 0]): number {
  const half = Math.sqrt(3) / 2;
  const [p1, p2, p3] = activeA;
  const [q1, q2, q3] = reactiveA;
  const re = p1 - (p2 + p3) / 2 - half * (q2 - q3);
  const im = -q1 + (q2 + q3) / 2 - half * (p2 - p3);
  return Math.hypot(re, im);
}

/**
 * The least that the neutral carries, A, with power factor 1, where a line may carry more than is certain: an unknown load on
 * the other lines may balance what is known.
 */
export function leastNeutralCurrent(lines: Triple<CertainCurrent>): number {
  const [a, b, c] = [...lines].sort((x, y) => Number(y.exact) - Number(x.exact));
  if (!a || !b || !c || !a.exact) return 0;
  const balanced = (x: number, y: number, least: number) => neutralCurrent([x, y, Math.max(least, (x + y) / 2)]);
  if (c.exact) return neutralCurrent([a.currentA, b.currentA, c.currentA]);
  if (b.exact) return balanced(a.currentA, b.currentA, c.currentA);
  // Two may grow. The sum is 0 when both reach the third; one that is past it stays, and the other meets them half way.
  const x = Math.max(a.currentA, b.currentA);
  const y = Math.max(a.currentA, c.currentA);
  return Math.min(
    neutralCurrent([a.currentA, x, y]),
    balanced(a.currentA, x, c.currentA),
    balanced(a.currentA, y, b.currentA),
  );
}

/**
 * The current of an installation's or circuit's neutral, A: with the measured power factors (taken as lagging, since power
 * alone does not tell), 1 where it is not measured. With unknown parts: the least that is certain. Null on IT, which has no
 * neutral, on a single-phase network, where it is the line's own current, and where nothing is known.
 */
export function neutralOf(
  network: NetworkType,
  parts: readonly (PhasePart & Measured)[],
  lines: Triple<LineSum>,
): NeutralView | null {
  if (isIt(network) || isSinglePhase(network) || lines.every((line) => line.currentA === null)) return null;
  if (lines.some((line) => line.atLeast)) {
    const certain = ({ currentA, atLeast }: LineSum) => ({ currentA: currentA ?? 0, exact: !atLeast });
    const [a, b, c] = lines;
    return { currentA: milli(leastNeutralCurrent([certain(a), certain(b), certain(c)])), atLeast: true };
  }
  const active: [number, number, number] = [0, 0, 0];
  const reactive: [number, number, number] = [0, 0, 0];
  for (const part of parts) {
    if (part.zero) continue;
    const legs = legsOf(network, part.rotation);
    const factor = powerFactorOf(network, part.rotation, part)?.value ?? 1;
    const lag = Math.sqrt(1 - factor * factor);
    for (const t of [0, 1, 2] as const) {
      const leg = legs[t];
      const amps = part.terminals[t]?.value ?? 0;
      if (leg === null || amps === 0) continue;
      active[leg] += amps * factor;
      reactive[leg] += amps * lag;
    }
  }
  return { currentA: milli(neutralCurrent(active, reactive)), atLeast: false };
}
