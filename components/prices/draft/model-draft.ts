import { daysLater } from "../../../lib/prices/dates";
import type { Period, PriceModel } from "../../../lib/prices/model";
import { modelFaults } from "../../../lib/prices/model-faults";

type Periods = PriceModel["periods"];

/** In the order in which they begin. */
export const inOrder = (periods: Periods): Periods => [...periods].sort((a, b) => (a.from < b.from ? -1 : 1));

/** The first day of a day's month. */
export const monthOf = (date: string): string => `${date.slice(0, 8)}01`;

/**
 * The period that is offered next: a copy of the last one that begins the day after it, or, where that has no end, with the next month.
 * Null: there is none yet.
 * @param today `2026-03-29`
 */
export function nextPeriod(periods: Periods, today: string): Period | null {
  const last = inOrder(periods).at(-1);
  if (last === undefined) return null;
  if (last.to !== null) return { ...last, from: daysLater(last.to, 1), to: null };
  const late = last.from > today ? last.from : today;
  return { ...last, from: monthOf(daysLater(monthOf(late), 31)), to: null };
}

/** The period before it that has no end and would go on into it; null: there is none. */
export function openBefore(others: Periods, from: string): Period | null {
  const before = inOrder(others)
    .filter((one) => one.from < from)
    .at(-1);
  return before !== undefined && before.to === null ? before : null;
}

/** The others with the one that went on into `from` ended the day before. */
export const endedBefore = (others: Periods, from: string): Periods => {
  const open = openBefore(others, from);
  return others.map((one) => (one === open ? { ...one, to: daysLater(from, -1) } : one));
};

/** With which of the others a period overlaps, and from when on; null: with none. */
export function overlapOf(period: Period, others: Periods): { other: Period; from: string } | null {
  for (const other of inOrder(others)) {
    const fault = modelFaults({ periods: [period, other], holidays: [] }).find(({ code }) => code === "overlap");
    if (fault?.code === "overlap") return { other, from: fault.from };
  }
  return null;
}
