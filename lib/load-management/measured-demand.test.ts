import { expect, it } from "vitest";
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
