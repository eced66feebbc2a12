import { expect, it } from "vitest";
import { decide } from "../decide";
import { charger, charging, input } from "../test-input";
import type { LoadCharger } from "../types";

const now = 10_000_000;
const minute = 60_000;
const sliceBegan = (minutes: number) => ({ timeSlice: { servedAh: 0, since: now - minutes * minute } });

function waits(chargers: readonly LoadCharger[], fuseA: number) {
  const { grants } = decide(input(chargers, { fuseA, now }));
  return [...grants.values()].flatMap(({ queue }) => (queue ? [[queue.place, (queue.waitMs ?? 0) / minute]] : []));
}

it("tells the second in line when the next timeSlice leaves a place on its line, not one that ends on another", () => {
  const cars = [
    charging(1, 6, "1-N", { rotation: "L1", ...sliceBegan(10) }),
    charging(2, 6, "1-N", { rotation: "L2", ...sliceBegan(0) }),
    charger(3, { rotation: "L1" }),
    charger(4, { rotation: "L1" }),
  ];
  expect(waits(cars, 8)).toEqual([
    [1, 5],
    [2, 20],
  ]);
});

it("tells both the same time where two turns end together", () => {
  const cars = [1, 2].map((n) => charging(n, 6, "1-N", { rotation: "L1", ...sliceBegan(5) }));
  expect(waits([...cars, charger(3, { rotation: "L1" }), charger(4, { rotation: "L1" })], 12)).toEqual([
    [1, 10],
    [2, 10],
  ]);
});
