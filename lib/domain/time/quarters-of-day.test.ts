import { expect, test } from "vitest";
import { quartersOfDay } from "./quarters-of-day";

test.each([
  ["2026-03-02", "Europe/Oslo", 96, "2026-03-01T23:00Z"],
  ["2026-03-29", "Europe/Oslo", 92, "2026-03-28T23:00Z"],
  ["2026-10-25", "Europe/Oslo", 100, "2026-10-24T22:00Z"],
  ["2026-03-02", "Asia/Kathmandu", 96, "2026-03-01T18:15Z"],
  ["2026-03-02", "Asia/Kolkata", 96, "2026-03-01T18:30Z"],
  // The clock is set by half an hour; at midnight.
  ["2026-10-04", "Australia/Lord_Howe", 94, "2026-10-03T13:30Z"],
  ["2024-09-08", "America/Santiago", 92, "2024-09-08T04:00Z"],
  ["2026-01-01", "UTC", 96, "2026-01-01T00:00Z"],
])("%s in %s has %i quarter-hours", (date, zone, count, begin) => {
  const quarters = quartersOfDay(date, zone);
  expect(quarters).toHaveLength(count);
  expect(quarters[0]).toBe(Date.parse(begin));
  expect(quarters.every((at) => at % 900_000 === 0)).toBe(true);
});

test("days follow each other, also where the clock is set", () => {
  const of = (date: string) => quartersOfDay(date, "Europe/Berlin");
  expect((of("2026-10-25").at(-1) ?? 0) + 900_000).toBe(of("2026-10-26")[0]);
  expect((of("2026-03-28").at(-1) ?? 0) + 900_000).toBe(of("2026-03-29")[0]);
});

test.each(["", "2026-02-30", "29.03.2026", "2026-3-1"])("%j is no day", (date) => {
  expect(() => quartersOfDay(date, "Europe/Oslo")).toThrow(RangeError);
});
