import fc from "fast-check";
import { expect, test } from "vitest";
import { merged, type ToldPoint } from "./merge";

const point = (raw: string | null, arrivedAt: number, more: Partial<ToldPoint> = {}): ToldPoint => ({
  kind: 513,
  epoch: 1,
  ownAt: 10,
  at: 10,
  raw,
  arrivedAt,
  gone: false,
  ...more,
});

test("the same value again changes nothing, another one takes its place", () => {
  const told = [point("1", 1), point("1", 2)];
  expect(merged(told).get(513)).toEqual([{ epoch: 1, ownAt: 10, at: 10, raw: "1" }]);
  expect(merged([...told, point("2", 3)]).get(513)).toMatchObject([{ raw: "2" }]);
});

test("what differs in epoch or instant stays apart, in order", () => {
  const told = [point("c", 1, { at: 12 }), point("b", 2, { epoch: 2 }), point("a", 3), point(null, 4, { ownAt: 11 })];
  expect(
    merged(told)
      .get(513)
      ?.map(({ raw }) => raw),
  ).toEqual(["a", null, "b", "c"]);
});

test("what is gone is gone, unless it is told again later", () => {
  const gone = point(null, 5, { gone: true });
  expect(merged([point("1", 1), gone]).size).toBe(0);
  expect(merged([gone, point("1", 6)]).get(513)).toMatchObject([{ raw: "1" }]);
});

test("what is told takes the place of what was known, whenever it came", () => {
  const known = new Map([[513, [{ epoch: 1, ownAt: 10, at: 10, raw: "old" }]]]);
  expect(merged([point("new", -1)], known).get(513)).toMatchObject([{ raw: "new" }]);
  expect(merged([point(null, 1, { gone: true })], known).size).toBe(0);
  expect(merged([], known)).toEqual(known);
});

test("the order of telling makes no difference", () => {
  const told = fc.uniqueArray(
    fc.record({
      kind: fc.integer({ min: -2, max: 2 }),
      epoch: fc.integer({ min: 0, max: 2 }),
      ownAt: fc.integer({ min: 0, max: 3 }),
      at: fc.integer({ min: 0, max: 3 }),
      raw: fc.option(fc.constantFrom("1", "2")),
      arrivedAt: fc.integer({ min: 0, max: 1_000 }),
      gone: fc.boolean(),
    }),
    { selector: ({ arrivedAt }) => arrivedAt },
  );
  fc.assert(
    fc.property(told, (all) => {
      const points = merged(all);
      expect(merged([...all].reverse())).toEqual(points);
      expect(merged([...all, ...all])).toEqual(points);
    }),
  );
});
