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
/** Of a line that has too many, so many are counted. */
const mostCells = 100;
/** After so many lines everything else has its turn: some milliseconds. */
const sliceLines = 500;

/**
 * Reads published prices: a table `start;end;price;currency` (separated by semicolons, commas or tabs, with a heading), its instants with
 * an offset; or a day and its values, one in each line. A comma can stand for the point where no comma separates. Yields while it reads:
 * a file of 8 MB takes about a second, for which nothing else may wait.
 */
export function* readPriceFile(text: string, given: Given): Generator<void, Read> {
  const lines = yield* linesOf(text.replace(/^\ufeff/, ""));
  if (lines === null) return { slots: [], faults: [{ code: "tooManyLines", most: mostLines }] };
  const [head] = lines;
  if (head === undefined) return { slots: [], faults: [{ code: "empty" }] };
  const rest = lines.slice(1);
  const read = isDate(head.words) ? dayOf(head.words, rest, given) : yield* tableOf(head, rest, given);
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

/** The lines that are not empty; null: there are too many. */
function* linesOf(text: string): Generator<void, Line[] | null> {
  const lines: Line[] = [];
  let begin = 0;
  let line = 0;
  for (const end of text.matchAll(/\r\n|[\n\r]|$/g)) {
    const words = text.slice(begin, end.index).trim();
    begin = end.index + end[0].length;
    line += 1;
    if (words !== "") lines.push({ words, line });
    if (lines.length > mostLines) return null;
    if (line % sliceLines === 0) yield;
  }
  return lines;
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

function* tableOf(head: Line, lines: readonly Line[], { unit }: Given): Generator<void, Read> {
  const cellsOf = (words: string, separator: string) => words.split(separator, mostCells).map((cell) => cell.trim());
  const separator = [";", "\t", ","].find((one) => cellsOf(head.words, one).length === names.length);
  const columns = separator === undefined ? [] : cellsOf(head.words.toLowerCase(), separator);
  const places = names.map((name) => columns.indexOf(name));
  if (separator === undefined || places.includes(-1))
    return { slots: [], faults: [{ code: "unknownForm", line: head.line }] };
  const faults: PriceFileFault[] = [];
  const slots: Slot[] = [];
  const lineOf: number[] = [];
  for (const [index, { words, line }] of lines.entries()) {
    if (index % sliceLines === 0) yield;
    if (faults.length >= mostFaults) break;
    const cells = cellsOf(words, separator);
    if (cells.length !== names.length) {
      faults.push({ code: "columns", line, wanted: names.length, given: cells.length });
      continue;
    }
    const [start = "", end = "", price = "", currency = ""] = places.map((place) => cells[place] ?? "");
    const slot = slotOf({ start, end, price, currency }, unit);
    if ("code" in slot) faults.push({ ...slot, line });
    else lineOf[slots.push(slot) - 1] = line;
  }
  yield;
  for (const [first, second] of overlapsIn(slots))
    faults.push({ code: "overlap", first: lineOf[first] ?? 0, second: lineOf[second] ?? 0 });
  return { slots, faults };
}
