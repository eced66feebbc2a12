import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { HistoryPoint } from "../../lib/contract/view";
import { thin } from "./thin";

const value = fc.option(fc.double({ min: 0, max: 22_000, noNaN: true }), { nil: null });
const points = fc
  .array(fc.tuple(value, value, value, value), { maxLength: 2_000 })
  .map((rows) => rows.map((row, at): HistoryPoint => [at, ...row]));

describe("thin", () => {
  it("keeps the number bounded, the order, the ends, and every column's greatest value", () => {
    fc.assert(
      fc.property(points, (all) => {
        const kept = thin(all, 300);
        expect(kept.length).toBeLessThanOrEqual(302);
        expect([...kept].sort((a, b) => a[0] - b[0])).toEqual(kept);
        if (all.length === 0) return;
        expect([kept[0], kept.at(-1)]).toEqual([all[0], all.at(-1)]);
        for (const column of [1, 2, 3, 4] as const) {
          const greatest = (some: readonly HistoryPoint[]) => Math.max(...some.map((point) => point[column] ?? -1));
          expect(greatest(kept)).toBe(greatest(all));
          expect(kept.some((point) => point[column] === null)).toBe(all.some((point) => point[column] === null));
        }
      }),
      { numRuns: 100 },
    );
  });
});
