import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { inOrder, type Point, packBlock, UnknownVersion, unpackBlock } from "./block";
import { BrokenBytes } from "./bytes";
import type { Raw } from "./packed-values";

const hour = Date.UTC(2026, 2, 2, 8) * 1_000;
const at = (us: number, raw: Raw, more: Partial<Point> = {}): Point => ({
  epoch: 1,
  ownAt: hour + us,
  at: hour + us,
  raw,
  ...more,
});
const roundTrip = (points: Map<number, Point[]>) => unpackBlock(packBlock(points));
const values = (raws: readonly Raw[]) => new Map([[513, raws.map((raw, index) => at(index * 20_000_001, raw))]]);

describe("a block gives back what was put in", () => {
  test.each([
    ["numbers", ["0", "11000", "-3", "230.125", "0.5"]],
    ["numbers with the same decimals, zeros included", ["230.50", "231.00", "0.25"]],
    ["numbers with and without zeros at the end", ["230.50", "231", "0.25"]],
    ["numbers too long for one", ["123456789012345678901234567890.5", "9007199254740993", "1"]],
    ["what only looks like numbers", ["01", "1.", ".5", "-0", "1e3", "+1", " 1", "NaN", "٣"]],
    ["many decimals", ["0.123456789012", "0.1"]],
    ["texts, the same again and again", ["charging", "paused", "charging", "charging", ""]],
    ["what was cleared, which is neither empty nor 0", [null, "", "0", null]],
    ["text of any language", ["Ladepunkt Süd ⚡", "\u{1f50c}"]],
  ] as [string, Raw[]][])("%s", (_, raws) => {
    expect(roundTrip(values(raws))).toEqual(values(raws));
  });

  test("the microsecond, the epoch and the charger's own time", () => {
    const points = new Map([
      [710, [at(1, "1"), at(2, "2", { epoch: 2, ownAt: 17 }), at(3, "3", { epoch: 2, ownAt: 18 })]],
    ]);
    expect(roundTrip(points)).toEqual(points);
  });

  test("two points of one instant and different epochs", () => {
    const points = new Map([[710, [at(1, "1"), at(1, "2", { epoch: 2 })]]]);
    expect(roundTrip(points)).toEqual(points);
  });

  test("kinds that were told at different instants", () => {
    const points = new Map([
      [507, [at(0, "1"), at(2, "2"), at(9, "3")]],
      [513, [at(1, "4"), at(2, "5")]],
      [710, [at(9, "6")]],
    ]);
    expect(roundTrip(points)).toEqual(points);
  });

  test("of the kinds that are asked for, and no others", () => {
    const points = new Map([
      [507, [at(0, "1")]],
      [513, [at(0, "2"), at(1, "3")]],
    ]);
    expect(unpackBlock(packBlock(points), new Set([513, 999]))).toEqual(new Map([[513, points.get(513)]]));
  });

  test("nothing", () => {
    expect(roundTrip(new Map([[513, []]]))).toEqual(new Map());
  });

  const raw = fc.oneof(
    fc.constant(null),
    fc.string({ unit: "binary" }).filter((text) => text.isWellFormed()),
    fc.integer().map(String),
    fc.double({ noNaN: true }).map(String),
    fc.tuple(fc.nat(400), fc.nat(9_999)).map(([whole, part]) => `${whole}.${part}`),
  );
  const point = fc.record({
    epoch: fc.nat(4),
    us: fc.nat(3_600_000_000),
    error: fc.integer({ min: -hour, max: 1e15 }),
    raw,
  });
  const kinds = fc.dictionary(fc.nat(999).map(String), fc.array(point, { maxLength: 40 }));

  test("whatever it is", () => {
    fc.assert(
      fc.property(kinds, (given) => {
        const points = new Map<number, Point[]>();
        for (const [kind, list] of Object.entries(given)) {
          const all = list.map(({ epoch, us, error, raw: told }) => at(us, told, { epoch, ownAt: hour + us + error }));
          const unique = all.sort(inOrder).filter((one, i) => i === 0 || inOrder(all[i - 1] as Point, one) !== 0);
          if (unique.length > 0) points.set(Number(kind), unique);
        }
        expect(roundTrip(points)).toEqual(points);
      }),
    );
  });
});

describe("what is no block", () => {
  const block = packBlock(values(["1", "2", "charging", null, "230.5"]));

  test("is told by its version", () => {
    const newer = Buffer.from(block);
    newer[0] = 2;
    expect(() => unpackBlock(newer)).toThrow(UnknownVersion);
  });

  test("is told wherever a byte is another, or the end is missing", () => {
    for (let i = 1; i < block.length; i += 1) {
      const changed = Buffer.from(block);
      changed[i] = (changed[i] ?? 0) ^ 0x10;
      expect(() => unpackBlock(changed), `byte ${i}`).toThrow(BrokenBytes);
      expect(() => unpackBlock(block.subarray(0, i)), `${i} bytes`).toThrow(BrokenBytes);
    }
  });
});
