import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { datesOfMonth, type LocalDay, localDays } from "../domain/time/local-days";
import { quarterMs } from "../domain/time/quarters-of-day";
import { energyByDay, energyByHourOfWeek, energyByMonth, energyIn, together } from "./energy";
import { addQuietDay, addDay as addSummed, emptySums, type QuarterSums } from "./quarter-sums";

const dayMs = 86_400_000;
const hourMs = 3_600_000;
const dayOf = (at: number) => Math.floor(at / dayMs);
const month = (of: string, zone: string) => localDays(...datesOfMonth(of), zone);
const sumsOf = (days: readonly LocalDay[]) => emptySums(days[0]?.from ?? 0, days.at(-1)?.to ?? 0);
/** A day of a charger; null where it is unknown, `1` where it is estimated. */
interface ChargerDay {
  day: number;
  wh: readonly (number | null)[];
  estimated: string | null;
}
const addDay = (sums: QuarterSums, { day, wh, estimated }: ChargerDay) =>
  addSummed(sums, {
    day,
    chargers: 1,
    wh: wh.map((one) => one ?? 0),
    estimatedWh: estimated === null ? null : wh.map((one, index) => (estimated[index] === "1" ? (one ?? 0) : 0)),
    unknown: wh.includes(null) ? wh.map((one) => (one === null ? 1 : 0)) : null,
  });
/** A day of a charger with `wh` in each quarter-hour. */
const even = (day: number, wh: number | null, estimated: string | null = null): ChargerDay => ({
  day,
  wh: Array(96).fill(wh),
  estimated,
});

describe("days of a zone", () => {
  it.each([
    ["2026-03-29", 92],
    ["2026-10-25", 100],
    ["2026-06-10", 96],
  ])("%s has its own quarter-hours and no others", (date, quarters) => {
    const days = localDays(date, date, "Europe/Oslo");
    const sums = sumsOf(days);
    const [first = 0] = days.map(({ from }) => dayOf(from));
    for (let day = first - 1; day <= first + 2; day += 1) addDay(sums, even(day, 10));
    expect(energyByDay(sums, days)).toMatchObject([{ date, wh: quarters * 10, unknownHours: 0, estimatedWh: 0 }]);
  });

  it("tells how much of it is estimated", () => {
    const days = localDays("2026-06-10", "2026-06-10", "UTC");
    const sums = sumsOf(days);
    addDay(sums, even(dayOf(days[0]?.from ?? 0), 10, "1".repeat(4).padEnd(96, "0")));
    expect(energyByDay(sums, days)).toMatchObject([{ wh: 960, estimatedWh: 40 }]);
  });
});

describe("what is unknown", () => {
  const days = localDays("2026-06-10", "2026-06-11", "UTC");
  const first = dayOf(days[0]?.from ?? 0);

  it("makes a sum one of this at least, and tells of how many hours of chargers", () => {
    const sums = sumsOf(days);
    addDay(sums, { day: first, wh: [null, null, ...Array(94).fill(1)], estimated: null });
    addQuietDay(sums, first, false);
    addQuietDay(sums, first + 1, true);
    expect(energyByDay(sums, days)).toMatchObject([
      { wh: 94, unknownHours: 24.5 },
      { wh: 0, unknownHours: 0 },
    ]);
  });

  it("is no 0 where nothing else is", () => {
    const sums = sumsOf(days);
    addQuietDay(sums, first, false);
    const [day, next] = energyByDay(sums, days);
    expect(day).toMatchObject({ wh: null, unknownHours: 24 });
    // No charger was there.
    expect(next).toMatchObject({ wh: null, unknownHours: 0 });
    expect(together([day, next].flatMap((one) => one ?? []))).toEqual({ wh: null, estimatedWh: 0, unknownHours: 24 });
  });
});

describe("hours of the week", () => {
  it("are those that the clock on the wall shows, also where it is set", () => {
    const days = localDays("2026-10-24", "2026-10-26", "Europe/Oslo");
    const sums = sumsOf(days);
    for (let day = dayOf(sums.from); day <= dayOf(sums.from) + 4; day += 1) addDay(sums, even(day, 1));
    const hours = energyByHourOfWeek(sums, days, "Europe/Oslo");
    const of = (weekday: number, hour: number) => hours.find((one) => one.weekday === weekday && one.hour === hour);
    expect(hours).toHaveLength(168);
    expect(of(6, 2)).toMatchObject({ times: 1, wh: 4 });
    expect(of(7, 2)).toMatchObject({ times: 2, wh: 8 });
    expect(of(1, 2)).toMatchObject({ times: 1, wh: 4 });
    expect(of(3, 2)).toEqual({ weekday: 3, hour: 2, times: 0, wh: null, estimatedWh: 0, unknownHours: 0 });
  });

  it("pass only where anything is known, so that a mean takes nothing unknown for 0", () => {
    const days = localDays("2026-06-01", "2026-06-14", "UTC");
    const sums = sumsOf(days);
    addDay(sums, even(dayOf(sums.from), 250));
    addQuietDay(sums, dayOf(sums.from) + 7, false);
    const [monday] = energyByHourOfWeek(sums, days, "UTC");
    expect(monday).toMatchObject({ weekday: 1, hour: 0, times: 1, wh: 1_000, unknownHours: 1 });
  });

  it("skip an hour in spring", () => {
    const days = localDays("2026-03-29", "2026-03-29", "Europe/Oslo");
    const sums = sumsOf(days);
    for (const day of [dayOf(sums.from), dayOf(sums.from) + 1]) addDay(sums, even(day, 1));
    const hours = energyByHourOfWeek(sums, days, "Europe/Oslo").filter(({ times }) => times > 0);
    expect(hours).toHaveLength(23);
    expect(hours.map(({ hour }) => hour)).not.toContain(2);
  });
});

const zones = ["Europe/Oslo", "UTC", "Asia/Kathmandu", "Australia/Lord_Howe", "America/Santiago"];
const quarter = fc.option(fc.integer({ min: 0, max: 30_000 }), { nil: null });
const chargerDay = fc.record({
  offset: fc.integer({ min: -1, max: 62 }),
  wh: fc.array(quarter, { minLength: 96, maxLength: 96 }),
  estimated: fc.option(fc.stringMatching(/^[01]{96}$/), { nil: null }),
});

describe("laws", () => {
  it("a month is the sum of its days, and so are the hours of its weeks, whatever the clock does", () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...zones),
        fc.constantFrom("2026-03", "2026-04", "2026-09", "2026-10", "2028-02"),
        fc.array(chargerDay, { maxLength: 12 }),
        fc.array(fc.tuple(fc.integer({ min: 0, max: 62 }), fc.boolean()), { maxLength: 5 }),
        (zone, of, told, quiet) => {
          const days = month(of, zone);
          const sums = sumsOf(days);
          const first = dayOf(sums.from);
          for (const { offset, ...day } of told) addDay(sums, { day: first + offset, ...day });
          for (const [offset, isHeard] of quiet) addQuietDay(sums, first + offset, isHeard);
          const byDay = energyByDay(sums, days);
          const whole = energyIn(sums, { from: sums.from, to: sums.from + sums.count * quarterMs });
          expect(energyByMonth(byDay)).toEqual([{ month: of, ...whole }]);
          expect(together(energyByHourOfWeek(sums, days, zone))).toEqual(whole);
          const counted = energyByHourOfWeek(sums, days, zone).reduce((all, { times }) => all + times, 0);
          expect(counted * hourMs).toBe(sums.known.filter((chargers) => chargers > 0).length * quarterMs);
        },
      ),
      { numRuns: 60 },
    );
  });

  it("nothing that was told is lost or counted twice over the border of two months", () => {
    fc.assert(
      fc.property(fc.constantFrom(...zones), fc.array(chargerDay, { minLength: 1, maxLength: 6 }), (zone, told) => {
        const days = localDays("2026-09-28", "2026-12-10", zone);
        const sums = sumsOf(days);
        const first = dayOf(sums.from) + 2;
        for (const { offset, ...day } of told) addDay(sums, { day: first + offset, ...day });
        const wh = told.flatMap((one) => one.wh).reduce<number>((all, one) => all + (one ?? 0), 0);
        const unknown = told.flatMap((one) => one.wh).filter((one) => one === null).length;
        const all = together(energyByMonth(energyByDay(sums, days)));
        expect([all.wh ?? 0, all.unknownHours]).toEqual([wh, unknown / 4]);
      }),
      { numRuns: 60 },
    );
  });
});
