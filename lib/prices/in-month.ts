import { datesOfMonth } from "../domain/time/local-days";
import { daysLater } from "./dates";
import type { PriceModel } from "./model";

const later = (a: string, b: string): string => (a < b ? b : a);
const earlier = (a: string, b: string): string => (a < b ? a : b);

/**
 * What of a model holds in a month, in the order of its days: periods are cut to it. Of the day before only whether it is a holiday
 * counts, since a band that reaches over midnight belongs to the day on which it begins.
 * @param month `2026-11`
 */
export function modelOfMonth({ periods, holidays }: PriceModel, month: string): PriceModel {
  const [first, last] = datesOfMonth(month);
  const before = daysLater(first, -1);
  return {
    periods: periods
      .filter(({ from, to }) => from <= last && (to === null || to >= first))
      .map((period) => ({
        ...period,
        from: later(period.from, first),
        to: earlier(period.to ?? last, last),
      }))
      .sort((a, b) => (a.from < b.from ? -1 : 1)),
    holidays: holidays.filter((date) => date >= before && date <= last).sort(),
  };
}

/** Whether the same holds in a month by two models. @param isSame whether two values, made of objects, lists and texts, are the same */
export const holdsTheSame = (
  first: PriceModel,
  second: PriceModel,
  month: string,
  isSame: (a: unknown, b: unknown) => boolean,
): boolean => isSame(modelOfMonth(first, month), modelOfMonth(second, month));

/** Of which days of a month no price is entered. @param periods of the month alone, in the order of their days */
export function gapsInMonth({ periods }: PriceModel, month: string): { from: string; to: string }[] {
  const [first, last] = datesOfMonth(month);
  const gaps: { from: string; to: string }[] = [];
  let next = first;
  for (const { from, to } of periods) {
    if (next < from) gaps.push({ from: next, to: daysLater(from, -1) });
    next = daysLater(to ?? last, 1);
  }
  return next > last ? gaps : [...gaps, { from: next, to: last }];
}
