import type { ChargerHistory, HistorySeries } from "../../../lib/contract/history";
import { lineCurrents } from "../../../lib/domain/electrical/line-currents";
import { allLines, type LineIndex, legsOf, legsOfLine, voltageTerminalOf } from "../../../lib/domain/electrical/phase";
import type { NetworkType, Rotation, Triple } from "../../../lib/domain/topology";
import { currentOf, type TrackId, voltageOf } from "./rows";
import { common, holding, lastNotAfter, merged, type Stretch } from "./stretches";
import type { TailPoint } from "./tail";

type Column = (number | null)[];

/** A value over time. In column `i` it is what it was from instant `i` to the next one; null: not known. */
export interface Track {
  min: Column;
  mean: Column;
  max: Column;
  /** Where nothing is known, exactly: also within what a column sums up. */
  gaps: Stretch[];
}

/** All values over the same instants, ms, ascending; the last is where the last column ends. */
export interface Tracks {
  instants: number[];
  of: Partial<Record<TrackId, Track>>;
}

/** How a charger hangs, which decides what its own readings are on the installation's lines. Network null: not known, it counts as TN. */
export interface Wiring {
  network: NetworkType | null;
  rotation: Rotation;
}

const plainKeys = [
  ["power", "powerW"],
  ["allocated", "allocatedCurrentA"],
  ["limit", "maxCurrentA"],
  ["signal", "signalStrength"],
  ["temperature", "temperatureC"],
] as const satisfies readonly (readonly [TrackId, string])[];

/** The instants at which buckets begin, as far as anything can be known of them, and the end. */
function gridOf({ from, to, until, bucketMs }: ChargerHistory): number[] {
  const end = Math.min(until, to);
  const count = Math.max(0, Math.ceil((end - from) / bucketMs - 1e-9));
  return [...Array.from({ length: count }, (_, n) => from + n * bucketMs), Math.max(end, from)];
}

const empty = (length: number): Track => ({
  min: new Array(length).fill(null),
  mean: new Array(length).fill(null),
  max: new Array(length).fill(null),
  gaps: [],
});

function trackOf({ buckets, gaps }: HistorySeries, history: ChargerHistory, length: number): Track {
  const track = empty(length);
  for (const [at, min, max, mean] of buckets) {
    const index = Math.round((at - history.from) / history.bucketMs);
    if (index < 0 || index >= length - 1) continue;
    track.min[index] = min;
    track.mean[index] = mean;
    track.max[index] = max;
  }
  return { ...track, gaps: gaps.map(([from, to]) => [from, to]) };
}

type Readings = Triple<Track | null>;

/** Of what a charger's terminals carry. The least and the most of a line are bounds where two currents meet in it (IT). */
function currentsOf(readings: Readings, { network, rotation }: Wiring, length: number): Triple<Track | null> {
  const lines: Triple<Track> = [empty(length), empty(length), empty(length)];
  let known = 0;
  for (const part of ["min", "mean", "max"] as const) {
    for (let i = 0; i < length; i += 1) {
      const at = (t: 0 | 1 | 2) => {
        const value = readings[t]?.[part][i];
        return value === undefined || value === null ? null : { value, at: 0 };
      };
      const told = [at(0), at(1), at(2)] as const;
      if (told[0] === null && told[1] === null && told[2] === null) continue;
      const carried = lineCurrents(network ?? "TN3", rotation, told);
      for (const line of allLines) {
        const value = carried[line].reading?.value;
        if (value === undefined) continue;
        lines[line][part][i] = value;
        known += 1;
      }
    }
  }
  if (known === 0) return [null, null, null];
  const gaps = gapsOfLines(readings, { network, rotation });
  return [
    { ...lines[0], gaps: gaps[0] },
    { ...lines[1], gaps: gaps[1] },
    { ...lines[2], gaps: gaps[2] },
  ];
}

/** A line is not known while a reading that meets in it is not; one that the charger is not wired to, while nothing is. */
function gapsOfLines(readings: Readings, { network, rotation }: Wiring): Triple<Stretch[]> {
  const grid = network ?? "TN3";
  const legs = legsOf(grid, rotation);
  const wired = ([0, 1, 2] as const).filter((t) => legs[t] !== null);
  const gapsAt = (t: 0 | 1 | 2) => readings[t]?.gaps ?? [];
  const ofLine = (line: LineIndex) => {
    const meeting = legsOfLine(grid, line);
    const own = wired.filter((t) => meeting.some((leg) => leg === legs[t]));
    if (own.length > 0) return merged(own.flatMap(gapsAt));
    const [first, ...others] = wired;
    return first === undefined ? [] : others.reduce<Stretch[]>((all, t) => common(all, gapsAt(t)), gapsAt(first));
  };
  return [ofLine(0), ofLine(1), ofLine(2)];
}

/** What an answer tells, by the installation's lines. */
export function tracksIn(history: ChargerHistory, wiring: Wiring): Tracks {
  const instants = gridOf(history);
  const { length } = instants;
  const series = new Map(history.series.map((one) => [one.key, one]));
  const read = (key: string): Track | null => {
    const one = series.get(key);
    return one === undefined ? null : trackOf(one, history, length);
  };
  const of: Tracks["of"] = {};
  const put = (id: TrackId, track: Track | null) => {
    if (track !== null) of[id] = track;
  };
  for (const [id, key] of plainKeys) put(id, read(key));
  const currents = currentsOf([read("current1A"), read("current2A"), read("current3A")], wiring, length);
  for (const line of allLines) {
    put(currentOf(line), currents[line]);
    const terminal = voltageTerminalOf(wiring.rotation, line);
    if (terminal !== null) put(voltageOf(line), read(`voltage${terminal}V`));
  }
  return { instants, of };
}

/** With what the stream told since, until now. Values that are not known there are gaps. */
export function withTail({ instants, of }: Tracks, tail: readonly TailPoint[], now: number): Tracks {
  const end = instants.at(-1) ?? now;
  if (now <= end) return { instants, of };
  const later = tail.filter(({ at }) => at >= end);
  // Before the first of them nothing was heard.
  const points = later[0]?.at === end ? later : [null, ...later];
  const ats = points.map((point) => point?.at ?? end);
  const all = [...instants.slice(0, -1), ...ats, now];
  const ids = new Set([...Object.keys(of), ...later.flatMap(({ values }) => Object.keys(values))] as TrackId[]);
  const next: Tracks["of"] = {};
  for (const id of ids) {
    const before = of[id] ?? { ...empty(instants.length), gaps: [[instants[0] ?? end, end]] };
    const column = (values: Column) => [
      ...values.slice(0, instants.length - 1),
      ...points.map((point) => point?.values[id] ?? null),
      null,
    ];
    const gaps = points.flatMap((point, i): Stretch[] =>
      point?.values[id] === undefined ? [[ats[i] as number, ats[i + 1] ?? now]] : [],
    );
    next[id] = {
      min: column(before.min),
      mean: column(before.mean),
      max: column(before.max),
      gaps: merged([...before.gaps, ...gaps]),
    };
  }
  return { instants: all, of: next };
}

export interface Amount {
  min: number;
  mean: number;
  max: number;
}

/** What a track tells at an instant; null: nothing is known there, also where other parts of the same column are known. */
export function amountAt({ instants, of }: Tracks, id: TrackId, at: number): Amount | null {
  const track = of[id];
  const index = lastNotAfter(instants, at);
  if (track === undefined || index < 0 || index >= instants.length - 1) return null;
  if (holding(track.gaps, at) !== null) return null;
  const [min, mean, max] = [track.min[index], track.mean[index], track.max[index]];
  return min == null || mean == null || max == null ? null : { min, mean, max };
}

/** Where nothing is known of any of these tracks, within what was loaded. */
export function gapsOfAll(tracks: Tracks, ids: readonly TrackId[]): Stretch[] {
  const whole: Stretch = [tracks.instants[0] ?? 0, tracks.instants.at(-1) ?? 0];
  return ids.reduce<Stretch[]>((all, id) => common(all, tracks.of[id]?.gaps ?? [whole]), [whole]);
}
