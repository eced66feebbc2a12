import fc from "fast-check";
import { expect, it } from "vitest";
import { backOffMs } from "./back-off";

const waits = { firstMs: 500, longestMs: 15_000 };

it("doubles from the first wait to the longest, and stays there", () => {
  expect([0, 1, 2, 3, 4, 5, 6, 5000].map((failures) => backOffMs(waits, failures))).toEqual([
    500, 1000, 2000, 4000, 8000, 15_000, 15_000, 15_000,
  ]);
});

it("is spread over its upper half", () => {
  expect(backOffMs(waits, 1, 0)).toBe(500);
  expect(backOffMs(waits, 1, 0.5)).toBe(750);
  fc.assert(
    fc.property(fc.nat(200), fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }), (failures, random) => {
      const longest = backOffMs(waits, failures);
      expect(backOffMs(waits, failures, random)).toBeGreaterThanOrEqual(longest / 2);
      expect(backOffMs(waits, failures, random)).toBeLessThanOrEqual(longest);
    }),
  );
});
