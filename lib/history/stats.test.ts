import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { bucketsOf, joined } from "./buckets";
import { BrokenBytes } from "./bytes";
import { packDayStats, packHourStats, type SummedUp, summaryOf, unpackDayStats, unpackHourStats } from "./stats";
import { stepsOf, type ToldValue } from "./steps";

const hourMs = 3_600_000;
const told = (values: readonly (number | null)[]): ToldValue[] => values.map((value, i) => ({ at: i * 1_000, value }));

describe("an hour summed up", () => {
  test("tells first, last, extremes, and the mean by time", () => {
    const values = [...told([10, 2, 9, 9, 9, 9, 9]), { at: 10_000, value: 5 }];
    expect(summaryOf(values)).toEqual({
      at: 0,
      value: 10,
      summary: { until: 10_000, last: 5, min: 2, max: 10, mean: (10 + 2 + 9 * 8) / 10 },
    });
  });

  test("is none where values are few, cleared, or cannot be used", () => {
    expect(summaryOf(told([1, 2, 3, 4, 5, 6, 7]))).toBeNull();
    expect(summaryOf(told([1, 2, 3, 4, 5, 6, 7, null]))).toBeNull();
    expect(summaryOf([])).toBeNull();
  });

  test("all of one instant: the mean is that of the first", () => {
    expect(summaryOf(Array.from({ length: 8 }, () => ({ at: 5, value: 3 })))?.summary.mean).toBe(3);
  });

  const decimal = fc.tuple(fc.integer({ min: -9_000_000, max: 9_000_000 }), fc.integer({ min: 0, max: 4 }));
  const instants = fc.uniqueArray(fc.integer({ min: 0, max: hourMs * 1_000 - 1 }), { minLength: 8, maxLength: 60 });

  test("packed and unpacked it is the same, the mean to two decimals more than the values have", () => {
    fc.assert(
      fc.property(instants, fc.array(decimal, { minLength: 60, maxLength: 60 }), (ats, values) => {
        const at = ats.sort((a, b) => a - b);
        const all = at.map((us, i) => {
          const [digits, decimals] = values[i] ?? [0, 0];
          return { at: 7 * hourMs + us / 1_000, value: digits / 10 ** decimals };
        });
        const is = summaryOf(all) as SummedUp;
        const kinds = new Map([
          [513, is],
          [-1_000_001, is],
        ]);
        const found = unpackHourStats(packHourStats(kinds, 7 * hourMs), 7 * hourMs);
        expect([...found.keys()]).toEqual([-1_000_001, 513]);
        const back = found.get(513) as SummedUp;
        expect({ ...back, at: 0, summary: { ...back.summary, until: 0, mean: 0 } }).toEqual({
          ...is,
          at: 0,
          summary: { ...is.summary, until: 0, mean: 0 },
        });
        expect(back.at).toBeCloseTo(is.at, 3);
        expect(back.summary.until).toBeCloseTo(is.summary.until, 3);
        expect(back.summary.mean).toBeCloseTo(is.summary.mean, 1);
      }),
    );
  });

  test("numbers that are no short decimals are kept as they are", () => {
    const values = [1 / 3, 1e300, -1e-300, 0.1 + 0.2, 5, 6, 7, 8];
    const is = summaryOf(told(values)) as SummedUp;
    expect(unpackHourStats(packHourStats(new Map([[1, is]]), 0), 0)).toEqual(new Map([[1, is]]));
  });

  test("only the kinds that are asked for are read", () => {
    const is = summaryOf(told([1, 2, 3, 4, 5, 6, 7, 8])) as SummedUp;
    const bytes = packHourStats(new Map([1, 2, 3].map((kind) => [kind, is])), 0);
    expect([...unpackHourStats(bytes, 0, new Set([2, 9])).keys()]).toEqual([2]);
  });

  test("drawn by the hour it is as if every value had been read", () => {
    fc.assert(
      fc.property(
        fc.array(instants, { minLength: 1, maxLength: 3 }),
        fc.infiniteStream(fc.integer()),
        (hours, some) => {
          const values = [...some.take(200)];
          const read = hours.map((ats, hour) =>
            ats
              .sort((a, b) => a - b)
              .map((us, i) => ({ at: hour * hourMs + us / 1_000, value: (values[i] ?? 0) % 100 })),
          );
          const until = hours.length * hourMs;
          const draw = (all: ToldValue[]) =>
            bucketsOf(stepsOf(all, "always", [], until), { from: 0, to: until }, hours.length);
          const [exact, summed] = [draw(read.flat()), draw(read.map((one) => summaryOf(one) as SummedUp))];
          expect(summed.length).toBe(exact.length);
          for (const [i, bucket] of exact.entries()) {
            expect(summed[i]).toMatchObject({ min: bucket.min, max: bucket.max });
            expect(summed[i]?.knownMs).toBeCloseTo(bucket.knownMs, 3);
            expect(summed[i]?.mean).toBeCloseTo(bucket.mean, 6);
          }
        },
      ),
    );
  });
});

test("a day's stats come back as they were", () => {
  const kinds = new Map([
    [513, { min: -1.5, max: 11_000, mean: 7.25, knownMs: 86_400_000 }],
    [507, { min: 0, max: 0, mean: 0, knownMs: 1 }],
  ]);
  expect(unpackDayStats(packDayStats(kinds))).toEqual(kinds);
  expect(unpackDayStats(packDayStats(kinds), new Set([507])).size).toBe(1);
});

test("bytes that end too early are told", () => {
  const bytes = packDayStats(new Map([[513, { min: 0, max: 1, mean: 0.5, knownMs: 9 }]]));
  for (let length = 0; length < bytes.length; length += 1)
    expect(() => unpackDayStats(bytes.subarray(0, length))).toThrow(BrokenBytes);
});

test("buckets joined tell the whole: by time, and none where there is none", () => {
  const bucket = (from: number, mean: number, knownMs: number) => ({
    from,
    to: from + 10,
    min: mean - 1,
    max: mean + 1,
    mean,
    knownMs,
  });
  expect(joined([bucket(0, 1, 10), bucket(10, 5, 5), bucket(30, 2, 5)])).toEqual({
    from: 0,
    to: 40,
    min: 0,
    max: 6,
    mean: (10 + 25 + 10) / 20,
    knownMs: 20,
  });
  expect(joined([])).toBeNull();
});
