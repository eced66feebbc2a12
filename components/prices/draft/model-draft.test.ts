import { describe, expect, test } from "vitest";
import { period } from "../../../lib/prices/test-model";
import { endedBefore, inOrder, nextPeriod, openBefore, overlapOf } from "./model-draft";

const first = period({ from: "2026-01-01", to: "2026-01-31", vatPercent: "25" });
const open = period({ from: "2026-03-01", vatPercent: "19" });

describe("the next period", () => {
  test("is a copy of the last one that begins the day after it", () => {
    expect(nextPeriod([first], "2026-07-20")).toEqual({ ...first, from: "2026-02-01", to: null });
  });
  test("begins with the next month where the last one has no end", () => {
    expect(nextPeriod([open, first], "2026-07-31")).toEqual({ ...open, from: "2026-08-01" });
    expect(nextPeriod([open], "2025-01-01")?.from).toBe("2026-04-01");
    expect(nextPeriod([open], "2026-12-15")?.from).toBe("2027-01-01");
  });
  test("is not told where there is none yet", () => {
    expect(nextPeriod([], "2026-07-20")).toBeNull();
  });
});

describe("a period that begins within one without an end", () => {
  test("can have that one end the day before", () => {
    expect(openBefore([open, first], "2026-03-02")).toBe(open);
    expect(endedBefore([open, first], "2026-03-02")).toEqual([{ ...open, to: "2026-03-01" }, first]);
  });
  test("ends none that begins later, or has an end", () => {
    expect(openBefore([open, first], "2026-03-01")).toBeNull();
    expect(openBefore([first], "2026-01-15")).toBeNull();
    expect(endedBefore([first, open], "2026-01-15")).toEqual([first, open]);
  });
});

describe("an overlap", () => {
  test("is told with which period, and from which day on", () => {
    const given = period({ from: "2026-01-31", to: "2026-02-10" });
    expect(overlapOf(given, [open, first])).toEqual({ other: first, from: "2026-01-31" });
    expect(overlapOf(period({ from: "2026-02-01" }), [open, first])).toEqual({ other: open, from: "2026-03-01" });
  });
  test("is none by a day", () => {
    expect(overlapOf(period({ from: "2026-02-01", to: "2026-02-28" }), [open, first])).toBeNull();
  });
});

test("periods stand in the order in which they begin", () => {
  expect(inOrder([open, first])).toEqual([first, open]);
});
