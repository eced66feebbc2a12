import { dayUs, hourUs } from "../../domain/history/hours";
import type { CutTable, Part } from "../database/partitions";

export const hotTable: CutTable = { table: "history_hot", column: "at" };
export const blocksTable: CutTable = { table: "history_blocks", column: "hour" };
export const daysTable: CutTable = { table: "history_days", column: "day" };

export const linesTable: CutTable = { table: "history_lines", column: "hour" };

const dayMs = dayUs / 1_000;
const digitsOf = (ms: number, length: number) => new Date(ms).toISOString().slice(0, length).replaceAll("-", "");

/** The part of `hotTable` for a day (since 1970, UTC). */
export const dayPart = (day: number): Part => ({
  digits: digitsOf(day * dayMs, 10),
  from: day * dayUs,
  to: (day + 1) * dayUs,
});

/** The calendar month (UTC) of an instant, ms: its digits, and its first and the next month's first instant, ms. */
function monthOf(ms: number): Part {
  const date = new Date(ms);
  const first = (months: number) => Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + months, 1);
  return { digits: digitsOf(ms, 7), from: first(0), to: first(1) };
}

function monthIn(unitMs: number, ms: number): Part {
  const { digits, from, to } = monthOf(ms);
  return { digits, from: from / unitMs, to: to / unitMs };
}

/** The part of `blocksTable` or `linesTable` with an hour (since 1970). */
export const monthOfHour = (hour: number): Part => monthIn(hourUs / 1_000, hour * (hourUs / 1_000));

/** The part of `daysTable` with a day (since 1970, UTC). */
export const monthOfDay = (day: number): Part => monthIn(dayMs, day * dayMs);
