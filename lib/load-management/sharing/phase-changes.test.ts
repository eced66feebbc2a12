import { describe, expect, it } from "vitest";
import type { Terminals } from "../../domain/electrical/terminals";
import type { Triple } from "../../domain/topology";
import { decide } from "../decide";
import { charger, charging, input } from "../test-input";
import type { LoadCharger } from "../types";

const now = 10_000_000;

function ways(chargers: readonly LoadCharger[], availableA: Triple<number>, more = {}) {
  const { grants } = decide(input(chargers, { fuseA: 63, now, installation: { availableA, ...more } }));
  return [...grants.values()].map(({ currentA, terminals }) => [currentA, terminals]);
}

describe("a change of phases", () => {
  const on = (terminals: Terminals) => ({ switches: { count: 0, at: 0, terminals } });

  it("back to three is not made for one ampere more than the least, but for three more", () => {
    const one = charging(1, 10, "1-N", on("1-N"));
    expect(ways([one], [10, 7, 7], { switchCurrentA: 6 })).toEqual([[10, "1-N"]]);
    expect(ways([one], [10, 9, 9], { switchCurrentA: 6 })).toEqual([[9, "1-2-3-N"]]);
  });

  it("to another line is not made for a little more room, but where there is clearly more", () => {
    const one = charging(1, 12, "1-N", { carPhases: 1, ...on("1-N") });
    expect(ways([one], [12, 16, 12])).toEqual([[12, "1-N"]]);
    expect(ways([one], [12, 20, 12])).toEqual([[20, "2-N"]]);
  });

  it("to one is not made while cars charge, for 8 A that another line has to spare, but for 12 A", () => {
    const two = [1, 2].map((n) => charging(n, 6, "1-2-3-N", on("1-2-3-N")));
    expect(ways(two, [20, 12, 20])).toEqual([
      [6, "1-2-3-N"],
      [6, "1-2-3-N"],
    ]);
    expect(ways(two, [24, 12, 24]).map(([, terminals]) => terminals)).not.toEqual(["1-2-3-N", "1-2-3-N"]);
  });

  it("to one is made for 6 A, not for 5 A, by cars that have not begun", () => {
    const two = [1, 2].map((n) => charger(n));
    expect(ways(two, [17, 12, 17])).toEqual([
      [6, "1-2-3-N"],
      [6, "1-2-3-N"],
    ]);
    expect(ways(two, [18, 12, 18]).map(([, terminals]) => terminals)).not.toEqual(["1-2-3-N", "1-2-3-N"]);
  });
});

describe("lines of which one is narrower", () => {
  it("are all used: cars that have not begun take one of the wide ones each", () => {
    expect(ways([charger(1), charger(2)], [18, 32, 32])).toEqual([
      [32, "3-N"],
      [32, "2-N"],
    ]);
  });

  it("let a car that charges on three go to a wide one where that doubles what both have", () => {
    const three = [1, 2].map((n) =>
      charging(n, 6, "1-2-3-N", { switches: { count: 0, at: 0, terminals: "1-2-3-N" as const } }),
    );
    expect(ways(three, [63, 63, 24])).toEqual([
      [24, "1-2-3-N"],
      [32, "1-N"],
    ]);
  });

  it("are both left where each of two cars can have as much on a wide one alone", () => {
    const three = [1, 2].map((n) =>
      charging(n, 6, "1-2-3-N", { switches: { count: 0, at: 0, terminals: "1-2-3-N" as const } }),
    );
    expect(ways(three, [32, 32, 20]).map(([currentA]) => currentA)).toEqual([32, 32]);
  });

  it("cost a car two phases only where those are not better used", () => {
    const onThree = charging(2, 6, "1-2-3-N", { switches: { count: 0, at: 0, terminals: "1-2-3-N" as const } });
    expect(ways([charger(1), onThree], [24, 16, 16])).toEqual([
      [8, "1-2-3-N"],
      [8, "1-2-3-N"],
    ]);
  });
});

it("gives a car on one pair of an IT grid as much power as one on all of them", () => {
  const pair = charging(1, 20, "1-2", { switches: { count: 4, at: 0, terminals: "1-2" as const } });
  const it3 = { networkType: "IT3" as const, switchCurrentA: 6 };
  const all = charging(2, 10, "1-2-3", { switches: { count: 4, at: 0, terminals: "1-2-3" as const } });
  const [[one = 0] = [], [three = 0] = []] = ways([pair, all], [40, 40, 40], it3) as number[][];
  expect((one * 230) / (three * Math.sqrt(3) * 230)).toBeGreaterThan(0.92);
  expect((one * 230) / (three * Math.sqrt(3) * 230)).toBeLessThan(1.08);
});

it("says of no charger that it shall have more than 32 A, the most that can be said", () => {
  expect(ways([charger(1, { maxCurrentA: 80, reportedMaxA: 80 })], [63, 63, 63])).toEqual([[32, "1-2-3-N"]]);
});
