import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { AvailableWindow, Weekday } from "../topology";
import { windowAt } from "./weekly";

const minute = 60_000;
const hour = 60 * minute;
const at = (text: string) => Date.parse(text);
const window = (days: Weekday[], from: string, to: string): AvailableWindow => ({
  days,
  from,
  to,
  availableA: [10, 10, 10],
});
const everyDay: Weekday[] = [1, 2, 3, 4, 5, 6, 7];

describe("windowAt", () => {
  it("knows the day and the hour of the place", () => {
    const working = window([1, 2, 3, 4, 5], "07:00", "17:30");
    const schedule = [working];
    // Friday in winter: 07:00 in Oslo is 06:00 UTC.
    expect(windowAt(schedule, "Europe/Oslo", at("2026-01-09T05:59:59Z"))).toEqual({
      window: null,
      until: at("2026-01-09T06:00:00Z"),
    });
    expect(windowAt(schedule, "Europe/Oslo", at("2026-01-09T06:00:00Z"))).toEqual({
      window: working,
      until: at("2026-01-09T16:30:00Z"),
    });
    // After Friday comes Monday.
    expect(windowAt(schedule, "Europe/Oslo", at("2026-01-09T16:30:00Z"))).toEqual({
      window: null,
      until: at("2026-01-12T06:00:00Z"),
    });
  });

  it("passes midnight into a day that is not named", () => {
    const night = window([5], "22:00", "06:00");
    expect(windowAt([night], "UTC", at("2026-01-10T05:59:00Z"))).toEqual({
      window: night,
      until: at("2026-01-10T06:00:00Z"),
    });
    expect(windowAt([night], "UTC", at("2026-01-09T05:59:00Z")).window).toBeNull();
    const toMidnight = window([5], "22:00", "00:00");
    expect(windowAt([toMidnight], "UTC", at("2026-01-09T23:00:00Z")).until).toBe(at("2026-01-10T00:00:00Z"));
  });

  it("takes the first window that holds, and looks through where two give the same turn", () => {
    const [first, second] = [window(everyDay, "10:00", "12:00"), window(everyDay, "08:00", "14:00")];
    const now = at("2026-01-09T09:00:00Z");
    expect(windowAt([first, second], "UTC", now)).toEqual({ window: second, until: at("2026-01-09T10:00:00Z") });
    expect(windowAt([second, first], "UTC", now)).toEqual({ window: second, until: at("2026-01-09T14:00:00Z") });
  });

  it("says the same whatever it was asked before: later, earlier, elsewhere", () => {
    const morning = window(everyDay, "06:00", "09:00");
    const schedule = [morning];
    const seven = at("2026-01-09T07:00:00Z");
    expect(windowAt(schedule, "UTC", seven).window).toBe(morning);
    expect(windowAt(schedule, "UTC", seven + hour)).toEqual({ window: morning, until: at("2026-01-09T09:00:00Z") });
    expect(windowAt(schedule, "Asia/Tokyo", seven + hour).window).toBeNull();
    expect(windowAt(schedule, "UTC", seven - 2 * hour)).toEqual({ window: null, until: at("2026-01-09T06:00:00Z") });
    expect(windowAt(schedule, "UTC", seven + 2 * hour).window).toBeNull();
  });

  it("has no end where a window holds always", () => {
    const always = window(everyDay, "03:00", "03:00");
    expect(windowAt([always], "Europe/Berlin", at("2026-01-09T09:00:00Z"))).toEqual({ window: always, until: null });
    expect(windowAt([], "Europe/Berlin", 0)).toEqual({ window: null, until: null });
  });

  it("keeps to the wall's clock in the nights when it is set", () => {
    const night = window(everyDay, "01:30", "02:30");
    for (const zone of ["Europe/Oslo", "Europe/Berlin"]) {
      // Spring: 02:00 becomes 03:00; the window is half an hour long.
      expect(windowAt([night], zone, at("2026-03-29T00:45:00Z"))).toEqual({
        window: night,
        until: at("2026-03-29T01:00:00Z"),
      });
      // Autumn: 02:00 to 03:00 comes twice.
      expect(windowAt([night], zone, at("2026-10-24T23:45:00Z")).until).toBe(at("2026-10-25T00:30:00Z"));
      expect(windowAt([night], zone, at("2026-10-25T00:45:00Z"))).toEqual({
        window: null,
        until: at("2026-10-25T01:00:00Z"),
      });
      expect(windowAt([night], zone, at("2026-10-25T01:10:00Z"))).toEqual({
        window: night,
        until: at("2026-10-25T01:30:00Z"),
      });
    }
  });

  it("knows a clock that is set by half an hour", () => {
    const lordHowe = "Australia/Lord_Howe";
    const night = window(everyDay, "01:45", "02:15");
    // Autumn: 02:00 (UTC+11) becomes 01:30 (UTC+10:30), so that 01:45 comes twice.
    expect(windowAt([night], lordHowe, at("2026-04-04T14:45:00Z"))).toEqual({
      window: night,
      until: at("2026-04-04T15:00:00Z"),
    });
    expect(windowAt([night], lordHowe, at("2026-04-04T15:00:00Z"))).toEqual({
      window: null,
      until: at("2026-04-04T15:15:00Z"),
    });
    expect(windowAt([night], lordHowe, at("2026-04-04T15:15:00Z")).until).toBe(at("2026-04-04T15:45:00Z"));
    // Spring: 02:00 becomes 02:30, after the window's end.
    expect(windowAt([night], lordHowe, at("2026-10-03T15:15:00Z"))).toEqual({
      window: night,
      until: at("2026-10-03T15:30:00Z"),
    });
    const skipped = window(everyDay, "02:00", "02:30");
    expect(windowAt([skipped], lordHowe, at("2026-10-03T15:15:00Z"))).toEqual({
      window: null,
      until: at("2026-10-04T15:00:00Z"),
    });
  });

  it("passes midnight in a night when the clock is set, and at midnight itself", () => {
    // Saturday 22:00 to Sunday 06:00 in Oslo: seven hours in spring, nine in autumn.
    const night = window([6], "22:00", "06:00");
    expect(windowAt([night], "Europe/Oslo", at("2026-03-28T21:00:00Z"))).toEqual({
      window: night,
      until: at("2026-03-29T04:00:00Z"),
    });
    expect(windowAt([night], "Europe/Oslo", at("2026-10-24T20:00:00Z"))).toEqual({
      window: night,
      until: at("2026-10-25T05:00:00Z"),
    });
    // In Havana 00:00 is skipped in spring; in autumn, 01:00 becomes 00:00 of the same day.
    const toMidnight = window([6], "22:00", "00:00");
    expect(windowAt([toMidnight], "America/Havana", at("2026-03-08T04:00:00Z"))).toEqual({
      window: toMidnight,
      until: at("2026-03-08T05:00:00Z"),
    });
    const first = window([7], "00:00", "00:30");
    expect(windowAt([first], "America/Havana", at("2026-11-01T04:00:00Z")).until).toBe(at("2026-11-01T04:30:00Z"));
    expect(windowAt([first], "America/Havana", at("2026-11-01T04:30:00Z"))).toEqual({
      window: null,
      until: at("2026-11-01T05:00:00Z"),
    });
    expect(windowAt([first], "America/Havana", at("2026-11-01T05:00:00Z")).until).toBe(at("2026-11-01T05:30:00Z"));
  });
});

const clock = fc
  .tuple(fc.integer({ min: 0, max: 23 }), fc.constantFrom(0, 1, 15, 30, 59))
  .map(([h, m]) => `${String(h).padStart(2, "0")}:${String(m).padStart(2, "0")}`);
const schedules = fc.array(
  fc.record({
    days: fc.uniqueArray(fc.constantFrom(...everyDay), { minLength: 1 }),
    from: clock,
    to: clock,
    availableA: fc.constant<[number, number, number]>([1, 2, 3]),
  }),
  { minLength: 1, maxLength: 4 },
);
/** Evenings before the two nights of 2026 in which the clocks are set, and one before a night in which they are not. */
const european = ["2026-03-28T18:00:00Z", "2026-10-24T18:00:00Z", "2026-06-13T18:00:00Z"].map(at);
const places: [zone: string, nights: number[]][] = [
  ["Europe/Oslo", european],
  ["Europe/Berlin", european],
  // By half an hour.
  ["Australia/Lord_Howe", ["2026-04-04T08:00:00Z", "2026-10-03T08:00:00Z", "2026-06-13T08:00:00Z"].map(at)],
  // At midnight.
  ["America/Havana", ["2026-03-07T23:00:00Z", "2026-10-31T23:00:00Z", "2026-06-13T23:00:00Z"].map(at)],
];

const formats = new Map(
  places.map(([timeZone]) => [
    timeZone,
    new Intl.DateTimeFormat("en-GB", { timeZone, weekday: "short", hour: "2-digit", minute: "2-digit" }),
  ]),
);

/** By hand, minute for minute, from what the platform's clock says in words. */
function byHand(schedule: readonly AvailableWindow[], zone: string, now: number): AvailableWindow | null {
  const said = formats.get(zone)?.formatToParts(now) ?? [];
  const part = (type: string) => said.find((one) => one.type === type)?.value ?? "";
  const day = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"].indexOf(part("weekday")) + 1;
  const time = `${part("hour")}:${part("minute")}`;
  const yesterday = day === 1 ? 7 : day - 1;
  const found = schedule.find(({ days, from, to }) =>
    from < to
      ? days.some((one) => one === day) && from <= time && time < to
      : (days.some((one) => one === day) && from <= time) || (days.some((one) => one === yesterday) && time < to),
  );
  return found ?? null;
}

describe.each(places)("in %s, around the nights when the clock is set", (zone, nights) => {
  it("law: it is what the wall's clock says at every minute", () => {
    fc.assert(
      fc.property(
        schedules,
        fc.constantFrom(...nights),
        fc.integer({ min: 0, max: 14 * 60 }),
        (schedule, night, step) => {
          const now = night + step * minute;
          expect(windowAt(schedule, zone, now).window).toBe(byHand(schedule, zone, now));
        },
      ),
      { numRuns: 500 },
    );
  });

  it("law: until is the first instant at which another window counts", () => {
    fc.assert(
      fc.property(
        schedules,
        fc.constantFrom(...nights),
        fc.integer({ min: 0, max: 14 * 60 }),
        (schedule, night, step) => {
          const now = night + step * minute;
          const { window, until } = windowAt(schedule, zone, now);
          const end = Math.min(until ?? Number.POSITIVE_INFINITY, now + 3 * hour);
          for (let t = now; t < end; t += minute) expect(byHand(schedule, zone, t)).toBe(window);
          if (until !== null) expect(byHand(schedule, zone, until)).not.toBe(window);
        },
      ),
      { numRuns: 40 },
    );
  });
});
