import { closeSync, ftruncateSync, openSync } from "node:fs";
import { join } from "node:path";
import { mostBytes, placesIn, writeEntry } from "./entry";
import { bytesOf, createSegment, headBytes, type Segment, writeWhole } from "./segment";
import type { JournalEntry } from "./types";

export interface Needed {
  bytes: number;
  entries: number;
  oldestAt: number | null;
}

const nameOf = (lane: string, sequence: number) => `${lane}-${String(sequence).padStart(16, "0")}.journal`;
const nowhere = { bytes: headBytes, entries: 0, oldestAt: 0 };
const bufferBytes = 64 * 1024;

/**
 * The files of one kind of entries, ascending. What may be dropped and what may not have files of their own, so that dropping is
 * deleting a file: that needs no room, and on a full disk there is none.
 */
export class Lane {
  #open: { fd: number; segment: Segment } | null = null;
  #written = false;
  /** Entries for the file in use, encoded one behind the other, that are not in it yet. */
  #waiting = { count: 0, bytes: 0, first: 0, firstAt: 0, last: 0 };
  #buffer = Buffer.allocUnsafeSlow(bufferBytes);
  readonly #rolled: string[] = [];
  /** In the first file, the oldest entry that was last known to be needed. */
  #head = nowhere;
  /** Of all its files. */
  bytes = 0;

  constructor(
    readonly folder: string,
    readonly name: string,
    readonly segmentBytes: number,
    readonly segments: Segment[],
  ) {
    for (const { bytes } of segments) this.bytes += bytes;
  }

  /** Whether anything has been gathered that is not written yet. */
  get waits(): boolean {
    return this.#waiting.count > 0;
  }

  /** Of all its files, and of what waits. */
  get size(): number {
    return this.bytes + this.#waiting.bytes;
  }

  get last(): number {
    return this.segments.at(-1)?.last ?? 0;
  }

  /**
   * Takes an entry, for the next `write`; what waits is written before where there is no room for it.
   * @throws the system's error; nothing of the entry, nor of what waited, is left in the lane then.
   */
  gather(entry: JournalEntry): void {
    const { sequence, arrivedAt } = entry;
    const most = mostBytes(entry.topic, entry.payload);
    if (this.#waiting.bytes + most > this.#buffer.length || !this.#fits(most)) this.write();
    if (most > this.#buffer.length) this.#buffer = Buffer.allocUnsafeSlow(2 * most);
    const { segment } = this.#roomFor(most, sequence);
    const waiting = this.#waiting;
    const length = writeEntry(this.#buffer.subarray(waiting.bytes), segment.salt, entry);
    if (waiting.count === 0) {
      waiting.first = sequence;
      waiting.firstAt = arrivedAt;
    }
    waiting.last = sequence;
    waiting.count += 1;
    waiting.bytes += length;
  }

  /** Writes what waits. @throws the system's error; nothing of it is left in the lane then. */
  write(): void {
    if (!this.#open || this.#waiting.count === 0) return;
    const { fd, segment } = this.#open;
    const { count, bytes, first, firstAt, last } = this.#waiting;
    this.#waiting.count = 0;
    this.#waiting.bytes = 0;
    try {
      writeWhole(fd, this.#buffer, bytes);
    } catch (error) {
      this.#cutBack(fd, segment);
      throw error;
    }
    if (segment.entries === 0) {
      segment.first = first;
      segment.oldestAt = firstAt;
    }
    segment.last = last;
    segment.entries += count;
    segment.bytes += bytes;
    this.bytes += bytes;
    this.#written = true;
  }

  /** Whether an entry goes into the same file as those that wait. */
  #fits(most: number): boolean {
    const { count, bytes } = this.#waiting;
    return count === 0 || (this.#open?.segment.bytes ?? 0) + bytes + most <= this.segmentBytes;
  }

  #roomFor(most: number, sequence: number): { fd: number; segment: Segment } {
    const last = this.segments.at(-1);
    if (this.#open && this.#waiting.count > 0) return this.#open;
    if (last && !last.sealed && (last.entries === 0 || last.bytes + most <= this.segmentBytes)) {
      this.#open ??= { fd: openSync(/* turbopackIgnore: true */ last.path, "a"), segment: last };
      return this.#open;
    }
    const made = createSegment(join(this.folder, nameOf(this.name, sequence)));
    this.#roll();
    this.segments.push(made.segment);
    this.bytes += made.segment.bytes;
    this.#open = made;
    return made;
  }

  #cutBack(fd: number, segment: Segment): void {
    try {
      ftruncateSync(fd, segment.bytes);
    } catch {
      // Then it keeps a torn end that nobody reads, and is not written to again.
      segment.sealed = true;
      this.#roll();
    }
  }

  /** Closes the file in use: the room of one that is deleted is free only then. */
  #roll(): void {
    if (!this.#open) return;
    closeSync(this.#open.fd);
    this.#rolled.push(this.#open.segment.path);
    this.#open = null;
  }

  /** The files that were written to since it was last asked. */
  takeUnsynced(): string[] {
    const taken = this.#rolled.splice(0);
    if (this.#written && this.#open) taken.push(this.#open.segment.path);
    this.#written = false;
    return taken;
  }

  close(): void {
    this.#roll();
  }

  /**
   * Takes out the files that hold nothing above `upTo`; the one in use only when it is half full and nothing waits for it.
   * @returns their paths.
   */
  cut(upTo: number): string[] {
    const gone: string[] = [];
    for (let first = this.segments[0]; first && first.last <= upTo; first = this.segments[0]) {
      if (this.#waiting.count > 0 && first === this.#open?.segment) break;
      if (this.segments.length === 1 && first.bytes < this.segmentBytes / 2) break;
      gone.push(this.removeFirst(first));
    }
    return gone;
  }

  removeFirst(first: Segment): string {
    if (this.#open?.segment === first) this.#roll();
    this.segments.shift();
    this.bytes -= first.bytes;
    this.#head = nowhere;
    return first.path;
  }

  /** How many entries of the first file do not lie above `upTo`. @throws the system's error. */
  passed(first: Segment, upTo: number): number {
    if (upTo < first.first) return 0;
    const { bytes: from, entries } = this.#head;
    let done = entries;
    for (const place of placesIn(bytesOf(first.path, from, first.bytes), 0, first.salt, () => {})) {
      this.#head = { bytes: from + place.at, entries: done, oldestAt: place.arrivedAt };
      if (place.sequence > upTo) break;
      done += 1;
    }
    return done;
  }

  /** What of it lies above `upTo`. @throws the system's error. */
  needed(upTo: number): Needed {
    const first = this.segments[0];
    if (!first || this.last <= upTo) return { bytes: 0, entries: 0, oldestAt: null };
    const passed = this.passed(first, upTo);
    let entries = -passed;
    for (const segment of this.segments) entries += segment.entries;
    const { bytes, oldestAt } = passed === 0 ? { bytes: 0, oldestAt: first.oldestAt } : this.#head;
    return { bytes: this.bytes - bytes, entries, oldestAt };
  }
}
