import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Reading } from "../reading";
import { type NetworkType, type Rotation, rotations, type Triple } from "../topology";
import { legsOf, lineAmps } from "./phase";
import { type PhasePart, sumPhases } from "./phase-sum";

const limits = { limitA: [63, 63, 63] as const, imbalanceLimitA: 20 };
const networks: NetworkType[] = ["IT1", "IT3", "TN1", "TN3"];
const reading = fc.record({ value: fc.double({ min: 0, max: 40, noNaN: true }), at: fc.nat(1e6) });
const maybe = fc.option(reading, { nil: null });
const known = fc.tuple(reading, reading, reading);
const part = fc.record<PhasePart>({
  rotation: fc.constantFrom<Rotation>(...rotations),
  terminals: fc.tuple(maybe, maybe, maybe),
  zero: fc.boolean(),
});

function amps(...values: (number | null)[]): Triple<Reading<number> | null> {
  const [a, b, c] = values.map((value, i) => (value === null ? null : { value: value as number, at: 100 + i }));
  return [a ?? null, b ?? null, c ?? null];
}
const straight = (...values: (number | null)[]): PhasePart => ({
  rotation: "RST",
  terminals: amps(...values),
  zero: false,
});

describe("sumPhases", () => {
  it("sums rotated chargers by line", () => {
    const sum = sumPhases(
      "TN3",
      [straight(10, 11, 12), { rotation: "STR", terminals: amps(1, 2, 3), zero: false }],
      limits,
    );
    expect(sum.lines.map((line) => line.currentA)).toEqual([13, 12, 14]);
    expect(sum.lines.map((line) => line.at)).toEqual([100, 100, 101]);
    expect(sum.lines.every((line) => !line.atLeast)).toBe(true);
    expect(sum.imbalanceA).toBe(2);
    expect(sum.imbalanceAtLeast).toBe(false);
    expect(sum.imbalanceLimitA).toBe(20);
    expect(sum.limitA).toEqual([63, 63, 63]);
  });

  it("counts a charger that is online with no car as 0, and any other unknown part as at least", () => {
    const idle: PhasePart = { rotation: "RST", terminals: amps(99, null, null), zero: true };
    expect(sumPhases("TN3", [idle], limits).lines[0]).toEqual({ currentA: 0, atLeast: false, at: null });
    const sum = sumPhases("TN3", [idle, straight(10, null, 3)], limits);
    expect(sum.lines.map((line) => [line.currentA, line.atLeast])).toEqual([
      [10, false],
      [0, true],
      [3, false],
    ]);
  });

  it("says null where no part is known, and 0 where there is no part", () => {
    const sum = sumPhases("TN3", [{ rotation: "L1", terminals: amps(null, null, null), zero: false }], limits);
    expect(sum.lines).toEqual([
      { currentA: null, atLeast: true, at: null },
      { currentA: 0, atLeast: false, at: null },
      { currentA: 0, atLeast: false, at: null },
    ]);
    expect(sumPhases("TN3", [straight(null, null, null)], limits).imbalanceA).toBeNull();
  });

  it("doubts every line for a charger whose wiring contradicts the grid", () => {
    const sum = sumPhases("TN3", [{ rotation: "L1-L3", terminals: amps(5, 5, 5), zero: false }], limits);
    expect(sum.lines.every((line) => line.currentA === null && line.atLeast)).toBe(true);
  });

  it("tells of the imbalance only what is certain", () => {
    // L3 unknown: 20 against 5 stays certain, whatever L3 is.
    const sum = sumPhases("TN3", [straight(20, 5, null)], limits);
    expect([sum.imbalanceA, sum.imbalanceAtLeast]).toEqual([15, true]);
    // The lowest line is unknown: nothing below 8 is certain.
    expect(sumPhases("TN3", [straight(20, 12, null)], limits).imbalanceA).toBe(8);
  });

  it("conserves: the sum of the lines is the sum of the wired terminals on TN, whatever the rotations", () => {
    const wired = fc.record<PhasePart>({
      rotation: fc.constantFrom<Rotation>(...rotations.filter((rotation) => rotation.length < 5)),
      terminals: known,
      zero: fc.constant(false),
    });
    fc.assert(
      fc.property(fc.array(wired, { maxLength: 20 }), (parts) => {
        const lines = sumPhases("TN3", parts, limits).lines;
        const of = ({ rotation, terminals }: PhasePart) =>
          rotation.length === 3 ? terminals.reduce((sum, t) => sum + (t?.value ?? 0), 0) : (terminals[0]?.value ?? 0);
        const expected = parts.reduce((sum, each) => sum + of(each), 0);
        expect(lines.reduce((sum, line) => sum + (line.currentA ?? 0), 0)).toBeCloseTo(expected, 6);
      }),
    );
  });

  it("conserves on IT: power is the same seen by pairs and by lines, and no line exceeds its pairs' plain sum", () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.constantFrom<Rotation>("RST", "STR", "TRS", "RTS", "SRT", "TSR"), known)),
        (cars) => {
          const parts = cars.map(([rotation, terminals]): PhasePart => ({ rotation, terminals, zero: false }));
          const legs: [number, number, number] = [0, 0, 0];
          for (const [rotation, terminals] of cars) {
            legsOf("IT3", rotation).forEach((leg, t) => {
              legs[leg as 0 | 1 | 2] += terminals[t as 0 | 1 | 2].value;
            });
          }
          const sum = sumPhases("IT3", parts, limits).lines.map((line) => line.currentA ?? Number.NaN);
          lineAmps("IT3", legs).forEach((line, i) => {
            expect(sum[i]).toBeCloseTo(line, 6);
          });
          // Kirchhoff: of three currents that sum to zero, none is longer than the other two together.
          const [a = 0, b = 0, c = 0] = sum;
          expect(Math.max(a, b, c) * 2).toBeLessThanOrEqual(a + b + c + 1e-6);
        },
      ),
    );
  });

  it("never claims more than is there: hiding any readings gives a lower bound, marked at least", () => {
    const hidden = fc.tuple(
      fc.constantFrom<Rotation>(...rotations),
      known,
      fc.tuple(fc.boolean(), fc.boolean(), fc.boolean()),
    );
    fc.assert(
      fc.property(fc.constantFrom(...networks), fc.array(hidden, { maxLength: 6 }), (network, cars) => {
        const whole = cars.map(([rotation, terminals]): PhasePart => ({ rotation, terminals, zero: false }));
        const seen = cars.map(([rotation, [a, b, c], [x, y, z]]): PhasePart => {
          return { rotation, terminals: [x ? null : a, y ? null : b, z ? null : c], zero: false };
        });
        const truth = sumPhases(network, whole, limits);
        const told = sumPhases(network, seen, limits);
        told.lines.forEach((line, i) => {
          const real = truth.lines[i as 0 | 1 | 2].currentA;
          if (line.currentA === null || real === null) return;
          if (line.atLeast) expect(line.currentA).toBeLessThanOrEqual(real + 1e-9);
          else expect(line.currentA).toBeCloseTo(real, 9);
        });
        if (told.imbalanceA !== null && truth.imbalanceA !== null && !truth.imbalanceAtLeast) {
          expect(told.imbalanceA).toBeLessThanOrEqual(truth.imbalanceA + 1e-9);
        }
      }),
      { numRuns: 1000 },
    );
  });

  it("does not depend on the order of the chargers", () => {
    fc.assert(
      fc.property(fc.constantFrom(...networks), fc.array(part, { maxLength: 8 }), (network, parts) => {
        const forth = sumPhases(network, parts, limits);
        const back = sumPhases(network, [...parts].reverse(), limits);
        forth.lines.forEach((line, i) => {
          const other = back.lines[i as 0 | 1 | 2];
          expect([line.atLeast, line.at, line.currentA === null]).toEqual([
            other.atLeast,
            other.at,
            other.currentA === null,
          ]);
          expect(line.currentA ?? 0).toBeCloseTo(other.currentA ?? 0, 9);
        });
      }),
    );
  });
});
