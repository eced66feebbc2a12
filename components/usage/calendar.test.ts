import { expect, it } from "vitest";
import { localDay } from "../../lib/domain/time/local-days";
import { dayAround } from "./calendar";

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
