import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { bucketsOf } from "./buckets";
import { gapsOf, stepsOf } from "./steps";

const minute = 60_000;
const told = (...all: [minutes: number, value: number | null][]) =>
  all.map(([at, value]) => ({ at: at * minute, value }));
const span = (from: number, to: number) => ({ from: from * minute, to: to * minute });
const flat = (from: number, to: number, value: number) => ({ from, to, min: value, max: value, mean: value });
const step = (from: number, to: number, value: number) => flat(from * minute, to * minute, value);
const online = [span(0, 60)];

describe("what is known of a value", () => {
  test("holds until the next one is told", () => {
    expect(stepsOf(told([0, 1], [10, 2]), "whileOnline", online, 20 * minute)).toEqual([
      step(0, 10, 1),
      step(10, 20, 2),
    ]);
  });

  test("ends where the charger can no longer be heard, until it tells it anew", () => {
    const spans = [span(0, 10), span(20, 60)];
    const steps = stepsOf(told([5, 1], [30, 1]), "whileOnline", spans, 40 * minute);
    expect(steps).toEqual([step(5, 10, 1), step(30, 40, 1)]);
    expect(gapsOf(steps, 0, 40 * minute)).toEqual([span(0, 5), span(10, 30)]);
  });

  test("a setting holds whatever the connection does", () => {
    expect(stepsOf(told([5, 16]), "always", [span(0, 10)], 40 * minute)).toEqual([step(5, 40, 16)]);
  });

  test("what holds for a span after it was told holds no longer", () => {
    expect(stepsOf(told([0, 230]), 10 * minute, online, 40 * minute)).toEqual([step(0, 10, 230)]);
  });

  test("what was told later of a time without a connection holds until the next, but not for hours", () => {
    const spans = [span(0, 10), span(100, 200)];
    const steps = stepsOf(told([5, 1], [12, 2], [20, 3]), "whileOnline", spans, 150 * minute);
    expect(steps).toEqual([step(5, 10, 1), step(12, 20, 2), step(20, 35, 3)]);
  });

  test("cleared is not 0", () => {
    const steps = stepsOf(told([0, 5], [10, null], [20, 0]), "whileOnline", online, 30 * minute);
    expect(steps).toEqual([step(0, 10, 5), step(20, 30, 0)]);
    expect(gapsOf(steps, 0, 30 * minute)).toEqual([span(10, 20)]);
  });

  test("is not known while nobody watched, and goes on where the charger was there all the while", () => {
    const watched = [span(0, 10), span(20, 60)];
    expect(stepsOf(told([5, 1]), "whileOnline", online, 30 * minute, watched)).toEqual([
      step(5, 10, 1),
      step(20, 30, 1),
    ]);
    expect(stepsOf(told([5, 1]), "always", online, 30 * minute, watched)).toEqual([step(5, 30, 1)]);
    // It went, and came back unseen: what it said before is of before.
    const gone = [span(0, 12), span(15, 60)];
    expect(stepsOf(told([5, 1]), "whileOnline", gone, 30 * minute, watched)).toEqual([step(5, 10, 1)]);
  });

  test("what was told later of a time when nobody watched is known, but not for hours", () => {
    const watched = [span(0, 10), span(90, 100)];
    const hours = [span(0, 100)];
    expect(stepsOf(told([20, 2], [25, 3]), "whileOnline", hours, 100 * minute, watched)).toEqual([
      step(20, 25, 2),
      step(25, 40, 3),
      step(90, 100, 3),
    ]);
  });

  test("what holds for a span holds no longer than its charger is online", () => {
    expect(stepsOf(told([0, 230]), 10 * minute, [span(0, 4)], 40 * minute)).toEqual([step(0, 4, 230)]);
  });

  test("the same value told again goes on", () => {
    expect(stepsOf(told([0, 5], [10, 5]), "whileOnline", online, 20 * minute)).toEqual([step(0, 20, 5)]);
  });

  test("nothing known is one gap", () => {
    expect(gapsOf([], 0, 5)).toEqual([{ from: 0, to: 5 }]);
    expect(gapsOf([{ from: 0, to: 9 }], 2, 5)).toEqual([]);
  });
});

describe("buckets", () => {
  test("keep a peak of a second in an hour, and its mean counts it for a second", () => {
    const steps = [flat(0, 1_800_000, 1_000), flat(1_800_000, 1_801_000, 11_000), flat(1_801_000, 3_600_000, 0)];
    const [only, ...more] = bucketsOf(steps, { from: 0, to: 3_600_000 }, 1);
    expect(more).toEqual([]);
    expect(only).toMatchObject({ min: 0, max: 11_000, knownMs: 3_600_000 });
    expect(only?.mean).toBeCloseTo((1_000 * 1_800 + 11_000) / 3_600, 9);
  });

  test("leave out what is not known, and tell how much of a bucket is", () => {
    const steps = [flat(0, 15, 1), flat(38, 40, 3)];
    expect(bucketsOf(steps, { from: 0, to: 40 }, 4)).toEqual([
      { from: 0, to: 10, min: 1, max: 1, mean: 1, knownMs: 10 },
      { from: 10, to: 20, min: 1, max: 1, mean: 1, knownMs: 5 },
      { from: 30, to: 40, min: 3, max: 3, mean: 3, knownMs: 2 },
    ]);
  });

  const steps = fc
    .array(
      fc.record({ pause: fc.nat(50), length: fc.integer({ min: 1, max: 50 }), value: fc.integer({ min: -9, max: 9 }) }),
    )
    .map((all) => {
      let at = 0;
      return all.map(({ pause, length, value }) => {
        const from = at + pause;
        at = from + length;
        return flat(from, at, value);
      });
    });

  test("tell the same time and the same sum, however many there are, and every extreme", () => {
    fc.assert(
      fc.property(
        steps,
        fc.nat(200),
        fc.integer({ min: 1, max: 500 }),
        fc.integer({ min: 1, max: 60 }),
        (all, from, length, count) => {
          const range = { from, to: from + length };
          const buckets = bucketsOf(all, range, count);
          const cut = all
            .map((one) => ({ ...one, from: Math.max(one.from, range.from), to: Math.min(one.to, range.to) }))
            .filter((one) => one.to > one.from);
          const known = cut.reduce((sum, one) => sum + one.to - one.from, 0);
          const sum = cut.reduce((total, one) => total + (one.to - one.from) * one.mean, 0);
          expect(buckets.reduce((total, { knownMs }) => total + knownMs, 0)).toBeCloseTo(known, 6);
          expect(buckets.reduce((total, { knownMs, mean }) => total + knownMs * mean, 0)).toBeCloseTo(sum, 6);
          const values = cut.map(({ mean }) => mean);
          expect(Math.max(...buckets.map(({ max }) => max))).toBe(Math.max(...values));
          expect(Math.min(...buckets.map(({ min }) => min))).toBe(Math.min(...values));
          for (const { from: begin, to, knownMs } of buckets) expect(knownMs).toBeLessThanOrEqual(to - begin + 1e-9);
          const gaps = gapsOf(all, range.from, range.to).reduce((total, gap) => total + gap.to - gap.from, 0);
          expect(gaps + known).toBeCloseTo(length, 6);
        },
      ),
    );
  });
});
