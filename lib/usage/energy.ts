import { hourAt, type LocalDay, monthOf, weekdayOf } from "../domain/time/local-days";
import { quarterMs } from "../domain/time/quarters-of-day";
import { placesIn, type QuarterSums } from "./quarter-sums";

/** Energy of some time and some chargers. Where `unknownHours` is not 0 it was this at least. */
export interface EnergySum {
  /** Wh. Null: nothing is known. */
  wh: number | null;
  /** How much of `wh` is estimated. */
  estimatedWh: number;
  /** Hours of single chargers in which nothing is known: two chargers for half an hour make one. */
  unknownHours: number;
}

export type EnergyDay = EnergySum & LocalDay;
export type EnergyMonth = EnergySum & { month: string };

/** An hour of the week, over all the weeks. */
export interface EnergyHour extends EnergySum {
  /** 1 = Monday ... 7 = Sunday. */
  weekday: number;
  /** As the clock on the wall shows it, 0 to 23. */
  hour: number;
  /** How often it has passed with anything known; an hour that the clock shows twice counts twice. */
  times: number;
}

class Summing {
  #wh = 0;
  #estimatedWh = 0;
  #known = 0;
  #unknown = 0;

  add(sums: QuarterSums, at: number): void {
    this.#wh += sums.wh[at] ?? 0;
    this.#estimatedWh += sums.estimatedWh[at] ?? 0;
    this.#known += sums.known[at] ?? 0;
    this.#unknown += sums.unknown[at] ?? 0;
  }
  sum(): EnergySum {
    return {
      wh: this.#known > 0 ? this.#wh : null,
      estimatedWh: this.#estimatedWh,
      unknownHours: (this.#unknown * quarterMs) / 3_600_000,
    };
  }
}

/** Of a stretch of time, ms. */
export function energyIn(sums: QuarterSums, span: { from: number; to: number }): EnergySum {
  const summing = new Summing();
  const [first, end] = placesIn(sums, span);
  for (let at = first; at < end; at += 1) summing.add(sums, at);
  return summing.sum();
}

export const energyByDay = (sums: QuarterSums, days: readonly LocalDay[]): EnergyDay[] =>
  days.map((day) => ({ ...day, ...energyIn(sums, day) }));

/** Several sums as one: nothing is known only where nothing is known of any. */
export const together = (sums: readonly EnergySum[]): EnergySum => ({
  wh: sums.reduce<number | null>((all, { wh }) => (wh === null ? all : (all ?? 0) + wh), null),
  estimatedWh: sums.reduce((all, { estimatedWh }) => all + estimatedWh, 0),
  unknownHours: sums.reduce((all, { unknownHours }) => all + unknownHours, 0),
});

/** Months are made of days, and of nothing else. */
export function energyByMonth(days: readonly EnergyDay[]): EnergyMonth[] {
  const months = new Map<string, EnergyDay[]>();
  for (const day of days) {
    const month = monthOf(day.date);
    months.set(month, [...(months.get(month) ?? []), day]);
  }
  return [...months].map(([month, of]) => ({ month, ...together(of) }));
}

const hoursOfDay = 24;

/** Monday 00:00 first; all 168 hours. */
export function energyByHourOfWeek(sums: QuarterSums, days: readonly LocalDay[], timeZone: string): EnergyHour[] {
  const hours = Array.from({ length: 7 * hoursOfDay }, () => ({ summing: new Summing(), quarters: 0 }));
  for (const day of days) {
    const weekday = weekdayOf(day.date);
    const hourOf = hoursShown(day, timeZone);
    const [first, end] = placesIn(sums, day);
    for (let at = first; at < end; at += 1) {
      const hour = hours[(weekday - 1) * hoursOfDay + hourOf(sums.from + at * quarterMs)];
      if (hour === undefined) continue;
      hour.summing.add(sums, at);
      // A mean over times of which nothing is known would take them for 0.
      if ((sums.known[at] ?? 0) > 0) hour.quarters += 1;
    }
  }
  return hours.map(({ summing, quarters }, index) => ({
    weekday: Math.floor(index / hoursOfDay) + 1,
    hour: index % hoursOfDay,
    times: quarters / 4,
    ...summing.sum(),
  }));
}

/** On a day on which the clock is not set, what it shows follows from how far the day has come. */
function hoursShown({ from, to }: LocalDay, timeZone: string): (at: number) => number {
  const isUsual = to - from === hoursOfDay * 3_600_000;
  return isUsual ? (at) => Math.floor((at - from) / 3_600_000) : (at) => hourAt(at, timeZone);
}
