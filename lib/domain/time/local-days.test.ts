import { expect, test } from "vitest";
import { addDays, dateAt, datesOfMonth, hourAt, localDay, localDays, weekdayOf } from "./local-days";

const hourMs = 3_600_000;

test.each([
  ["2026-03-29", "Europe/Oslo", 23],
  ["2026-10-25", "Europe/Oslo", 25],
  ["2026-06-01", "Europe/Oslo", 24],
  ["2026-10-04", "Australia/Lord_Howe", 23.5],
])("%s in %s has %d hours", (date, zone, hours) => {
  const day = localDay(date, zone);
  expect((day.to - day.from) / hourMs).toBe(hours);
});

test("days of a month follow each other, also over a border of the year and of summer time", () => {
  const days = localDays("2026-10-24", "2026-10-26", "Europe/Berlin");
  expect(days.map(({ date }) => date)).toEqual(["2026-10-24", "2026-10-25", "2026-10-26"]);
  expect(days.map(({ to }) => to).slice(0, -1)).toEqual(days.map(({ from }) => from).slice(1));
  expect(localDays("2026-12-31", "2027-01-01", "UTC")).toHaveLength(2);
  expect(localDays("2026-12-31", "2026-12-30", "UTC")).toEqual([]);
});

test("an instant has the date and the hour of the zone", () => {
  const at = Date.parse("2026-10-24T22:30:00Z");
  expect([dateAt(at, "Europe/Oslo"), hourAt(at, "Europe/Oslo")]).toEqual(["2026-10-25", 0]);
  expect([dateAt(at, "UTC"), hourAt(at, "UTC")]).toEqual(["2026-10-24", 22]);
  // 02:30 comes twice.
  const twice = ["2026-10-25T00:30:00Z", "2026-10-25T01:30:00Z"].map((text) => hourAt(Date.parse(text), "Europe/Oslo"));
  expect(twice).toEqual([2, 2]);
});

test("months have their own first and last date", () => {
  expect(datesOfMonth("2028-02")).toEqual(["2028-02-01", "2028-02-29"]);
  expect(datesOfMonth("2026-12")).toEqual(["2026-12-01", "2026-12-31"]);
});

test("a day after a day, and its weekday", () => {
  expect(addDays("2026-02-28", 1)).toBe("2026-03-01");
  expect(["2026-11-23", "2026-11-28", "2026-11-29"].map(weekdayOf)).toEqual([1, 6, 7]);
});

test.each(["", "2026-02-30", "29.03.2026", "2026-3-1"])("%j is no day", (date) => {
  expect(() => localDay(date, "Europe/Oslo")).toThrow(RangeError);
});

test.each(["", "2026-13", "2026-3"])("%j is no month", (month) => {
  expect(() => datesOfMonth(month)).toThrow(RangeError);
});
