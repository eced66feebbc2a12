import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Triple } from "../topology";
import { otherLoads } from "./other-loads";
import { lineAmps } from "./phase";

/** A current as a vector, seen from the voltage of L1-L2. */
type Vector = readonly [number, number];
const vector = (amps: number, degrees: number): Vector => [
  amps * Math.cos((degrees * Math.PI) / 180),
  amps * Math.sin((degrees * Math.PI) / 180),
];
const minus = ([a, b]: Vector, [c, d]: Vector): Vector => [a - c, b - d];
const plus = ([a, b]: Vector, [c, d]: Vector): Vector => [a + c, b + d];
const long = ([a, b]: Vector) => Math.hypot(a, b);

/** The lines of an IT grid, by hand: pairs L1-L3, L2-L3, L1-L2 in A, each lagging its voltage by so many degrees. */
function linesOf(pairsA: Triple<number>, lag: Triple<number>): [Vector, Vector, Vector] {
  const v13 = vector(pairsA[0], -60 - lag[0]);
  const v23 = vector(pairsA[1], -120 - lag[1]);
  const v12 = vector(pairsA[2], -lag[2]);
  return [plus(v12, v13), minus(v23, v12), minus([0, 0], plus(v13, v23))];
}
const amps = (lines: readonly [Vector, Vector, Vector]): [number, number, number] => [
  long(lines[0]),
  long(lines[1]),
  long(lines[2]),
];
const none: Triple<number> = [0, 0, 0];

describe("what a building draws beside its chargers", () => {
  it("is on TN the difference of what was measured", () => {
    expect(otherLoads("TN3", [60, 60, 60], [20, 0, 70])).toEqual([40, 60, -10]);
  });

  it("is on IT not the difference: 30 A of the building on L1-L3 and 30 A of a car on L1-L2 are 52 A on L1", () => {
    const totalA = amps(linesOf([30, 0, 30], none));
    expect(totalA[0]).toBeCloseTo(51.96, 2);
    const [l1, l2, l3] = otherLoads("IT3", totalA, [30, 30, 0]);
    expect(totalA[0] - 30).toBeLessThan(22);
    expect(l1).toBeGreaterThanOrEqual(30);
    expect(l1).toBeLessThan(46);
    // Nothing of the building: what the angle leaves open. Nothing of the chargers: as measured.
    expect(l2).toBeLessThan(16);
    expect(l3).toBeCloseTo(30, 6);
  });

  it("costs chargers that load all phases alike some amperes, not their place", () => {
    // 50 A of a 63 A fuse are the building's, and the chargers take the other 13.
    for (const other of otherLoads("IT3", [63, 63, 63], [13, 13, 13])) {
      expect(other).toBeGreaterThan(50);
      expect(other).toBeLessThan(53);
    }
  });

  it("is never above what the meter says, not even when a car's leaving has not been told yet", () => {
    expect(otherLoads("IT3", [5, 5, 5], [16, 16, 16])).toEqual([5, 5, 5]);
    expect(otherLoads("IT3", [0, 9, 9], [16, 16, 0])[0]).toBe(0);
    expect(otherLoads("IT3", [7, 8, 9], [0, 0, 0])).toEqual([7, 8, 9]);
  });

  it("law: on TN what it leaves never brings a line above its fuse that is under it, whatever its power factor", () => {
    const amps = fc.double({ min: 0, max: 80, noNaN: true });
    const share = fc.double({ min: 0, max: 1, noNaN: true });
    fc.assert(
      fc.property(amps, amps, fc.double({ min: -90, max: 90, noNaN: true }), share, (house, cars, lag, part) => {
        const building = vector(house, lag);
        const totalA = long(plus(building, [cars, 0]));
        if (totalA > 63) return;
        const leavesA = 63 - Math.max(0, otherLoads("TN3", [totalA, 0, 0], [cars, 0, 0])[0]);
        expect(long(plus(building, [part * leavesA, 0]))).toBeLessThanOrEqual(63 + 1e-9);
      }),
      { numRuns: 5_000 },
    );
  });

  it("law: on IT never less than it draws, with a power factor of 0.87 or more", () => {
    const pairs = fc.tuple(...([0, 1, 2] as const).map(() => fc.constantFrom(0, 0, 3, 10, 16, 32, 80)));
    const lag = fc.double({ min: -30, max: 30, noNaN: true });
    fc.assert(
      fc.property(pairs, pairs, lag, ([a, b, c], [x, y, z], degrees) => {
        const building = linesOf([a ?? 0, b ?? 0, c ?? 0], [degrees, degrees, degrees]);
        const cars: Triple<number> = [x ?? 0, y ?? 0, z ?? 0];
        const drawn = linesOf(cars, none);
        const totalA = amps([plus(building[0], drawn[0]), plus(building[1], drawn[1]), plus(building[2], drawn[2])]);
        const others = otherLoads("IT3", totalA, lineAmps("IT3", cars));
        for (const line of [0, 1, 2] as const) expect(others[line]).toBeGreaterThanOrEqual(long(building[line]) - 1e-3);
      }),
      { numRuns: 20_000 },
    );
  });
});
