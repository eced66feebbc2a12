import { expect, it } from "vitest";
import type { Terminals } from "../domain/electrical/terminals";
import type { NetworkType } from "../domain/topology";
import { noSession, observed } from "./session-state";
import { charging } from "./test-input";
import type { LoadCharger } from "./types";

const hour = 3_600_000;

/** Ah served in an hour by an allocation, where nothing is measured. */
function served(network: NetworkType, currentA: number, terminals: Terminals, more: Partial<LoadCharger> = {}): number {
  const car = charging(1, currentA, terminals, more);
  return observed(observed(noSession, network, car, 1), network, car, 1 + hour).timeSlice.servedAh;
}

it("counts what a car is served by the phases that it is on", () => {
  expect(served("TN3", 10, "1-2-3-N")).toBeCloseTo(30);
  expect(served("TN3", 10, "1-2-3-N", { carPhases: 2 })).toBeCloseTo(20);
  expect(served("TN3", 10, "1-N")).toBeCloseTo(10);
});

it("counts all pairs of an IT grid by their power", () => {
  const energyOfThree = (230 * Math.sqrt(3) * 10) / 230;
  expect(served("IT3", 10, "1-2-3")).toBeCloseTo(energyOfThree);
  expect(served("IT3", 10, "1-2")).toBeCloseTo(10);
});

it("counts what is measured rather than what is allocated, and nothing of a car that does not charge", () => {
  expect(served("TN3", 10, "1-2-3-N", { measured: { terminalsA: [6, 6, 0], at: 1 } })).toBeCloseTo(12);
  expect(served("TN3", 10, "1-2-3-N", { demand: "ending" })).toBe(0);
});
