import { expect, it } from "vitest";
import { decide } from "./decide";
import { charger, charging, input } from "./test-input";

const now = 10_000_000;

/** A car that draws `measuredA` on its first phase, so many seconds after its charger confirmed 10 A. */
function drawing(measuredA: number, seconds: number, fuseA = 20) {
  const car = charging(1, 10, "1-N", {
    measured: { terminalsA: [measuredA, 0, 0], at: now },
    allocatedAt: now - seconds * 1_000,
    rotation: "L1",
  });
  return decide(input([car, charger(2, { rotation: "L1" })], { fuseA, now, installation: { switchCurrentA: 6 } }));
}

it("says of no car that follows within 10 s that it draws too much, and of one that does not follow after 15 s", () => {
  expect(drawing(16, 10).overdrawing).toEqual([]);
  expect(drawing(16, 15).overdrawing).toHaveLength(1);
});

it("lets a car be as much above its allocation as its charger need not report", () => {
  expect(drawing(11, 60).overdrawing).toEqual([]);
  expect(drawing(12, 60).overdrawing).toHaveLength(1);
});

it("stops a car that the others cannot make room for only after they have had half a minute", () => {
  const stops = (seconds: number, fuseA: number) =>
    drawing(16, seconds, fuseA).commands.some(({ method }) => method.name === "deallocate");
  expect(stops(30, 12)).toBe(false);
  expect(stops(60, 12)).toBe(true);
  expect(stops(60, 20)).toBe(false);
});
