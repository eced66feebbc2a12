import { crc32 } from "node:zlib";
import { BrokenBytes, ByteReader, ByteWriter } from "./bytes";
import { type Raw, readValues, writeValues } from "./packed-values";

/** One value of one kind: what it was, and since when. */
export interface Point {
  /** Of the charger's clock. */
  epoch: number;
  /** By the charger's own clock, whole microseconds since 1970; with `epoch` it names the point among those of its kind. */
  ownAt: number;
  /** The same instant by the gateway's clock, whole microseconds. */
  at: number;
  raw: Raw;
}

/** What was told of each kind (`HistoryRow`), ascending in `at`, `epoch` and `ownAt`. */
export type Points = ReadonlyMap<number, readonly Point[]>;

/** A block was written by a newer version. */
export class UnknownVersion extends Error {
  constructor(readonly version: number) {
    super(`The block has version ${version}, which is not known.`);
    this.name = "UnknownVersion";
  }
}

const version = 1;
const headBytes = 5;
/** More than a charger could tell in an hour; what claims more is broken. */
const mostTimes = 10_000_000;

type Time = Omit<Point, "raw">;

/** Orders points: by the instant when they were true, then by the charger's clock. */
export const inOrder = (a: Time, b: Time): number => a.at - b.at || a.epoch - b.epoch || a.ownAt - b.ownAt;

/**
 * Packs what one charger told in one hour: version (1 byte), CRC-32 of what follows (4), the instants, each once however many kinds were
 * told at it, then for each kind at which of them it was told, and its values.
 */
export function packBlock(points: Points): Buffer {
  const kinds = [...points].filter(([, list]) => list.length > 0).sort(([a], [b]) => a - b);
  const times = timesOf(points);
  const to = new ByteWriter();
  writeTimes(to, times);
  to.whole(kinds.length);
  for (const [kind, list] of kinds) {
    to.signed(kind);
    to.whole(list.length);
    to.part(packKind(times, list));
  }
  const body = to.bytes();
  const head = Buffer.alloc(headBytes);
  head.writeUInt8(version);
  head.writeUInt32LE(crc32(body), 1);
  return Buffer.concat([head, body]);
}

function packKind(times: readonly Time[], list: readonly Point[]): Buffer {
  const to = new ByteWriter();
  writePlaces(to, times, list);
  writeValues(
    to,
    list.map(({ raw }) => raw),
  );
  return to.bytes();
}

/**
 * @param wanted the kinds that are asked for; all, if not given
 * @throws UnknownVersion, or BrokenBytes: what stands there cannot be read
 */
export function unpackBlock(block: Buffer, wanted?: ReadonlySet<number>): Map<number, Point[]> {
  if (block.length < headBytes) throw new BrokenBytes();
  if (block.readUInt8() !== version) throw new UnknownVersion(block.readUInt8());
  const body = block.subarray(headBytes);
  if (crc32(body) !== block.readUInt32LE(1)) throw new BrokenBytes();
  const from = new ByteReader(body);
  const times = readTimes(from);
  const points = new Map<number, Point[]>();
  for (let kinds = from.whole(); kinds > 0; kinds -= 1) {
    const kind = from.signed();
    const count = from.whole();
    const part = new ByteReader(from.part());
    if (count > times.length) throw new BrokenBytes();
    if (wanted?.has(kind) === false) continue;
    const told = readPlaces(part, times, count);
    const raws = readValues(part, count);
    points.set(
      kind,
      told.map((time, at) => ({ ...time, raw: raws[at] ?? null })),
    );
  }
  return points;
}

function timesOf(points: Points): Time[] {
  const all = [...points.values()].flat().sort(inOrder);
  return all.filter((time, at) => at === 0 || inOrder(all[at - 1] as Time, time) !== 0);
}

/** Epoch and error of the clock change seldom: they stand once for all that follow. */
function writeTimes(to: ByteWriter, times: readonly Time[]): void {
  to.whole(times.length);
  let before = 0;
  for (const { at } of times) {
    to.whole(at - before);
    before = at;
  }
  const runs: { epoch: number; error: number; count: number }[] = [];
  for (const { epoch, ownAt, at } of times) {
    const run = runs.at(-1);
    if (run?.epoch === epoch && run.error === ownAt - at) run.count += 1;
    else runs.push({ epoch, error: ownAt - at, count: 1 });
  }
  to.whole(runs.length);
  for (const { epoch, error, count } of runs) {
    to.whole(epoch);
    to.signed(error);
    to.whole(count);
  }
}

function readTimes(from: ByteReader): Time[] {
  const count = from.whole();
  if (count > Math.min(mostTimes, from.left)) throw new BrokenBytes();
  const times: Time[] = [];
  let at = 0;
  for (let left = count; left > 0; left -= 1) {
    at += from.whole();
    times.push({ at, epoch: 0, ownAt: at });
  }
  let next = 0;
  for (let runs = from.whole(); runs > 0; runs -= 1) {
    const [epoch, error, length] = [from.whole(), from.signed(), from.whole()];
    if (length > count - next) throw new BrokenBytes();
    for (const end = next + length; next < end; next += 1) {
      const time = times[next] as Time;
      times[next] = { at: time.at, epoch, ownAt: time.at + error };
    }
  }
  if (next !== count) throw new BrokenBytes();
  return times;
}

/** Which of the instants a kind was told at: so many without it, so many with it, by turns. */
function writePlaces(to: ByteWriter, times: readonly Time[], list: readonly Time[]): void {
  let told = 0;
  let run = 0;
  let isTold = false;
  for (const time of times) {
    if (told === list.length) break;
    const here = inOrder(list[told] as Time, time) === 0;
    if (here !== isTold) {
      to.whole(run);
      run = 0;
      isTold = here;
    }
    run += 1;
    if (here) told += 1;
  }
  to.whole(run);
}

function readPlaces(from: ByteReader, times: readonly Time[], count: number): Time[] {
  const told: Time[] = [];
  let at = 0;
  let isTold = false;
  while (told.length < count) {
    const run = from.whole();
    if (run > times.length - at || (isTold && run > count - told.length)) throw new BrokenBytes();
    const end = at + run;
    for (; at < end; at += 1) if (isTold) told.push(times[at] as Time);
    isTold = !isTold;
  }
  return told;
}
