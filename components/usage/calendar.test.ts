import { expect, it } from "vitest";
import { localDay } from "../../lib/domain/time/local-days";
import { dayAround, monthAt, spanOfMonth } from "./calendar";

const hourMs = 3_600_000;

it.each([
  ["2026-03-29T12:00:00Z", 23],
  ["2026-10-25T12:00:00Z", 25],
  ["2026-06-01T12:00:00Z", 24],
])("the day around %s is the zone's own", (text, hours) => {
  const { from, to } = dayAround(Date.parse(text), "Europe/Oslo");
  expect((to - from) / hourMs).toBe(hours);
  expect({ from, to }).toEqual((({ date: _, ...span }) => span)(localDay(text.slice(0, 10), "Europe/Oslo")));
});

it("a month is the zone's own, also where the clock is set in it", () => {
  const { from, to } = spanOfMonth("2026-10", "Europe/Oslo");
  expect([from, to]).toEqual([Date.parse("2026-09-30T22:00Z"), Date.parse("2026-10-31T23:00Z")]);
  expect([monthAt(from, "Europe/Oslo"), monthAt(from - 1, "Europe/Oslo")]).toEqual(["2026-10", "2026-09"]);
});
