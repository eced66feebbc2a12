import { instantAt, wallClock } from "./wall-clock";

const shape = /^\d{4}-(0[1-9]|1[0-2])$/;

/** Whether a text is a month of the calendar: `2026-11`. */
export const isMonth = (text: string): boolean => shape.test(text);

/** The month that a zone's calendar shows at `at` (ms). */
export const monthAt = (at: number, timeZone: string): string =>
  new Date(wallClock(timeZone, at)).toISOString().slice(0, 7);

/** So many months later, before where negative: `2026-11` and 3 make `2027-02`. @throws RangeError: it is no month */
export function monthsLater(month: string, months: number): string {
  if (!isMonth(month)) throw new RangeError(`no month: ${month}`);
  const [year = 0, of = 1] = month.split("-").map(Number);
  return new Date(Date.UTC(year, of - 1 + months, 1)).toISOString().slice(0, 7);
}

/** A month of a zone's calendar, from its first instant to before the next one's, ms. */
export const spanOfMonth = (month: string, timeZone: string): { from: number; to: number } => ({
  from: instantAt(timeZone, Date.parse(`${month}-01`)),
  to: instantAt(timeZone, Date.parse(`${monthsLater(month, 1)}-01`)),
});
