import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Triple } from "../topology";
import { PeakRing } from "./peak-ring";
import type { LineSum } from "./phases-view";

const minute = 60_000;
const hour = 60 * minute;
const t0 = 1_700_000_000_000;
const sum = (currentA: number | null, atLeast = currentA === null): LineSum => ({ currentA, atLeast, at: null });
const alike = (currentA: number | null, atLeast?: boolean): Triple<LineSum> => [
  sum(currentA, atLeast),
  sum(currentA, atLeast),
  sum(currentA, atLeast),
];

describe("the peaks of the last hour", () => {
  it("are the largest sums with their instant, and go after an hour", () => {
    const ring = new PeakRing(t0);
    ring.add(alike(10), t0);
    ring.add(alike(30), t0 + minute);
    ring.add(alike(5), t0 + 2 * minute);
    expect(ring.peaks(t0 + 50 * minute)[0]).toEqual({ currentA: 30, at: t0 + minute, atLeast: false });
    expect(ring.peaks(t0 + 70 * minute)[0]?.currentA).toBe(5);
    expect(ring.peaksFrom(t0 + 10 * minute)).toBe(t0);
    expect(ring.peaksFrom(t0 + 3 * hour)).toBe(t0 + 2 * hour);
  });

  it("keep what holds, however long nothing is told", () => {
    const ring = new PeakRing(t0);
    ring.add(alike(12), t0);
    const later = ring.peaks(t0 + 30 * hour)[2];
    expect(later?.currentA).toBe(12);
    expect(later?.at).toBeGreaterThanOrEqual(t0 + 29 * hour - 5 * minute);
  });

  it("are at least so much where a part was unknown in that hour, and not known where all was", () => {
    const ring = new PeakRing(t0);
    ring.add(alike(null), t0);
    expect(ring.peaks(t0 + minute)).toEqual([null, null, null]);
    ring.add(alike(8), t0 + 2 * minute);
    expect(ring.peaks(t0 + 3 * minute)[1]).toMatchObject({ currentA: 8, atLeast: true });
    expect(ring.peaks(t0 + 80 * minute)[1]).toMatchObject({ currentA: 8, atLeast: false });
  });

  it("are what is certain of ranges: at least the largest least, unless no range reaches above the peak", () => {
    const ranged = (least: number, most: number): Triple<LineSum> => {
      const line: LineSum = { currentA: (least + most) / 2, atLeast: false, at: null, rangeA: [least, most] };
      return [line, line, line];
    };
    const ring = new PeakRing(t0);
    ring.add(ranged(69.5, 94.7), t0);
    expect(ring.peaks(t0)[0]).toEqual({ currentA: 69.5, at: t0, atLeast: true });
    ring.add(alike(95), t0 + minute);
    expect(ring.peaks(t0 + minute)[0]).toEqual({ currentA: 95, at: t0 + minute, atLeast: false });
    ring.add(ranged(60, 96), t0 + 10 * minute);
    expect(ring.peaks(t0 + 10 * minute)[0]).toEqual({ currentA: 95, at: t0 + minute, atLeast: true });
  });

  it("are never below any sum of the last hour, and never above any that was told", () => {
    const told = fc.array(fc.tuple(fc.nat(20 * minute), fc.double({ min: 0, max: 100, noNaN: true })), {
      minLength: 1,
    });
    fc.assert(
      fc.property(told, (steps) => {
        const ring = new PeakRing(t0);
        let at = t0;
        const all: [number, number][] = [];
        for (const [ms, amps] of steps) {
          at += ms;
          ring.add(alike(amps), at);
          all.push([at, amps]);
        }
        const peak = ring.peaks(at)[0]?.currentA ?? Number.NaN;
        const recent = all.filter(([when]) => when >= at - hour).map(([, amps]) => amps);
        expect(peak).toBeGreaterThanOrEqual(Math.max(...recent));
        expect(all.map(([, amps]) => amps)).toContain(peak);
      }),
    );
  });
});
