import fc from "fast-check";
import { describe, expect, it, test } from "vitest";
import { wallClock } from "../time/wall-clock";
import { ticksOf } from "./ticks";

const utc = (text: string) => Date.parse(`${text}Z`);
const wallOf = (timeZone: string, at: number) => new Date(wallClock(timeZone, at)).toISOString().slice(0, 16);
const walls = (from: string, to: string, most: number, timeZone = "Europe/Berlin") =>
  ticksOf({ from: utc(from), to: utc(to) }, timeZone, most).map(({ at }) => wallOf(timeZone, at));

describe("the marks of a time axis", () => {
  test("are round by the zone's own clock", () => {
    expect(walls("2026-07-01T10:07:00", "2026-07-01T11:07:00", 5)).toEqual([
      "2026-07-01T12:15",
      "2026-07-01T12:30",
      "2026-07-01T12:45",
      "2026-07-01T13:00",
    ]);
    expect(walls("2026-07-01T00:00:00", "2026-07-01T06:00:00", 2, "Asia/Kathmandu")).toEqual([
      "2026-07-01T06:00",
      "2026-07-01T09:00",
    ]);
  });

  test("on a day of 25 hours tell 02:00 twice, and stay at round hours after it", () => {
    expect(walls("2026-10-24T22:00:00", "2026-10-25T04:00:00", 6)).toEqual(
      ["00:00", "01:00", "02:00", "02:00", "03:00", "04:00", "05:00"].map((time) => `2026-10-25T${time}`),
    );
    expect(walls("2026-10-24T22:00:00", "2026-10-25T20:00:00", 8).map((wall) => wall.slice(11))).toEqual([
      "00:00",
      "03:00",
      "06:00",
      "09:00",
      "12:00",
      "15:00",
      "18:00",
      "21:00",
    ]);
  });

  test("on a day of 23 hours leave out what the clock skips", () => {
    expect(walls("2026-03-28T23:00:00", "2026-03-29T03:00:00", 4).map((wall) => wall.slice(11))).toEqual([
      "00:00",
      "01:00",
      "03:00",
      "04:00",
      "05:00",
    ]);
    expect(walls("2026-03-28T23:00:00", "2026-03-29T21:00:00", 4).map((wall) => wall.slice(11))).toEqual([
      "00:00",
      "06:00",
      "12:00",
      "18:00",
    ]);
  });

  test("are midnights, Mondays, and firsts of months where the range is long", () => {
    expect(walls("2026-10-23T10:00:00", "2026-10-27T10:00:00", 4)).toEqual(
      ["24", "25", "26", "27"].map((day) => `2026-10-${day}T00:00`),
    );
    expect(walls("2026-10-01T10:00:00", "2026-10-31T10:00:00", 5)).toEqual(
      ["05", "12", "19", "26"].map((day) => `2026-10-${day}T00:00`),
    );
    expect(walls("2025-11-27T10:00:00", "2026-11-27T10:00:00", 5)).toEqual(
      ["2026-01", "2026-04", "2026-07", "2026-10"].map((month) => `${month}-01T00:00`),
    );
  });

  test("say what begins there", () => {
    const ticks = ticksOf({ from: utc("2025-12-31T22:59:30"), to: utc("2026-01-01T00:00:00") }, "Europe/Berlin", 4);
    expect(ticks.map(({ begins }) => begins)).toEqual(["year", "minute", "hour"]);
    const seconds = ticksOf({ from: utc("2026-01-01T10:00:00"), to: utc("2026-01-01T10:01:00") }, "UTC", 4);
    expect(seconds.map(({ begins }) => begins)).toEqual(["hour", "second", "minute"]);
  });

  test("also where the clock skips midnight", () => {
    // Santiago, 2026-09-06: from 24:00 to 01:00.
    const ticks = ticksOf({ from: utc("2026-09-05T12:00:00"), to: utc("2026-09-08T12:00:00") }, "America/Santiago", 3);
    expect(ticks.map(({ at, begins }) => [wallOf("America/Santiago", at), begins])).toEqual([
      ["2026-09-06T01:00", "day"],
      ["2026-09-07T00:00", "day"],
      ["2026-09-08T00:00", "day"],
    ]);
  });

  it("ascend, lie in the range, and are not many more than there is room for", () => {
    const zone = fc.constantFrom("Europe/Berlin", "Australia/Lord_Howe", "America/St_Johns", "UTC", "Asia/Kathmandu");
    const begin = fc.integer({ min: utc("2024-01-01T00:00:00"), max: utc("2027-01-01T00:00:00") });
    const lengths = fc.integer({ min: 60_000, max: 5 * 366 * 86_400_000 });
    fc.assert(
      fc.property(zone, begin, lengths, fc.integer({ min: 2, max: 12 }), (timeZone, from, length, most) => {
        const found = ticksOf({ from, to: from + length }, timeZone, most).map(({ at }) => at);
        expect(found.every((at, i) => at > (found[i - 1] ?? from - 1) && at <= from + length)).toBe(true);
        expect(found.length).toBeLessThanOrEqual(most + 3);
      }),
      { numRuns: 300 },
    );
  });
});
