import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createBucket } from "./bucket";

describe("createBucket", () => {
  it("lets a burst through and then holds to the rate", () => {
    const bucket = createBucket({ burst: 3, perSecond: 10 }, 0);
    expect([0, 0, 0, 0, 0].map((now) => bucket.take(now))).toEqual([0, 0, 0, 100, 200]);
  });

  it("fills again with time, never above its burst", () => {
    const bucket = createBucket({ burst: 2, perSecond: 10 }, 0);
    bucket.take(0);
    bucket.take(0);
    expect([100, 100, 60_000, 60_000, 60_000].map((now) => bucket.take(now))).toEqual([0, 100, 0, 0, 100]);
  });

  it("never lets more through in any second than burst and rate, and keeps the order", () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 50 }), { maxLength: 200 }), (gaps) => {
        const bucket = createBucket({ burst: 5, perSecond: 20 }, 0);
        let now = 0;
        const released = gaps.map((gap) => {
          now += gap;
          return now + bucket.take(now);
        });
        for (const [index, at] of released.entries()) {
          expect(at).toBeGreaterThanOrEqual(released[index - 1] ?? 0);
          expect(released.filter((other) => other >= at && other < at + 1_000).length).toBeLessThanOrEqual(25);
        }
      }),
    );
  });
});

describe("tryTake", () => {
  it("lets the burst and the rate through, and what is too much does not count", () => {
    const bucket = createBucket({ burst: 2, perSecond: 10 }, 0);
    expect([0, 0, 0, 0, 100, 100, 200].map((now) => bucket.tryTake(now))).toEqual([
      true,
      true,
      false,
      false,
      true,
      false,
      true,
    ]);
  });
});
