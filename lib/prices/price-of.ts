import Big from "big.js";
import { daysLater } from "./dates";
import type { DayKind } from "./forms";
import type { Band, Period, PriceModel } from "./model";
import { type WallClock, wallClock } from "./wall-clock";

/** A price as a market publishes it: of a kWh, without VAT and without anything of our own. */
export interface SpotPrice {
  perKwh: string;
  currency: string;
}

/** What a quarter-hour's energy costs. */
export type QuarterPrice =
  | { isKnown: true; perKwh: Big; period: Period }
  /** `noPeriod`: no price is entered for that day. `noSpot`: none was published. `otherCurrency`: one in another currency was. */
  | { isKnown: false; why: "noPeriod" | "noSpot" | "otherCurrency"; period: Period | null };

/**
 * Tells what each quarter-hour costs by a model without faults.
 * @param spot the published price of the quarter-hour that begins then, ms; null: there is none
 */
export function pricer(
  { periods, holidays }: PriceModel,
  timeZone: string,
  spot: (at: number) => SpotPrice | null,
): (at: number) => QuarterPrice {
  const free = new Set(holidays);
  const dayKind = ({ date, weekday }: Pick<WallClock, "date" | "weekday">): DayKind => {
    if (free.has(date)) return "holiday";
    if (weekday === 7) return "sunday";
    return weekday === 6 ? "saturday" : "weekday";
  };
  return (at) => {
    const now = wallClock(at, timeZone);
    const period = periods.find(({ from, to }) => from <= now.date && (to === null || now.date <= to)) ?? null;
    if (period === null) return { isKnown: false, why: "noPeriod", period };
    const { energy } = period;
    if (energy.kind === "fixed") return { isKnown: true, perKwh: Big(energy.perKwh), period };
    if (energy.kind === "timeOfDay") {
      const band = energy.bands.find((one) => holds(one, now, dayKind));
      return { isKnown: true, perKwh: Big((band ?? energy).perKwh), period };
    }
    const published = spot(at);
    if (published === null) return { isKnown: false, why: "noSpot", period };
    if (published.currency !== period.currency) return { isKnown: false, why: "otherCurrency", period };
    const perKwh = Big(published.perKwh).times(energy.factor).plus(energy.plusPerKwh);
    return { isKnown: true, perKwh, period };
  };
}

/** Over midnight a band belongs to the day on which it begins, as all weekly schedules here do (`domain/settings/weekly.ts`). */
function holds(
  { season, days, from, to }: Band,
  { date, time, weekday }: WallClock,
  kindOf: (day: { date: string; weekday: number }) => DayKind,
): boolean {
  const on = (day: { date: string; weekday: number }) => days.includes(kindOf(day)) && isIn(season, day.date.slice(5));
  const today = { date, weekday };
  if (from === to) return on(today);
  if (from < to) return from <= time && time < to && on(today);
  const yesterday = () => ({ date: daysLater(date, -1), weekday: weekday === 1 ? 7 : weekday - 1 });
  return (from <= time && on(today)) || (time < to && on(yesterday()));
}

function isIn(season: Band["season"], monthDay: string): boolean {
  if (season === null) return true;
  const { from, to } = season;
  return from <= to ? from <= monthDay && monthDay <= to : from <= monthDay || monthDay <= to;
}
