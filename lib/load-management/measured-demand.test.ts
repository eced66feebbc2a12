import { expect, it } from "vitest";
import { measuredDemandAfter, measuredDemandMattersAt, noMeasuredDemand } from "./measured-demand";

const at = (currentA: number) => ({ currentA, phaseId: 4 });

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
