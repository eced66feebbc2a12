import { expect, it, test } from "vitest";
import { earlier, instantAt, offsetText, type SpanName } from "./calendar";

const berlin = "Europe/Berlin";
const utc = (text: string) => Date.parse(`${text}Z`);
const iso = (at: number) => new Date(at).toISOString().slice(0, 19);

test.each([
  ["2026-07-01T12:00:00", "2026-07-01T10:00:00"],
  ["2026-01-01T00:00:00", "2025-12-31T23:00:00"],
  // The clock goes from 02:00 to 03:00: 02:30 is never shown.
  ["2026-03-29T01:59:00", "2026-03-29T00:59:00"],
  ["2026-03-29T02:30:00", "2026-03-29T01:30:00"],
  ["2026-03-29T03:00:00", "2026-03-29T01:00:00"],
  // It goes from 03:00 back to 02:00: 02:30 is shown twice.
  ["2026-10-25T02:30:00", "2026-10-25T00:30:00"],
  ["2026-10-25T03:00:00", "2026-10-25T02:00:00"],
])("a clock in Berlin shows %s at %s UTC", (wall, at) => expect(iso(instantAt(berlin, utc(wall)))).toBe(at));

test("zones west of UTC, and those off by a part of an hour", () => {
  expect(iso(instantAt("America/St_Johns", utc("2026-01-01T00:00:00")))).toBe("2026-01-01T03:30:00");
  expect(iso(instantAt("Asia/Kathmandu", utc("2026-01-01T00:00:00")))).toBe("2025-12-31T18:15:00");
  expect(iso(instantAt("Pacific/Kiritimati", utc("2026-01-01T00:00:00")))).toBe("2025-12-31T10:00:00");
});

test.each<[SpanName, string, string]>([
  ["hour", "2026-03-29T01:30:00", "2026-03-29T00:30:00"],
  ["day", "2026-03-29T20:00:00", "2026-03-28T21:00:00"],
  ["day", "2026-10-25T21:00:07", "2026-10-24T20:00:07"],
  ["week", "2026-11-27T10:00:00", "2026-11-20T10:00:00"],
  ["month", "2026-03-31T10:00:00", "2026-02-28T11:00:00"],
  ["month", "2026-01-15T10:00:00", "2025-12-15T10:00:00"],
  ["year", "2024-02-29T10:00:00", "2023-02-28T10:00:00"],
])("a %s before %s UTC is %s, by the calendar of Berlin", (span, at, then) =>
  expect(iso(earlier(berlin, utc(at), span))).toBe(then),
);

it("tells how far a clock is from UTC", () => {
  expect(offsetText(berlin, utc("2026-07-01T00:00:00"))).toBe("+02:00");
  expect(offsetText("America/St_Johns", utc("2026-01-01T00:00:00"))).toBe("-03:30");
  expect(offsetText("UTC", 0)).toBe("+00:00");
});
