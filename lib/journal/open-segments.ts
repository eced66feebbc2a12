import { readdirSync, renameSync, statSync, truncateSync, unlinkSync } from "node:fs";
import { join } from "node:path";
import { placesIn } from "./entry";
import { bytesOf, headBytes, type Segment, saltOf } from "./segment";
import type { JournalOptions } from "./types";

const nameFormat = /^([a-z]+)-(\d{16})\.journal$/;

/**
 * Reads through the files of a lane: cuts a torn end from the newest, tells what is damaged. A file that is none of a journal is
 * put aside as `.damaged`. @throws the system's error; Error for people: a file is of a newer version.
 */
export function openSegments(folder: string, lane: string, log: JournalOptions["log"]): Segment[] {
  const names = readdirSync(/* turbopackIgnore: true */ folder)
    .filter((name) => nameFormat.exec(name)?.[1] === lane)
    .sort();
  const segments: Segment[] = [];
  for (const name of names) {
    const segment = openSegment(join(folder, name), name === names.at(-1), log);
    if (segment) segments.push(segment);
  }
  return segments;
}

function openSegment(path: string, newest: boolean, log: JournalOptions["log"]): Segment | null {
  const bytes = bytesOf(path, 0, statSync(/* turbopackIgnore: true */ path).size);
  const salt = saltOf(bytes, path);
  if (salt === null && bytes.length > headBytes) {
    renameSync(path, `${path}.damaged`);
    log.error({ file: `${path}.damaged`, bytes: bytes.length }, "a file of the journal is damaged, and put aside");
    return null;
  }
  const segment = {
    path,
    salt: salt ?? 0,
    first: 0,
    last: 0,
    oldestAt: 0,
    entries: 0,
    bytes: headBytes,
    sealed: !newest,
  };
  const damaged = (from: number, to: number) =>
    log.error({ file: path, from, bytes: to - from }, "the journal is damaged: what stood here is lost");
  for (const { end, sequence, arrivedAt } of salt === null ? [] : placesIn(bytes, headBytes, salt, damaged)) {
    if (segment.entries === 0) Object.assign(segment, { first: sequence, oldestAt: arrivedAt });
    segment.last = sequence;
    segment.entries += 1;
    segment.bytes = end;
  }
  const torn = bytes.length - segment.bytes;
  if (torn > 0 && newest) log.warn({ file: path, bytes: torn }, "cut a torn end from the journal");
  else if (torn > 0) damaged(segment.bytes, bytes.length);
  if (torn > 0 && newest) truncateSync(path, segment.bytes);
  if (segment.entries > 0) return segment;
  unlinkSync(path);
  return null;
}
