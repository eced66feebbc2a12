import Big from "big.js";
import { quarterMs, quartersOfDay } from "../domain/time/quarters-of-day";
import { isDate } from "./dates";

/** A price that was published for a stretch of time, without VAT, of a kWh. */
export interface Slot {
  /** ms, whole quarter-hours of UTC. */
  from: number;
  to: number;
  perKwh: string;
  currency: string;
}

/** Why a price file cannot be taken. Lines count from 1. */
type PriceFileFault =
  | { code: "empty" }
  | { code: "tooLong"; most: number }
  /** Neither a table of slots nor a day. */
  | { code: "unknownForm"; line: number }
  | { code: "columns"; line: number; wanted: number; given: number }
  | { code: SlotFault; line: number; given: string }
  /** A day has 96 quarter-hours or 24 hours; 92 and 23, or 100 and 25, where the clock is set. */
  | { code: "count"; given: number; wanted: readonly [quarters: number, hours: number] }
  | { code: "overlap"; first: number; second: number };

type SlotFault = "instant" | "price" | "currency" | "endBeforeStart" | "tooLongSlot" | "notAQuarter";

interface Read {
  slots: Slot[];
  faults: PriceFileFault[];
}

interface Given {
  timeZone: string;
  /** In what a price is told. */
  unit: "kWh" | "MWh";
  /** Of a day's values, which name none. */
  currency: string;
}

const mostLines = 150_000;
/** Of one slot: a price of more than a month is a tariff. */
const longestMs = 31 * 86_400_000;
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
  if (lines.length > mostLines) return { slots: [], faults: [{ code: "tooLong", most: mostLines }] };
  const read = isDate(head.words) ? dayOf(head.words, rest, given) : tableOf(head, rest, given);
  if (read.faults.length > 0) return { slots: [], faults: read.faults.slice(0, mostFaults) };
  return read;
}

interface Line {
  words: string;
  line: number;
}

/** @returns the price of a kWh; null: it is none. */
function priceOf(words: string, unit: Given["unit"]): string | null {
  const point = words.trim().replace(",", ".");
  if (!/^-?\d{1,7}(?:\.\d{1,8})?$/.test(point)) return null;
  return unit === "kWh" ? Big(point).toFixed() : Big(point).div(1_000).toFixed();
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
    if (perKwh === null) faults.push({ code: "price", line, given: words });
    return perKwh === null ? [] : [{ from, to: from + each * quarterMs, perKwh, currency }];
  });
  return { slots, faults };
}

const names = ["start", "end", "price", "currency"] as const;

function tableOf(head: Line, lines: readonly Line[], given: Given): Read {
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
  const rows = lines.flatMap((one): (Slot & { line: number })[] => {
    const cells = one.words.split(separator).map((cell) => cell.trim());
    const { line } = one;
    if (cells.length !== names.length) {
      faults.push({ code: "columns", line, wanted: names.length, given: cells.length });
      return [];
    }
    const [start = "", end = "", price = "", currency = ""] = places.map((place) => cells[place] ?? "");
    const slot = slotOf({ start, end, price, currency }, given.unit, line, faults);
    return slot === null ? [] : [{ ...slot, line }];
  });
  rows.sort((a, b) => a.from - b.from);
  for (const [index, row] of rows.entries()) {
    const next = rows[index + 1];
    if (next !== undefined && next.from < row.to) faults.push({ code: "overlap", first: row.line, second: next.line });
  }
  return { slots: rows.map(({ line: _, ...slot }) => slot), faults };
}

const withOffset = /^\d{4}-\d\d-\d\d[T ]\d\d:\d\d(?::\d\d(?:\.\d+)?)?(?:Z|[+-]\d\d:?\d\d)$/;

function slotOf(
  { start, end, price, currency }: Record<(typeof names)[number], string>,
  unit: Given["unit"],
  line: number,
  faults: PriceFileFault[],
): Slot | null {
  const at = (text: string) => (withOffset.test(text) ? Date.parse(text.replace(" ", "T")) : Number.NaN);
  const [from, to] = [at(start), at(end)];
  const perKwh = priceOf(price, unit);
  const fault = (code: SlotFault, told: string) => {
    faults.push({ code, line, given: told });
    return null;
  };
  if (Number.isNaN(from)) return fault("instant", start);
  if (Number.isNaN(to)) return fault("instant", end);
  if (to <= from) return fault("endBeforeStart", end);
  if (to - from > longestMs) return fault("tooLongSlot", end);
  if (from % quarterMs !== 0) return fault("notAQuarter", start);
  if (to % quarterMs !== 0) return fault("notAQuarter", end);
  if (perKwh === null) return fault("price", price);
  if (!/^[A-Z]{3}$/.test(currency)) return fault("currency", currency);
  return { from, to, perKwh, currency };
}

/** Stretches between the first and the last slot of which no price is told, ms. */
export function holesIn(slots: readonly Slot[]): { from: number; to: number }[] {
  const sorted = [...slots].sort((a, b) => a.from - b.from);
  return sorted.flatMap(({ to }, index) => {
    const next = sorted[index + 1];
    return next !== undefined && next.from > to ? [{ from: to, to: next.from }] : [];
  });
}
