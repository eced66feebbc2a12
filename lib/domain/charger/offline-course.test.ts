import { describe, expect, it } from "vitest";
import { offlineCourse, offlineLines } from "./offline-course";

describe("what a charger does without its connection", () => {
  it("is told by the installation's lines", () => {
    expect(offlineCourse("TN3", "STR", 10, "1-N")).toEqual({ kind: "goesOn", currentA: 10, lines: ["L2"] });
    expect(offlineCourse("TN3", "RST", 16, "1-2-3-N")).toEqual({
      kind: "goesOn",
      currentA: 16,
      lines: ["L1", "L2", "L3"],
    });
    expect(offlineCourse("IT3", "RST", 6, "1-3")).toEqual({ kind: "goesOn", currentA: 6, lines: ["L1", "L3"] });
  });

  it("is nothing below 6 A, and unknown where the current was never told", () => {
    expect(offlineCourse("TN3", "RST", 0, "1-2-3-N")).toEqual({ kind: "stops" });
    expect(offlineCourse("TN3", "RST", 5.9, null)).toEqual({ kind: "stops" });
    expect(offlineCourse("TN3", "RST", null, "1-2-3-N")).toEqual({ kind: "unknown" });
  });

  it("is on unknown lines where the phase was never told, belongs to another grid, or the grid is not known", () => {
    for (const [network, terminals] of [
      ["TN3", null],
      ["TN3", "1-2-3"],
      [null, "1-2-3-N"],
    ] as const)
      expect(offlineCourse(network, "RST", 10, terminals)).toMatchObject({ kind: "goesOn", lines: null });
  });

  it("has lines where it does not charge, too", () => {
    expect(offlineLines("IT3", "RST", "1-2-3")).toEqual(["L1", "L2", "L3"]);
    expect(offlineLines("TN3", "TRS", "1-2-3-N")).toEqual(["L1", "L2", "L3"]);
    expect(offlineLines("TN3", "RST", null)).toBeNull();
    expect(offlineLines(null, "RST", "1-2-3-N")).toBeNull();
  });
});
