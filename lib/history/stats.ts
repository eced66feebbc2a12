import type { Bucket } from "./buckets";
import { BrokenBytes, ByteReader, ByteWriter } from "./bytes";
import type { Summary, ToldValue } from "./steps";

/** Fewer values of a kind in an hour are read themselves. */
const fewest = 8;

/** What a kind's values were from its first to its last, ms. */
export type SummedUp = Required<Omit<ToldValue, "value">> & { value: number };

/** Null: they are few, or one of them was cleared or cannot be used. */
export function summaryOf(told: readonly ToldValue[]): SummedUp | null {
  const [first] = told;
  const last = told.at(-1);
  if (told.length < fewest || first === undefined || last === undefined) return null;
  let [min, max, area] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, 0];
  for (let index = 0; index < told.length; index += 1) {
    const { at, value } = told[index] as ToldValue;
    if (value === null) return null;
    if (value < min) min = value;
    if (value > max) max = value;
    area += value * ((told[index + 1]?.at ?? at) - at);
  }
  if (first.value === null || last.value === null) return null;
  const spanMs = last.at - first.at;
  const mean = spanMs > 0 ? area / spanMs : first.value;
  return { at: first.at, value: first.value, summary: { until: last.at, last: last.value, min, max, mean } };
}

const mostDecimals = 6;
/** Means are rounded to so many decimals more than the values have. */
const meanDecimals = 2;
const asDouble = 15;

/** The fewest decimals with which all can be written; `asDouble`: there are too many, or too many digits. */
function decimalsOf(values: readonly number[]): number {
  for (let decimals = 0; decimals <= mostDecimals; decimals += 1)
    if (values.every((value) => isWhole(value * 10 ** decimals))) return decimals;
  return asDouble;
}

// A decimal fraction times a power of ten is off by less than this where it is one.
const isWhole = (value: number) => Math.abs(value) < 2 ** 40 && Math.abs(value - Math.round(value)) < 1e-6;

function writeNumbers(to: ByteWriter, values: readonly number[], mean: number): void {
  const decimals = decimalsOf(values);
  to.byte(decimals);
  if (decimals === asDouble) {
    for (const value of [...values, mean]) to.double(value);
    return;
  }
  let before = 0;
  for (const value of values) {
    const scaled = Math.round(value * 10 ** decimals);
    to.signed(scaled - before);
    before = scaled;
  }
  to.signed(Math.round(mean * 10 ** (decimals + meanDecimals)) - before * 10 ** meanDecimals);
}

function readNumbers(from: ByteReader, count: number): { values: number[]; mean: number } {
  const decimals = from.byte();
  if (decimals === asDouble) {
    const values = Array.from({ length: count }, () => from.double());
    return { values, mean: from.double() };
  }
  if (decimals > mostDecimals) throw new BrokenBytes();
  let before = 0;
  const values = Array.from({ length: count }, () => {
    before += from.signed();
    return before / 10 ** decimals;
  });
  return { values, mean: (from.signed() + before * 10 ** meanDecimals) / 10 ** (decimals + meanDecimals) };
}

function packKinds<T>(kinds: ReadonlyMap<number, T>, write: (to: ByteWriter, of: T) => void): Buffer {
  const to = new ByteWriter();
  to.whole(kinds.size);
  for (const [kind, of] of [...kinds].sort(([a], [b]) => a - b)) {
    const part = new ByteWriter();
    write(part, of);
    to.signed(kind);
    to.part(part.bytes());
  }
  return to.bytes();
}

function unpackKinds<T>(
  bytes: Buffer,
  wanted: ReadonlySet<number> | null,
  read: (from: ByteReader) => T,
): Map<number, T> {
  const from = new ByteReader(bytes);
  const kinds = new Map<number, T>();
  for (let left = from.whole(); left > 0; left -= 1) {
    const kind = from.signed();
    const part = from.part();
    if (wanted === null || wanted.has(kind)) kinds.set(kind, read(new ByteReader(part)));
  }
  return kinds;
}

/** Packs what some kinds were in the hour that begins at `hourAt` (ms). Instants keep their microseconds. */
export function packHourStats(kinds: ReadonlyMap<number, SummedUp>, hourAt: number): Buffer {
  return packKinds(kinds, (to, { at, value, summary: { until, last, min, max, mean } }) => {
    const [first, span] = [Math.round((at - hourAt) * 1_000), Math.round((until - at) * 1_000)];
    to.whole(first);
    to.whole(span);
    writeNumbers(to, [value, last, min, max], mean);
  });
}

/** @throws BrokenBytes */
export function unpackHourStats(
  bytes: Buffer,
  hourAt: number,
  wanted: ReadonlySet<number> | null = null,
): Map<number, SummedUp> {
  return unpackKinds(bytes, wanted, (from) => {
    const at = hourAt + from.whole() / 1_000;
    const until = at + from.whole() / 1_000;
    const { values, mean } = readNumbers(from, 4);
    const [value = 0, last = 0, min = 0, max = 0] = values;
    const summary: Summary = { until, last, min, max, mean };
    return { at, value, summary };
  });
}

/** What is known of a kind in a day. */
export type DayStats = Pick<Bucket, "min" | "max" | "mean" | "knownMs">;

export function packDayStats(kinds: ReadonlyMap<number, DayStats>): Buffer {
  return packKinds(kinds, (to, { min, max, mean, knownMs }) => {
    to.whole(Math.round(knownMs));
    writeNumbers(to, [min, max], mean);
  });
}

/** @throws BrokenBytes */
export function unpackDayStats(bytes: Buffer, wanted: ReadonlySet<number> | null = null): Map<number, DayStats> {
  return unpackKinds(bytes, wanted, (from) => {
    const knownMs = from.whole();
    const { values, mean } = readNumbers(from, 2);
    const [min = 0, max = 0] = values;
    return { min, max, mean, knownMs };
  });
}
