import { movedA } from "../electrical/current-step";
import { isIt, type LegIndex, legsOf, linesOfLeg, type TerminalIndex } from "../electrical/phase";
import type { NetworkType, Triple } from "../topology";
import { type Finding, type Looked, legName, placeOf } from "./finding";

/** So many steps in a row on the same leg are believed. */
const believedSteps = 3;

/** For each reading: the leg on which the meter saw its last steps, and how many in a row; null: it has seen none. */
export type SeenLegs = Triple<{ leg: LegIndex; steps: number } | null>;

export const nothingSeen: SeenLegs = [null, null, null];

const indices = [0, 1, 2] as const;

/**
 * Whether a line of the meter that carries a step of `stepA` (above 0) changed by it. On TN by as much, within 2 A or a quarter:
 * what else the line carries has another power factor. On IT the pair's current meets that of others at up to 60 degrees and more, so that
 * about half of it may be seen.
 */
function carries(network: NetworkType, changedA: number, stepA: number): boolean {
  const tolerance = Math.max(movedA, stepA / 4);
  const least = isIt(network) ? 0.4 * stepA : stepA - tolerance;
  return changedA >= least && changedA <= stepA + tolerance;
}

/**
 * The leg on which a meter saw a charger's reading change by `changeA`, from the meter's lines before and after it, A: the
 * leg's own lines changed by it, all others stood still. Null: that cannot be told from them.
 */
export function legOfStep(
  network: NetworkType,
  changeA: number,
  beforeA: Triple<number>,
  afterA: Triple<number>,
): LegIndex | null {
  const changedA = indices.map((line) => (afterA[line] - beforeA[line]) * Math.sign(changeA));
  const fits = (leg: LegIndex) =>
    indices.every((line) => {
      const each = changedA[line] ?? 0;
      return linesOfLeg(network, leg).includes(line)
        ? carries(network, each, Math.abs(changeA))
        : Math.abs(each) < movedA;
    });
  return indices.find(fits) ?? null;
}

/** The meter saw a step of the reading `terminal` on `leg`. */
export function noteSeen(seen: SeenLegs, terminal: TerminalIndex, leg: LegIndex): SeenLegs {
  const before = seen[terminal];
  const steps = before?.leg === leg ? Math.min(before.steps + 1, believedSteps) : 1;
  const of = (t: TerminalIndex) => (t === terminal ? { leg, steps } : seen[t]);
  return [of(0), of(1), of(2)];
}

/** The leg of each reading as the meter saw it often enough in a row; null: it did not. */
export function believedLegs(seen: SeenLegs): Triple<LegIndex | null> {
  const of = (t: TerminalIndex) => ((seen[t]?.steps ?? 0) < believedSteps ? null : (seen[t]?.leg ?? null));
  return [of(0), of(1), of(2)];
}

/** Whether a wired reading was seen on another leg than it counts on (`legs`). */
export function isSeenElsewhere(legs: Triple<LegIndex | null>, seen: Triple<LegIndex | null>): boolean {
  return indices.some((t) => seen[t] !== null && legs[t] !== null && seen[t] !== legs[t]);
}

/**
 * What the charger says of its wiring and what was entered differ: one of the two is wrong. Or the meter of the
 * connection has seen the current of a reading on another leg than it counts on.
 */
export function findRotation(looked: Looked): Finding[] {
  const { network, rotation, said, entered, seenLegs } = looked;
  const found: Finding[] = [];
  if (said !== null && entered !== null && said !== entered)
    found.push({ kind: "rotationDiffers", line: null, terminal: null, value: null, limit: null, settleMs: 0 });
  const legs = legsOf(network, rotation);
  for (const terminal of indices) {
    const [leg, seen] = [legs[terminal], seenLegs[terminal]];
    if (leg === null || seen === null || leg === seen) continue;
    const place = { ...placeOf(looked, terminal), seen: legName(network, seen) };
    found.push({ kind: "loadOnOtherLine", ...place, value: null, limit: null, settleMs: 0 });
  }
  return found;
}
