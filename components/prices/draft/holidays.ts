import { isDate } from "../../../lib/prices/dates";

/** A list of days, one a line, as `2026-05-17` or `17.5.2026`. */
export interface TypedDays {
  /** In order, each once. */
  days: string[];
  /** Lines that are no day, from 1. */
  faults: { line: number; text: string }[];
}

const two = (text: string) => text.padStart(2, "0");

function dayOf(text: string): string | null {
  const [, day, month, year] = /^(\d{1,2})\.\s?(\d{1,2})\.\s?(\d{4})$/.exec(text) ?? [];
  const iso =
    day !== undefined && month !== undefined && year !== undefined ? `${year}-${two(month)}-${two(day)}` : text;
  return isDate(iso) ? iso : null;
}

/** Reads what stands in the field for holidays; empty lines do not count. */
export function daysOf(typed: string): TypedDays {
  const days = new Set<string>();
  const faults: TypedDays["faults"] = [];
  for (const [index, raw] of typed.split("\n").entries()) {
    const text = raw.trim();
    if (text === "") continue;
    const day = dayOf(text);
    if (day === null) faults.push({ line: index + 1, text: text.slice(0, 40) });
    else days.add(day);
  }
  return { days: [...days].sort(), faults };
}
