import { expect, it } from "vitest";
import { isMonth, monthAt, monthsLater, spanOfMonth } from "./months";

it.each([
  ["2026-11", 3, "2027-02"],
  ["2026-12", 1, "2027-01"],
  ["2026-01", -1, "2025-12"],
  ["2026-11", -23, "2024-12"],
])("%s and %i months", (month, months, expected) => {
  expect(monthsLater(month, months)).toBe(expected);
});

it.each(["2026-13", "2026-00", "2026-1", "soon", "2026-11-01"])("%j is no month", (text) => {
  expect(isMonth(text)).toBe(false);
  expect(() => monthsLater(text, 1)).toThrow(RangeError);
});

it("a month is the zone's own, also where the clock is set in it", () => {
  const { from, to } = spanOfMonth("2026-10", "Europe/Oslo");
  expect([from, to]).toEqual([Date.parse("2026-09-30T22:00Z"), Date.parse("2026-10-31T23:00Z")]);
  expect([monthAt(from, "Europe/Oslo"), monthAt(from - 1, "Europe/Oslo")]).toEqual(["2026-10", "2026-09"]);
  expect(spanOfMonth("2026-12", "UTC").to).toBe(Date.UTC(2027, 0));
});
