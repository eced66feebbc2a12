import { describe, expect, it } from "vitest";
import { dayRuns, faultyPlaces, readSchedule, readWindow, rowFaults, rowOf, toggled } from "./windows";

const window = { days: [1, 2, 3, 4, 5], from: "06:00", to: "18:00", availableA: [40, 32.5, 40] } as const;

describe("a weekly schedule in its fields", () => {
  it("tells days in a row as one", () => {
    expect(dayRuns([1, 2, 3, 4, 5])).toEqual([[1, 5]]);
    expect(dayRuns([7, 1, 3])).toEqual([
      [1, 1],
      [3, 3],
      [7, 7],
    ]);
    expect(dayRuns([])).toEqual([]);
  });

  it("comes back from its fields as it went in", () => {
    expect(readWindow(rowOf(window, 0), 63)).toEqual(window);
  });

  it("is none while a row is not complete", () => {
    const row = rowOf(window, 0);
    for (const wrong of [{ days: [] }, { from: "6:00" }, { to: "24:00" }, { texts: ["", "1", "1"] as const }])
      expect(readSchedule([row, { ...row, ...wrong }], 63)).toBeNull();
    expect(readSchedule([row], 32)).toBeNull();
    expect(readSchedule([], 63)).toEqual([]);
  });

  it("tells what is missing or wrong in which row", () => {
    const row = rowOf(window, 0);
    const right = { days: false, from: false, to: false, amps: false };
    expect(rowFaults(row, 63)).toEqual(right);
    for (const text of ["abc", "-1", "99999", ""])
      expect(rowFaults({ ...row, texts: ["40", text, "40"] }, 63), text).toEqual({ ...right, amps: true });
    expect(rowFaults({ ...row, days: [], to: "" }, 63)).toEqual({ ...right, days: true, to: true });
    expect(faultyPlaces([row, { ...row, from: "" }, row, { ...row, days: [] }], 63)).toEqual([2, 4]);
    expect(faultyPlaces([row], 63)).toEqual([]);
  });

  it("takes a day in and out, in the week's order", () => {
    expect(toggled([1, 5], 3)).toEqual([1, 3, 5]);
    expect(toggled([1, 3, 5], 3)).toEqual([1, 5]);
  });
});
