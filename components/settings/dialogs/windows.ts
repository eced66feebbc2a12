import type { AvailableWindow, Triple, Weekday } from "../../../lib/domain/topology";
import { readTriple } from "./amps";

export const weekdays: readonly Weekday[] = [1, 2, 3, 4, 5, 6, 7];

/** A window as it stands in its fields. */
export interface WindowRow {
  key: number;
  days: readonly Weekday[];
  from: string;
  to: string;
  texts: Triple<string>;
}

/** Days in a row: Monday to Friday is one pair; a day alone begins and ends with itself. */
export function dayRuns(days: readonly Weekday[]): [Weekday, Weekday][] {
  const runs: [Weekday, Weekday][] = [];
  for (const day of weekdays) {
    if (!days.includes(day)) continue;
    const last = runs.at(-1);
    if (last && last[1] === day - 1) last[1] = day;
    else runs.push([day, day]);
  }
  return runs;
}

export const rowOf = ({ days, from, to, availableA }: AvailableWindow, key: number): WindowRow => ({
  key,
  days,
  from,
  to,
  texts: [String(availableA[0]), String(availableA[1]), String(availableA[2])],
});

const clock = /^([01]\d|2[0-3]):[0-5]\d$/;

/** Which parts of a row are missing or wrong. */
export const rowFaults = ({ days, from, to, texts }: WindowRow, mostA: number) => ({
  days: days.length === 0,
  from: !clock.test(from),
  to: !clock.test(to),
  amps: readTriple(texts, mostA) === null,
});

/** Places, from 1, of the rows with something missing or wrong. */
export const faultyPlaces = (rows: readonly WindowRow[], mostA: number): number[] =>
  rows.flatMap((row, index) => (readWindow(row, mostA) === null ? [index + 1] : []));

/** The window that a row's fields say; null: something is missing or wrong. */
export function readWindow(row: WindowRow, mostA: number): AvailableWindow | null {
  const availableA = readTriple(row.texts, mostA);
  if (availableA === null || Object.values(rowFaults(row, mostA)).includes(true)) return null;
  return { days: [...row.days].sort((a, b) => a - b), from: row.from, to: row.to, availableA };
}

/** All rows, or null where something is missing or wrong in one. */
export function readSchedule(rows: readonly WindowRow[], mostA: number): AvailableWindow[] | null {
  const windows = rows.map((row) => readWindow(row, mostA));
  const whole = windows.filter((window) => window !== null);
  return whole.length === windows.length ? whole : null;
}

export const toggled = (days: readonly Weekday[], day: Weekday): Weekday[] =>
  weekdays.filter((each) => (each === day) !== days.includes(each));
