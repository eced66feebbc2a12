import { type CsvCell, csvText } from "../../../lib/domain/csv";
import { localText, offsetMs, offsetText } from "../../../lib/domain/time/wall-clock";
import type { Range } from "../../../lib/domain/timeline/view";
import type { TrackId } from "./rows";
import { type Stretch, totalMs } from "./stretches";
import { type StripSpan, spansWithin } from "./strip";
import { type Amount, amountAt, type Tracks } from "./tracks";

/** A stretch in which nothing that is shown changes. */
export interface TableRow {
  from: number;
  to: number;
  /** In the order of the tracks; null: not known. */
  amounts: (Amount | null)[];
  /** Null: the range is too long for states. */
  states: StripSpan[] | null;
}

export const isUnknown = ({ amounts }: TableRow): boolean => amounts.every((amount) => amount === null);

/** Where one of the tracks begins or ends to be known within a range, and where its columns begin. */
function bordersOf(
  tracks: Tracks,
  ids: readonly TrackId[],
  strip: readonly StripSpan[] | null,
  range: Range,
): number[] {
  const gaps = ids.flatMap((id) => tracks.of[id]?.gaps ?? []);
  const states = strip?.map(({ from }) => from) ?? [];
  const all = [...tracks.instants, ...gaps.flat(), ...states, range.from, range.to];
  const within = all.filter((at) => at >= range.from && at <= range.to).sort((a, b) => a - b);
  return within.filter((at, index) => at !== within[index - 1]);
}

const isSame = (a: TableRow, b: TableRow) =>
  JSON.stringify(a.amounts) === JSON.stringify(b.amounts) &&
  a.states?.length === b.states?.length &&
  (a.states?.every((span, i) => span === b.states?.[i]) ?? true);

/**
 * What is shown of a range, oldest first: without a hole, equal stretches as one, and one in which nothing is known as a row of its
 * own. A state begins a row of its own.
 */
export function tableOf(
  tracks: Tracks,
  ids: readonly TrackId[],
  strip: readonly StripSpan[] | null,
  range: Range,
): TableRow[] {
  const [first, end] = [tracks.instants[0] ?? range.from, tracks.instants.at(-1) ?? range.from];
  const loaded = { from: Math.max(range.from, first), to: Math.min(range.to, end) };
  if (loaded.to <= loaded.from) return [];
  const borders = bordersOf(tracks, ids, strip, loaded);
  const begins = strip?.map((span) => span.from) ?? [];
  const rows: TableRow[] = [];
  for (let i = 0; i + 1 < borders.length; i += 1) {
    const [from, to] = [borders[i] as number, borders[i + 1] as number];
    const row: TableRow = {
      from,
      to,
      amounts: ids.map((id) => amountAt(tracks, id, from)),
      states: strip === null ? null : spansWithin(strip, [from, to], begins),
    };
    const last = rows.at(-1);
    if (last !== undefined && isSame(last, row)) last.to = to;
    else rows.push(row);
  }
  return rows;
}

/** For how long nothing is known of any of the tracks, and in how many stretches. */
export function unknownIn(gaps: readonly Stretch[]): { count: number; ms: number } {
  return { count: gaps.length, ms: totalMs(gaps) };
}

const names: Record<TrackId, string> = {
  power: "power_w",
  current1: "l1_a",
  current2: "l2_a",
  current3: "l3_a",
  allocated: "allocated_a",
  limit: "limit_a",
  voltage1: "l1_v",
  voltage2: "l2_v",
  voltage3: "l3_v",
  signal: "signal",
  temperature: "temperature_c",
};

/** Kept so precisely, since more is noise of reckoning. */
const rounded = (value: number) => Math.round(value * 1_000) / 1_000;

/** A mark in words, for the table and the file. */
export interface ToldMark {
  at: number;
  text: string;
}

/**
 * The same as a file, oldest first, with a heading for programs. Times are the installation's, with their offset beside them, since an
 * hour is told twice where clocks are set back. `stateOf`: a stretch's states in words;
 * null: the range is too long for them.
 */
export function csvOf(
  rows: readonly TableRow[],
  ids: readonly TrackId[],
  marks: readonly ToldMark[],
  words: { timeZone: string; stateOf: (states: TableRow["states"]) => string | null },
): string {
  const { timeZone, stateOf } = words;
  const head = [
    "local_time",
    "utc_offset",
    "duration_s",
    ...ids.flatMap((id) => ["min", "mean", "max"].map((of) => `${names[id]}_${of}`)),
    "state",
    "events",
  ];
  const body = rows.map(({ from, to, amounts, states }): CsvCell[] => {
    const within = marks.filter(({ at }) => at >= from && at < to).map(({ text }) => text);
    const figures = amounts.flatMap((amount): CsvCell[] =>
      amount === null ? [null, null, null] : [rounded(amount.min), rounded(amount.mean), rounded(amount.max)],
    );
    const offset = offsetMs(timeZone, from);
    const times = [localText(from, offset), { own: offsetText(offset) }, rounded((to - from) / 1_000)];
    return [...times, ...figures, stateOf(states), within.length === 0 ? null : within.join("; ")];
  });
  return csvText([head, ...body]);
}
