import { quarterMs, quartersOfDay } from "../domain/time/quarters-of-day";
import { isDate } from "./dates";
import {
  overlapsIn,
  type PriceUnit,
  priceOf,
  quartersIn,
  type Slot,
  type SlotFault,
  slotFault,
  slotOf,
  type ToldSlot,
} from "./slots";

/** Why a price file cannot be taken. Lines count from 1. */
export type PriceFileFault =
  | { code: "empty" }
  | { code: "notUtf8" }
  /** So many lines, or quarter-hours, at most. */
  | { code: "tooManyLines" | "tooManyQuarters"; most: number }
  /** Neither a table of slots nor a day. */
  | { code: "unknownForm"; line: number }
  | { code: "columns"; line: number; wanted: number; given: number }
  | { code: SlotFault["code"]; line: number; given: string }
  /** A day has 96 quarter-hours or 24 hours; 92 and 23, or 100 and 25, where the clock is set. */
  | { code: "count"; given: number; wanted: readonly [quarters: number, hours: number] }
  | { code: "overlap"; first: number; second: number };

interface Read {
  slots: Slot[];
  faults: PriceFileFault[];
}

interface Given {
  timeZone: string;
  unit: PriceUnit;
  /** Of a day's values, which name none. */
  currency: string;
}

const mostLines = 150_000;
/** Eleven years. */
const mostQuarters = 400_000;
const mostFaults = 20;

/**
 * Reads published prices: a table `start;end;price;currency` (separated by semicolons, commas or tabs, with a heading), its instants with
 * an offset; or a day and its values, one in each line. A comma can stand for the point where no comma separates.
 */
export function readPriceFile(text: string, given: Given): Read {
  const lines = text
    .replace(/^\ufeff/, "")
    .split(/\r\n|\n|\r/)
    .map((words, index) => ({ words: words.trim(), line: index + 1 }))
    .filter(({ words }) => words !== "");
  const [head, ...rest] = lines;
  if (head === undefined) return { slots: [], faults: [{ code: "empty" }] };
  if (lines.length > mostLines) return { slots: [], faults: [{ code: "tooManyLines", most: mostLines }] };
  const read = isDate(head.words) ? dayOf(head.words, rest, given) : tableOf(head, rest, given);
  if (read.faults.length > 0) return { slots: [], faults: read.faults.slice(0, mostFaults) };
  if (read.slots.length === 0) return { slots: [], faults: [{ code: "empty" }] };
  if (quartersIn(read.slots) > mostQuarters)
    return { slots: [], faults: [{ code: "tooManyQuarters", most: mostQuarters }] };
  return read;
}

interface Line {
  words: string;
  line: number;
}

function dayOf(date: string, lines: readonly Line[], { timeZone, unit, currency }: Given): Read {
  const quarters = quartersOfDay(date, timeZone);
  const hours = quarters.length / 4;
  const isByHour = lines.length === hours;
  if (lines.length !== quarters.length && !isByHour)
    return { slots: [], faults: [{ code: "count", given: lines.length, wanted: [quarters.length, hours] }] };
  const each = isByHour ? 4 : 1;
  const faults: PriceFileFault[] = [];
  const slots = lines.flatMap(({ words, line }, index): Slot[] => {
    const perKwh = priceOf(words, unit);
    const from = quarters[index * each] ?? Number.NaN;
    if (perKwh === null) faults.push({ ...slotFault("price", words), line });
    return perKwh === null ? [] : [{ from, to: from + each * quarterMs, perKwh, currency }];
  });
  return { slots, faults };
}

const names = ["start", "end", "price", "currency"] as const satisfies readonly (keyof ToldSlot)[];

function tableOf(head: Line, lines: readonly Line[], { unit }: Given): Read {
  const separator = [";", "\t", ","].find((one) => head.words.split(one).length === names.length);
  const columns =
    separator === undefined
      ? []
      : head.words
          .toLowerCase()
          .split(separator)
          .map((name) => name.trim());
  const places = names.map((name) => columns.indexOf(name));
  if (separator === undefined || places.includes(-1))
    return { slots: [], faults: [{ code: "unknownForm", line: head.line }] };
  const faults: PriceFileFault[] = [];
  const rows = lines.flatMap(({ words, line }): (Slot & { line: number })[] => {
    const cells = words.split(separator).map((cell) => cell.trim());
    if (cells.length !== names.length) {
      faults.push({ code: "columns", line, wanted: names.length, given: cells.length });
      return [];
    }
    const [start = "", end = "", price = "", currency = ""] = places.map((place) => cells[place] ?? "");
    const slot = slotOf({ start, end, price, currency }, unit);
    if (!("code" in slot)) return [{ ...slot, line }];
    faults.push({ ...slot, line });
    return [];
  });
  for (const [first, second] of overlapsIn(rows))
    faults.push({ code: "overlap", first: first.line, second: second.line });
  return { slots: rows.map(({ line: _, ...slot }) => slot), faults };
}
