import { expect, it, test } from "vitest";
import { measuredDemandAfter, measuredDemandMattersAt, noMeasuredDemand } from "./measured-demand";

const at = (currentA: number) => ({ currentA, terminals: "1-2-3-N" as const });

it("remembers what a car takes while it is given less, until it draws to that", () => {
  const offered = measuredDemandAfter(noMeasuredDemand, at(32), 0, 0, 0);
  const known = measuredDemandAfter(offered, at(32), 32, 16, 70_000);
  expect(known.mostA).toBe(17);
  const less = measuredDemandAfter(known, at(10), 32, 10, 80_000);
  expect(less.mostA).toBe(17);
  expect(measuredDemandMattersAt(less, at(10), 10, 80_000)).toBe(Number.POSITIVE_INFINITY);
  const again = measuredDemandAfter(less, at(17), 10, 16, 90_000);
  expect(again.mostA).toBe(17);
  expect(measuredDemandMattersAt(again, at(17), 17, 100_000)).toBe(100_000);
  expect(measuredDemandAfter(again, at(17), 17, 17, 100_000).mostA).toBeNull();
});

/** What is known of a car that was offered `offeredA` and takes `measuredA`, after so many seconds. */
const after = (seconds: number, offeredA: number, measuredA: number) => {
  const offered = measuredDemandAfter(noMeasuredDemand, at(offeredA), 0, 0, 0);
  return measuredDemandAfter(offered, at(offeredA), offeredA, measuredA, seconds * 1_000);
};

it("leaves a car its current while it still rises, and when it takes only 1 A less", () => {
  expect(after(40, 32, 12).mostA).toBeNull();
  expect(after(90, 32, 12).mostA).toBe(13);
  expect(after(600, 16, 15).mostA).toBeNull();
  expect(after(600, 16, 13.5).mostA).toBeLessThan(16);
});

it("takes a car that is half an ampere below its limit for one that wants more", () => {
  const known = after(90, 32, 16);
  expect(measuredDemandAfter(known, at(17), 17, 16.5, 200_000).mostA).toBeNull();
});

it("offers a car more after a quarter of an hour, enough to see whether it takes that, and no more of what others have", () => {
  const known = after(90, 32, 16);
  const in10 = measuredDemandAfter(known, at(17), 17, 16, 690_000);
  expect(in10.mostA).toBe(17);
  const offeredA = measuredDemandAfter(in10, at(17), 17, 16, 1_080_000).mostA ?? 0;
  expect(offeredA).toBeGreaterThan(16 + 2);
  expect(offeredA).toBeLessThanOrEqual(17 + 4);
});

test.each<[string, measuredA: number, knownA: number | null, is: number | null, matters: number]>([
  ["it has no allocation", 10, null, null, Number.POSITIVE_INFINITY],
  ["it is allocated nothing", 0, null, 0, Number.POSITIVE_INFINITY],
  ["it takes all that it gets, and nothing else was known", 16, null, 16, Number.POSITIVE_INFINITY],
  ["it takes all though it was known to need less", 16, 12, 16, 200_000],
  ["it takes all of less than it is known to need", 10, 12, 10, Number.POSITIVE_INFINITY],
  ["it takes about 1 A less", 15, null, 16, Number.POSITIVE_INFINITY],
  ["it takes much less", 10, null, 16, 200_000],
  ["it takes as much less as is known", 10, 11, 16, Number.POSITIVE_INFINITY],
  ["it takes less than the least that it can be given", 3, null, 6, Number.POSITIVE_INFINITY],
])("a measured current matters where %s", (_, measuredA, mostA, is, matters) => {
  const known = { mostA, since: 0, raisedAt: 0 };
  expect(measuredDemandMattersAt(known, is === null ? null : at(is), measuredA, 200_000)).toBe(matters);
});

it("waits until a car has had the time to rise, since it was given more", () => {
  const known = { mostA: null, since: 0, raisedAt: 190_000 };
  expect(measuredDemandMattersAt(known, at(16), 8, 200_000)).toBe(250_000);
  const raised = measuredDemandAfter(known, at(16), 10, 8, 200_000);
  expect(raised).toEqual({ mostA: null, since: 0, raisedAt: 200_000 });
  expect(measuredDemandAfter(known, null, 10, 8, 200_000)).toEqual({ mostA: null, since: 0, raisedAt: 200_000 });
  const lowered = measuredDemandAfter({ mostA: 9, since: 5, raisedAt: 100_000 }, at(10), 16, 7, 200_000);
  expect(lowered).toEqual({ mostA: 8, since: 200_000, raisedAt: 100_000 });
});

it("knows nothing more of a car that is not measured, and nothing new where it takes the same", () => {
  const known = { mostA: 9, since: 5, raisedAt: 10 };
  expect(measuredDemandAfter(known, at(16), 16, null, 200_000)).toEqual({ ...known, mostA: null });
  expect(measuredDemandAfter(known, at(16), 16, 8.2, 200_000)).toEqual(known);
});
