import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { LegIndex } from "../domain/electrical/phase";
import { type LoadPart, lineLoads, packLoads, unpackLoads } from "./line-loads";

const step = (from: number, to: number, value: number) => ({ from, to, min: value, max: value, mean: value });
const part = (...legs: [leg: LegIndex, ...steps: [from: number, to: number, value: number][]][]): LoadPart => ({
  currents: legs.map(([leg, ...steps]) => ({ leg, steps: steps.map((one) => step(...one)) })),
});

describe("the lines of an installation", () => {
  test("carry the sum of their chargers at every instant", () => {
    const parts = [part([0, [0, 10, 16]]), part([0, [5, 10, 6]], [1, [0, 10, 3]])];
    expect(lineLoads("TN3", parts, [0, 10])).toEqual([
      { from: 0, to: 10, knownMs: 10, wholeMs: 5, mean: [19, 3, 0], max: [22, 3, 0] },
    ]);
  });

  test("a peak of two that hardly overlap is told, though their own peaks are apart", () => {
    const parts = [part([0, [0, 6, 10]]), part([0, [5, 9, 20]])];
    expect(lineLoads("TN3", parts, [0, 5, 10]).map(({ max }) => max[0])).toEqual([10, 30]);
  });

  test("nothing known is left out, and is no 0", () => {
    expect(lineLoads("TN3", [part([0, [12, 15, 0]])], [0, 10, 20])).toEqual([
      { from: 10, to: 20, knownMs: 3, wholeMs: 3, mean: [0, 0, 0], max: [0, 0, 0] },
    ]);
    expect(lineLoads("TN3", [], [0, 10])).toEqual([]);
  });

  test("on IT two pairs that meet in a line add as vectors", () => {
    const [load] = lineLoads("IT3", [part([0, [0, 10, 10]], [2, [0, 10, 10]])], [0, 10]);
    expect(load?.mean[0]).toBeCloseTo(Math.sqrt(300), 9);
    expect(load?.mean[1]).toBeCloseTo(10, 9);
  });

  const known = fc.array(fc.tuple(fc.nat(30), fc.integer({ min: 1, max: 30 }), fc.nat(32)), { maxLength: 8 });
  const steps = known.map((all) => {
    let at = 0;
    return all.map(([pause, length, value]) => {
      const from = at + pause;
      at = from + length;
      return step(from, at, value);
    });
  });

  test("together carry the current of each charger over its time, however they are cut", () => {
    fc.assert(
      fc.property(fc.array(steps, { maxLength: 5 }), fc.integer({ min: 1, max: 50 }), (all, width) => {
        const parts = all.map((one) => ({ currents: [{ leg: 0 as const, steps: one }] }));
        const borders = Array.from({ length: Math.ceil(600 / width) + 1 }, (_, i) => i * width);
        const loads = lineLoads("TN3", parts, borders);
        const area = loads.reduce((sum, { mean, knownMs }) => sum + mean[0] * knownMs, 0);
        const told = all.flat().reduce((sum, { from, to, mean }) => sum + (to - from) * mean, 0);
        expect(area).toBeCloseTo(told, 5);
        for (const { knownMs, wholeMs, mean, max, from, to } of loads) {
          expect(wholeMs).toBeLessThanOrEqual(knownMs);
          expect(knownMs).toBeLessThanOrEqual(to - from);
          expect(max[0]).toBeGreaterThanOrEqual(mean[0] - 1e-9);
        }
      }),
    );
  });
});

test("packed and unpacked they are the same to a hundredth of an ampere and a second", () => {
  const loads = [
    {
      from: 3_600_000,
      to: 4_500_000,
      knownMs: 900_000,
      wholeMs: 60_000,
      mean: [1.23, 0, -0.5] as const,
      max: [63, 0, 0] as const,
    },
    {
      from: 4_500_000,
      to: 5_400_000,
      knownMs: 1_000,
      wholeMs: 0,
      mean: [0.01, 2, 3] as const,
      max: [1, 2, 3] as const,
    },
  ];
  expect(unpackLoads(packLoads(loads, 3_600_000), 3_600_000)).toEqual(loads);
});
