import { describe, expect, it } from "vitest";
import { wallClock } from "./wall-clock";

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
