import { describe, expect, it, test } from "vitest";
import { instantAt, localText, offsetMs, offsetText, wallClock } from "./wall-clock";

const at = (text: string) => Date.parse(text);

describe("wallClock", () => {
  it.each([
    ["Europe/Berlin", "2026-07-01T10:34:56Z", "2026-07-01T12:34:00Z"],
    ["Europe/Berlin", "2026-12-31T23:59:00Z", "2027-01-01T00:59:00Z"],
    ["Asia/Kathmandu", "2026-01-01T00:00:00Z", "2026-01-01T05:45:00Z"],
    ["America/New_York", "2026-03-01T03:15:00Z", "2026-02-28T22:15:00Z"],
  ])("shows in %s at %s what a clock there shows", (timeZone, instant, shown) => {
    expect(wallClock(timeZone, at(instant))).toBe(at(shown));
    expect(wallClock(timeZone, at(instant))).toBe(at(shown));
  });

  it("shows midnight as the day's first minute", () => {
    expect(wallClock("Europe/Oslo", at("2026-01-09T23:00:30Z"))).toBe(at("2026-01-10T00:00:00Z"));
  });
});

const berlin = "Europe/Berlin";
const utc = (text: string) => Date.parse(`${text}Z`);
const iso = (instant: number) => new Date(instant).toISOString().slice(0, 19);

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

it.each([
  ["2026-10-25T00:30:00", berlin, "2026-10-25 02:30:00", "+02:00"],
  ["2026-10-25T01:30:00", berlin, "2026-10-25 02:30:00", "+01:00"],
  ["2026-01-01T02:00:00", "America/St_Johns", "2025-12-31 22:30:00", "-03:30"],
  ["2026-01-01T00:00:00", "Asia/Kathmandu", "2026-01-01 05:45:00", "+05:45"],
  ["1970-01-01T00:00:00", "UTC", "1970-01-01 00:00:00", "+00:00"],
])("%s UTC is in %s told as %s, %s ahead of UTC", (text, timeZone, local, ahead) => {
  const instant = utc(text) + 0.125;
  const offset = offsetMs(timeZone, instant);
  expect([localText(instant, offset), offsetText(offset)]).toEqual([local, ahead]);
});
