import type { ChargerHistory, HistoryEvent, HistorySeries, HistoryStates } from "../../contract/history";
import { holdOf } from "../../domain/charger/freshness";
import { type ObservationKey, type ObservationValue, unreadable } from "../../domain/charger/observation";
import { hourUs } from "../../domain/history/hours";
import { groupOf } from "../../domain/history/kinds";
import { micros, ownKinds } from "../../domain/history/row";
import type { DeviceId } from "../../domain/ids";
import type { Point, Points } from "../../history/block";
import { bucketsOf } from "../../history/buckets";
import { unpackDayStats, unpackHourStats } from "../../history/stats";
import { gapsOf, type Span, stepsOf, type ToldValue } from "../../history/steps";
import type { Dialect } from "../../protocol/dialect";
import type { HistoryReader } from "../../store/history/reader";
import { inBoth, onlineSpans, presenceSpans, withNow } from "./online";
import { numberIn, readPoint } from "./read-value";
import type { Resolution } from "./resolution";
import { statesOf } from "./states";

export interface HistoryQuery {
  deviceId: DeviceId;
  dialect: Dialect;
  /** The largest current that is entered, A; 0: none. */
  ratedA: number;
  resolution: Resolution;
  keys: readonly ObservationKey[];
  /** Whether events are asked for. */
  events: boolean;
  /** Since when the dashboard has known what is so now, and `now`, ms; null: it does not. */
  watching: Span | null;
  now: number;
}

/** What was told of a kind: numbers, some of them summed up, and everything else. */
interface Told {
  numbers: ToldValue[];
  states: { at: number; value: Exclude<ObservationValue, number> | null }[];
}

const hourMs = hourUs / 1_000;
const dayMs = 24 * hourMs;

const emptyAnswer = ({ deviceId, resolution, keys, now }: HistoryQuery): ChargerHistory => ({
  deviceId,
  from: resolution.from,
  to: resolution.to,
  until: Math.min(resolution.to, Math.max(resolution.from, now)),
  bucketMs: (resolution.to - resolution.from) / resolution.count,
  series: [],
  unknown: [...keys],
  states: null,
  online: null,
  presence: null,
  events: null,
  commands: null,
  sample: [],
  unreadable: [],
});

/** Reads a charger's history from one state of the store; `reader` null: nothing was ever kept of it. */
export async function chargerHistory(query: HistoryQuery, reader: HistoryReader | null): Promise<ChargerHistory> {
  const answer = emptyAnswer(query);
  const kinds = new Map<number, ObservationKey>();
  for (const key of query.keys) {
    const kind = query.dialect.idOf(key);
    if (kind !== undefined) kinds.set(kind, key);
  }
  if (reader === null) return answer;
  const by = query.resolution.by === "day" ? byDay : byValue;
  const found = await by(query, answer, kinds, reader);
  const known = new Set([...found.series, ...(found.states ?? [])].map(({ key }) => key));
  const sample = (await reader.sample())
    .map(({ from, to }): [number, number] => [Math.max(from, answer.from), Math.min(to, answer.to)])
    .filter(([from, to]) => from < to);
  return { ...found, sample, unknown: query.keys.filter((key) => !known.has(key)) };
}

function unitOf(dialect: Dialect, key: ObservationKey): string | null {
  const id = dialect.idOf(key);
  return id === undefined ? null : dialect.describe(id).unit;
}

async function byDay(
  query: HistoryQuery,
  answer: ChargerHistory,
  kinds: ReadonlyMap<number, ObservationKey>,
  reader: HistoryReader,
): Promise<ChargerHistory> {
  const { days } = await reader.days({ from: micros(answer.from), to: micros(answer.to) });
  const wanted = new Set(kinds.keys());
  const stats = days.map(({ day, stats: bytes }) => ({ at: day * dayMs, kinds: unpackDayStats(bytes, wanted) }));
  const series = [...kinds].flatMap(([kind, key]): HistorySeries[] => {
    const steps = stats.flatMap(({ at, kinds: known }) => {
      const of = known.get(kind);
      return of === undefined ? [] : [{ from: at, to: at + dayMs, ...of }];
    });
    if (steps.length === 0) return [];
    const { resolution, dialect } = query;
    return [
      {
        key,
        group: groupOf(key),
        unit: unitOf(dialect, key),
        buckets: bucketsOf(steps, resolution, resolution.count).map(({ from, min, max, mean }) => [
          from,
          min,
          max,
          mean,
        ]),
        gaps: gapsOf(steps, answer.from, answer.to).map(({ from, to }) => [from, to]),
      },
    ];
  });
  return { ...answer, series };
}

async function byValue(
  query: HistoryQuery,
  answer: ChargerHistory,
  kinds: ReadonlyMap<number, ObservationKey>,
  reader: HistoryReader,
): Promise<ChargerHistory> {
  const range = { from: answer.from, to: answer.until };
  const stretch = { from: micros(range.from), to: micros(range.to) };
  const asked = new Set([...kinds.keys(), ownKinds.presence, ...(query.events ? [ownKinds.event] : [])]);
  const held = await reader.heldAt(stretch.from, asked);
  const watched = withNow(await reader.watched(stretch), query.watching);
  const found = query.resolution.by === "hour" ? await byHours(query, kinds, reader, stretch, held, watched) : null;
  const read = found ?? (await byPoints(query, kinds, reader, stretch, held));
  const online = onlineSpans(read.presence, range.to);
  const series: HistorySeries[] = [];
  const states: HistoryStates[] = [];
  for (const [kind, key] of kinds) {
    const told = read.told.get(kind);
    if (told === undefined) continue;
    const head = { key, group: groupOf(key) };
    if (told.numbers.length > 0) {
      const steps = stepsOf(told.numbers, holdOf(key), online, range.to, watched);
      const buckets = bucketsOf(steps, query.resolution, query.resolution.count);
      series.push({
        ...head,
        unit: unitOf(query.dialect, key),
        buckets: buckets.map(({ from, min, max, mean }) => [from, min, max, mean]),
        gaps: gapsOf(steps, range.from, range.to).map(({ from, to }) => [from, to]),
      });
    } else states.push({ ...head, ...statesOf(told.states, holdOf(key), { online, watched }, range) });
  }
  return {
    ...answer,
    series,
    states,
    online: inBoth(inBoth(online, watched), [range]).map(({ from, to }) => [from, to]),
    presence: presenceSpans(read.presence, watched, range),
    events: query.events ? read.events : null,
    unreadable: read.unreadable.map((hour) => [hour * hourMs, (hour + 1) * hourMs]),
  };
}

interface Read {
  told: Map<number, Told>;
  presence: Point[];
  events: HistoryEvent[];
  unreadable: number[];
}

function newRead(query: HistoryQuery, kinds: ReadonlyMap<number, ObservationKey>, held: Points): Read {
  const read: Read = { told: new Map(), presence: [], events: [], unreadable: [] };
  take(query, kinds, read, held);
  read.events = [];
  return read;
}

/** Adds points that follow those that are in it. */
function take(query: HistoryQuery, kinds: ReadonlyMap<number, ObservationKey>, read: Read, points: Points): void {
  for (const [kind, list] of points) {
    if (kind === ownKinds.presence) read.presence.push(...list);
    else if (kind === ownKinds.event) read.events.push(...list.map(eventOf));
    else if (kinds.has(kind)) takeKind(query, read, kind, list);
  }
}

function takeKind({ dialect, deviceId, ratedA }: HistoryQuery, read: Read, kind: number, list: readonly Point[]): void {
  const told = toldOf(read, kind);
  for (const point of list) {
    const at = point.at / 1_000;
    const value = readPoint(dialect, deviceId, kind, point);
    const number = numberIn(value, ratedA);
    if (number !== null) told.numbers.push({ at, value: number });
    else {
      // Cleared, unreadable or implausible: from then on it is not known.
      if (told.numbers.length > 0) told.numbers.push({ at, value: null });
      const state = value.value;
      told.states.push({ at, value: state === unreadable || typeof state === "number" ? null : state });
    }
  }
}

function toldOf(read: Read, kind: number): Told {
  let told = read.told.get(kind);
  if (told === undefined) {
    told = { numbers: [], states: [] };
    read.told.set(kind, told);
  }
  return told;
}

function eventOf({ at, raw }: Point): HistoryEvent {
  const [level = "", ...words] = (raw ?? "").split(" ");
  return { at: at / 1_000, level, message: words.join(" ") };
}

async function byPoints(
  query: HistoryQuery,
  kinds: ReadonlyMap<number, ObservationKey>,
  reader: HistoryReader,
  stretch: { from: number; to: number },
  held: Points,
): Promise<Read> {
  const read = newRead(query, kinds, held);
  const asked = new Set([...kinds.keys(), ownKinds.presence, ...(query.events ? [ownKinds.event] : [])]);
  const { points, unreadable: hours } = await reader.points(stretch, asked);
  take(query, kinds, read, points);
  return { ...read, unreadable: hours };
}

/** Hours in which the charger could be heard throughout are taken summed up, where they are. */
async function byHours(
  query: HistoryQuery,
  kinds: ReadonlyMap<number, ObservationKey>,
  reader: HistoryReader,
  stretch: { from: number; to: number },
  held: Points,
  watched: readonly Span[],
): Promise<Read> {
  const read = newRead(query, kinds, held);
  const wanted = new Set(kinds.keys());
  const marks = new Set([ownKinds.presence, ...(query.events ? [ownKinds.event] : [])]);
  const { hours, until } = await reader.hours(stretch, wanted);
  for (const { hour, stats, points } of hours) {
    const own = points(marks);
    if (own === null) {
      read.unreadable.push(hour);
      continue;
    }
    const isQuiet = !own.has(ownKinds.presence);
    const span = { from: hour * hourMs, to: (hour + 1) * hourMs };
    take(query, kinds, read, own);
    const isHeard =
      isQuiet &&
      read.presence.at(-1)?.raw === "online" &&
      watched.some((one) => one.from <= span.from && one.to >= span.to);
    const summed = stats === null || !isHeard ? new Map() : unpackHourStats(stats, span.from, wanted);
    for (const [kind, told] of summed) toldOf(read, kind).numbers.push(told);
    const others = new Set([...wanted].filter((kind) => !summed.has(kind)));
    if (others.size > 0) take(query, kinds, read, points(others) ?? new Map());
  }
  const rest = await reader.points({ from: until, to: stretch.to }, new Set([...wanted, ...marks]));
  take(query, kinds, read, rest.points);
  return { ...read, unreadable: [...read.unreadable, ...rest.unreadable] };
}
