import { describe, expect, it, test } from "vitest";
import type { Terminals } from "../domain/electrical/terminals";
import type { NetworkType } from "../domain/topology";
import { begun, measuredMattersAt, noSession, observed, type Session, sessionPart } from "./session-state";
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

describe("a session", () => {
  const car = (currentA: number, terminals: Terminals = "1-2-3-N", more: Partial<LoadCharger> = {}) =>
    charging(1, currentA, terminals, more);
  /** What is remembered after a charger was seen like that, second by second. */
  const remembered = (...seen: LoadCharger[]) =>
    seen.reduce<Session>((session, each, i) => observed(session, "TN3", each, 1_000 * (i + 1)), noSession);

  it("is on its allocation since that is what it is", () => {
    expect(remembered(car(10), car(10)).allocatedAt).toBe(1_000);
    expect(remembered(car(10), car(12)).allocatedAt).toBe(2_000);
    expect(remembered(car(10), car(10, "1-N")).allocatedAt).toBe(2_000);
    const untold = { allocation: null };
    expect(remembered(car(10), car(10, "1-N", untold)).allocatedAt).toBe(2_000);
    expect(remembered(car(10, "1-N", untold), car(10)).allocatedAt).toBe(2_000);
  });

  it("has current since it was given some, without a break, and is forgotten with the car", () => {
    const since = (...seen: LoadCharger[]) => remembered(...seen).timeSlice.since;
    expect(since(car(10), car(16), car(16, "1-2-3-N", { demand: "ending" }))).toBe(1_000);
    expect(since(car(10), car(0), car(10))).toBe(3_000);
    expect(since(car(10), car(0))).toBeNull();
    expect(since(car(10), car(10, "1-2-3-N", { demand: "finished" }))).toBeNull();
    expect(since(car(10, "1-N", { allocation: null }))).toBeNull();
    expect(remembered(car(10), car(10, "1-2-3-N", { demand: "none" }))).toEqual(noSession);
  });

  test.each<[string, LoadCharger[], number]>([
    ["the first phases that it is given", [car(10)], 0],
    ["other current on the same", [car(10), car(16)], 0],
    ["a break", [car(10), car(0), car(10)], 0],
    ["one phase for three, and back", [car(10), car(10, "1-N"), car(10)], 2],
    ["another phase", [car(10, "1-N"), car(10, "2-N")], 1],
    ["phases that nobody knows", [car(10), car(10, "1-N", { allocation: { currentA: 10, terminals: null } })], 0],
    ["another word for its only wire", [car(10, "1-N", { rotation: "L2" }), car(10, "1-2-3-N", { rotation: "L2" })], 0],
  ])("counts changes of phases: %s", (_, seen, count) => {
    const { switches } = remembered(...seen);
    expect(switches.count).toBe(count);
    expect(switches.at).toBe(count === 0 ? 0 : 1_000 * seen.length);
  });

  it("remembers what it was measured to take, of the fullest line, while it charges", () => {
    const measured = { terminalsA: [7, 9, 8], at: 1 } as const;
    const minute = (more: Partial<LoadCharger>) =>
      observed(observed(noSession, "TN3", car(32), 1), "TN3", car(32, "1-2-3-N", { measured, ...more }), 100_000);
    expect(sessionPart(minute({})).measuredDemandA).toBe(10);
    expect(sessionPart(minute({ demand: "finished" })).measuredDemandA).toBeNull();
    expect(sessionPart(minute({ measured: null })).measuredDemandA).toBeNull();
  });

  it("begins with what the least served of the others had by weight, once", () => {
    const others = [
      { servedAh: 40, weight: 1 },
      { servedAh: 24, weight: 2 },
    ];
    const session = begun({ ...noSession, timeSlice: { servedAh: 1, since: 5 } }, 0.5, others);
    expect(session).toMatchObject({ begun: true, timeSlice: { servedAh: 7, since: 5 } });
    expect(begun(session, 0.5, others)).toBe(session);
    expect(begun(noSession, 1, []).timeSlice.servedAh).toBe(0);
  });

  test.each<[string, number, number]>([
    ["draws beyond its allocation: as soon as it has had the time to follow", 18, 13_000],
    ["draws what it may", 16, Number.POSITIVE_INFINITY],
    ["draws much less: when it has had the time to rise", 8, 61_000],
  ])("is looked at again of a car that %s", (_, measuredA, at) => {
    expect(measuredMattersAt(remembered(car(16)), measuredA, 5_000)).toBe(at);
    expect(measuredMattersAt(remembered(car(0)), measuredA, 5_000)).toBe(Number.POSITIVE_INFINITY);
    expect(measuredMattersAt(noSession, measuredA, 5_000)).toBe(Number.POSITIVE_INFINITY);
  });

  it("counts no time before it was first seen, and none backwards", () => {
    const seen = observed(noSession, "TN3", car(10), 100 * hour);
    expect(observed(seen, "TN3", car(10), 99 * hour).timeSlice.servedAh).toBe(0);
    expect(seen.timeSlice.servedAh).toBe(0);
    expect(observed(remembered(car(0)), "TN3", car(0), hour).timeSlice.servedAh).toBe(0);
  });
});
