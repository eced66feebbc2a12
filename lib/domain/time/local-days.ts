import * as PlainDate from "temporal-polyfill/fns/PlainDate";
import * as ZonedDateTime from "temporal-polyfill/fns/ZonedDateTime";
import { monthsLater } from "./months";

/** A day of a zone's calendar: 24 hours, or 23 and 25 where the clock is set. Instants: ms. */
export interface LocalDay {
  /** `2026-03-29`. */
  date: string;
  from: number;
  to: number;
}

const dateShape = /^(\d{4})-(\d\d)-(\d\d)$/;

/** @throws RangeError: it is none */
function plainDate(date: string): PlainDate.Record {
  const [, year, month, day] = dateShape.exec(date) ?? [];
  return PlainDate.create(Number(year), Number(month), Number(day));
}

// A day whose midnight the clock skips begins later.
const beginOf = (date: PlainDate.Record, timeZone: string): number =>
  PlainDate.toZonedDateTime(date, timeZone).epochMilliseconds;

const shownAt = (at: number, timeZone: string): ZonedDateTime.Record =>
  ZonedDateTime.create(BigInt(Math.floor(at)) * 1_000_000n, timeZone);

/** The date that a zone's calendar shows at `at` (ms): `2026-03-29`. */
export const dateAt = (at: number, timeZone: string): string =>
  PlainDate.toString(ZonedDateTime.toPlainDate(shownAt(at, timeZone)));

/** @throws RangeError: it is no date */
export const addDays = (date: string, days: number): string =>
  PlainDate.toString(PlainDate.addDays(plainDate(date), days));

/** 1 = Monday ... 7 = Sunday. @throws RangeError: it is no date */
export const weekdayOf = (date: string): number => PlainDate.dayOfWeek(plainDate(date));

/** @throws RangeError: it is no date */
export function localDay(date: string, timeZone: string): LocalDay {
  const on = plainDate(date);
  return { date, from: beginOf(on, timeZone), to: beginOf(PlainDate.addDays(on, 1), timeZone) };
}

/** The days from one date to another, both included. @throws RangeError: one is no date */
export function localDays(first: string, last: string, timeZone: string): LocalDay[] {
  const days: LocalDay[] = [];
  const until = plainDate(last);
  let on = plainDate(first);
  let from = beginOf(on, timeZone);
  while (PlainDate.compare(on, until) <= 0) {
    const next = PlainDate.addDays(on, 1);
    const to = beginOf(next, timeZone);
    days.push({ date: PlainDate.toString(on), from, to });
    [on, from] = [next, to];
  }
  return days;
}

/** `2026-03` of `2026-03-29`. */
export const monthOf = (date: string): string => date.slice(0, 7);

/** Its first and its last date. @throws RangeError: it is no month */
export const datesOfMonth = (month: string): [first: string, last: string] => [
  `${month}-01`,
  addDays(`${monthsLater(month, 1)}-01`, -1),
];

/** The hour that the clock on a zone's wall shows at `at` (ms), 0 to 23. */
export const hourAt = (at: number, timeZone: string): number => shownAt(at, timeZone).hour;
