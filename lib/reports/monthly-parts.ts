import Big from "big.js";
import { datesOfMonth, localDays } from "../domain/time/local-days";
import type { MonthlyPart, Period, PriceModel } from "../prices/model";
import { type Money, moneyOf } from "../prices/money";
import { type Participant, sharesOf } from "../prices/share";
import { addMoney } from "./amounts";

/** What is to be paid in a month besides energy. Nothing is rounded. */
export interface PartOfMonth {
  part: MonthlyPart;
  currency: string;
  /** On so many days of the month its period holds: for so much of the month it is to be paid. */
  days: number;
  money: Money;
}

const daysOf = (first: string, last: string): number => localDays(first, last, "UTC").length;

/** How many days of a month a period holds on. */
function daysIn(month: string, { from, to }: Pick<Period, "from" | "to">): number {
  const [first, last] = datesOfMonth(month);
  const [begin, end] = [from > first ? from : first, to !== null && to < last ? to : last];
  return begin > end ? 0 : daysOf(begin, end);
}

/**
 * The monthly parts of a month: of a period that holds on some of its days alone, as much of them as those are of all its days.
 * @param month `2026-11`
 */
export function partsOfMonth({ periods }: PriceModel, month: string): PartOfMonth[] {
  const all = daysOf(...datesOfMonth(month));
  return periods.flatMap((period) => {
    const days = daysIn(month, period);
    if (days === 0) return [];
    return period.monthly.map((part) => ({
      part,
      currency: period.currency,
      days,
      money: moneyOf(Big(part.amount).times(days).div(all), period),
    }));
  });
}

/** What each participant pays of the parts, by currency. Nothing is rounded. */
export function sharedParts(
  parts: readonly PartOfMonth[],
  participants: (sharedBy: MonthlyPart["sharedBy"]) => readonly Participant[],
): Map<string, Map<string, Money>> {
  const of = new Map<string, Map<string, Money>>();
  for (const { part, currency, money } of parts)
    for (const [id, share] of sharesOf(part.sharedBy, participants(part.sharedBy))) {
      const sums = of.get(id) ?? new Map<string, Money>();
      of.set(id, sums);
      addMoney(sums, currency, {
        net: money.net.times(share),
        vat: money.vat.times(share),
        gross: money.gross.times(share),
      });
    }
  return of;
}
