import type { Triple } from "../topology";
import { milli } from "./headroom";
import { type LegIndex, type LineIndex, legsOfLine } from "./phase";
import { isSymmetric, leastFactors, type Measured } from "./power-factor";

/**
 * Where currents may point: seen from their pair's voltage, between `along[0]` and `along[1]` in its direction and up to
 * `across` to either side, A.
 */
interface Box {
  along: [least: number, most: number];
  across: number;
}

const stepDegrees = 5;
/** Directions to look from, and where the three boxes of a line point: its two pairs 60 degrees apart, between them what is symmetric. */
const looks = Array.from({ length: 180 / stepDegrees + 1 }, (_, i) => -60 + i * stepDegrees).map((look) =>
  [0, 60, 30].map((points) => {
    const angle = ((look - points) * Math.PI) / 180;
    return [Math.cos(angle), Math.abs(Math.sin(angle))] as const;
  }),
);
/** Between two looks the most may be longer by this. */
const between = 1 / Math.cos((stepDegrees * Math.PI) / 360);
/** Closer together than a page shows: no range, A. */
const narrowA = 0.1;

const empty = (): Box => ({ along: [0, 0], across: 0 });

function put(box: Box, amps: number, factor: number): void {
  box.along[0] += amps * factor;
  box.along[1] += amps;
  box.across += amps * Math.sqrt(1 - factor * factor);
}

/**
 * What the lines of an IT grid can carry, when of each current its magnitude and the least of its power factor are known:
 * the angles between the currents of different pairs are 60 degrees, give or take the angles that the power factors leave
 * open. Bounds by projection (the support function of a sum of convex sets is the sum of theirs), so the truth is within.
 */
export class ItRange {
  private readonly pairs = [empty(), empty(), empty()] as const;
  private readonly symmetric = empty();

  /** The current of a pair, A, with the least of its power factor. */
  add(leg: LegIndex, amps: number, leastFactor: number): void {
    if (amps > 0) put(this.pairs[leg], amps, leastFactor);
  }

  /** A symmetric three-phase load by its line current, A. */
  addSymmetric(lineA: number, leastFactor: number): void {
    if (lineA > 0) put(this.symmetric, lineA, leastFactor);
  }

  /** All pair currents of a charger that are known, with its power and voltages as far as they hold. */
  addCharger(
    { terminals, voltages = [null, null, null], powerW = null }: Pick<Measured, "terminals"> & Partial<Measured>,
    legs: Triple<LegIndex | null>,
  ): void {
    const symmetric = isSymmetric(legs, terminals);
    const factors = leastFactors({ terminals, voltages, powerW }, symmetric);
    if (symmetric) {
      const mean = terminals.reduce((sum, reading) => sum + (reading?.value ?? 0), 0) / 3;
      this.addSymmetric(mean * Math.sqrt(3), factors[0]);
      return;
    }
    for (const t of [0, 1, 2] as const) {
      const leg = legs[t];
      if (leg !== null) this.add(leg, terminals[t]?.value ?? 0, factors[t]);
    }
  }

  /** Least and most of a line in A; undefined: it is determined, since all its currents point one way. */
  of(line: LineIndex): readonly [number, number] | undefined {
    const [a = 0, b = 0] = legsOfLine("IT3", line);
    const boxes = [this.pairs[a as LegIndex], this.pairs[b as LegIndex], this.symmetric];
    if (boxes.filter((box) => box.along[1] > 0).length < 2) return undefined;
    let least = 0;
    let most = 0;
    for (const look of looks) {
      let nearest = 0;
      let farthest = 0;
      boxes.forEach(({ along, across }, i) => {
        const [cos, sin] = look[i] as readonly [number, number];
        farthest += Math.max(cos * along[1], cos * along[0]) + sin * across;
        nearest += Math.min(cos * along[0], cos * along[1]) - sin * across;
      });
      least = Math.max(least, nearest);
      most = Math.max(most, farthest);
    }
    most = Math.min(
      most * between,
      boxes.reduce((sum, box) => sum + box.along[1], 0),
    );
    return most - least < narrowA ? undefined : [milli(least), milli(most)];
  }
}
