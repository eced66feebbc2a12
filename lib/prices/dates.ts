import * as PlainDate from "temporal-polyfill/fns/PlainDate";

function plainDate(text: string): PlainDate.Record | null {
  const [, year, month, day] = /^(\d{4})-(\d\d)-(\d\d)$/.exec(text) ?? [];
  if (year === undefined) return null;
  try {
    return PlainDate.create(Number(year), Number(month), Number(day));
  } catch {
    // The 30th of February.
    return null;
  }
}

/** Whether a text is a day of the calendar: `2026-03-29`. */
export const isDate = (text: string): boolean => plainDate(text) !== null;

/** So many days later. @param text a day, as `isDate` has it; RangeError if it is none */
export function daysLater(text: string, days: number): string {
  const date = plainDate(text);
  if (date === null) throw new RangeError(`no day: ${text}`);
  return PlainDate.toString(PlainDate.addDays(date, days));
}
