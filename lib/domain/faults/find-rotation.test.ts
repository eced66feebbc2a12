import { describe, expect, it } from "vitest";
import type { LegIndex } from "../electrical/phase";
import { believedLegs, isSeenElsewhere, legOfStep, noteSeen, nothingSeen, type SeenLegs } from "./find-rotation";

describe("the leg on which a meter saw a step", () => {
  it("is on TN the one line that changed by as much", () => {
    expect(legOfStep("TN3", 16, [20.3, 15.1, 9.8], [20.1, 31.3, 10.2])).toBe(1);
    expect(legOfStep("TN3", -10, [20.3, 31.3, 9.8], [20.1, 31.3, 0.2])).toBe(2);
    // 40 A of a building with power factor 0.8, and 16 A of a car: 53.6 A.
    expect(legOfStep("TN3", 16, [40, 5, 5], [53.6, 5, 5])).toBe(0);
  });

  it("is not told where another line moves, the size differs, or the direction", () => {
    expect(legOfStep("TN3", 16, [20, 15, 10], [20, 31, 12.1])).toBeNull();
    expect(legOfStep("TN3", 16, [20, 15, 10], [20, 26, 10])).toBeNull();
    expect(legOfStep("TN3", 16, [20, 15, 10], [20, 36, 10])).toBeNull();
    // Solar power flows out, and the meter tells magnitudes only.
    expect(legOfStep("TN3", 16, [20, 20, 20], [20, 4, 20])).toBeNull();
    expect(legOfStep("TN3", 16, [20, 15, 10], [20, 15, 10])).toBeNull();
    expect(legOfStep("TN3", 16, [10, 10, 10], [26, 26, 26])).toBeNull();
  });

  it("is on IT the pair of lines that changed, wherever the building's current points", () => {
    expect(legOfStep("IT3", 16, [0, 0, 0], [16, 16, 0])).toBe(2);
    // 30 A on L1-L3 before: 16 A more on L1-L2 are 40.4 A on L1.
    expect(legOfStep("IT3", 16, [30, 0, 30], [40.4, 16, 30])).toBe(2);
    expect(legOfStep("IT3", -6, [20, 25.2, 25.2], [20, 20, 20])).toBe(1);
    expect(legOfStep("IT3", 16, [20, 20, 20], [34, 20, 34])).toBe(0);
    expect(legOfStep("IT3", 16, [20, 20, 20], [36, 20, 20])).toBeNull();
  });
});

const see = (...legs: LegIndex[]): SeenLegs => legs.reduce((seen, leg) => noteSeen(seen, 0, leg), nothingSeen);

describe("what a meter saw", () => {
  it("is believed when it saw the same three times in a row", () => {
    expect(believedLegs(see(1, 1))).toEqual([null, null, null]);
    expect(believedLegs(see(1, 1, 1))).toEqual([1, null, null]);
    expect(believedLegs(see(1, 1, 1, 1, 1, 1))).toEqual([1, null, null]);
    expect(believedLegs(see(1, 1, 0, 1))).toEqual([null, null, null]);
  });

  it("is taken back by one step on another line", () => {
    expect(believedLegs(see(1, 1, 1, 1, 0))).toEqual([null, null, null]);
    expect(believedLegs(see(1, 1, 1, 0, 0, 0))).toEqual([0, null, null]);
  });

  it("is a fault only where the reading is wired and counts on another line", () => {
    expect(isSeenElsewhere([0, 1, 2], [1, null, null])).toBe(true);
    expect(isSeenElsewhere([1, 2, 0], [1, null, null])).toBe(false);
    expect(isSeenElsewhere([null, null, null], [1, null, null])).toBe(false);
    expect(isSeenElsewhere([0, 1, 2], [null, null, null])).toBe(false);
  });
});
