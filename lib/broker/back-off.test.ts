import fc from "fast-check";
import { expect, it } from "vitest";
import { waitMs } from "./back-off";

it("doubles from half a second to 15 s, and spreads within half of it", () => {
  expect([0, 1, 2, 3, 4, 5, 6, 1000].map((failures) => waitMs(failures, 1))).toEqual([
    500, 1000, 2000, 4000, 8000, 15_000, 15_000, 15_000,
  ]);
  fc.assert(
    fc.property(fc.nat(200), fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }), (failures, random) => {
      const longest = waitMs(failures, 1);
      expect(waitMs(failures, random)).toBeGreaterThanOrEqual(longest / 2);
      expect(waitMs(failures, random)).toBeLessThanOrEqual(longest);
    }),
  );
});
