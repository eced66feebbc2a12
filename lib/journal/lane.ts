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
let scratch = Buffer.allocUnsafeSlow(64 * 1024);

/**
 * The files of one kind of entries, ascending. What may be dropped and what may not have files of their own, so that dropping is
 * deleting a file: that needs no room, and on a full disk there is none.
 */
export class Lane {
  #open: { fd: number; segment: Segment } | null = null;
  #written = false;
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

  get last(): number {
    return this.segments.at(-1)?.last ?? 0;
  }

  /** @throws the system's error; nothing of the entry is left in the lane then. */
  append(entry: JournalEntry): void {
    const { sequence } = entry;
    const most = mostBytes(entry.topic, entry.payload);
    if (scratch.length < most) scratch = Buffer.allocUnsafeSlow(2 * most);
    const { fd, segment } = this.#roomFor(most, sequence);
    const length = writeEntry(scratch, segment.salt, entry);
    try {
      writeWhole(fd, scratch, length);
    } catch (error) {
      this.#cutBack(fd, segment);
      throw error;
    }
    if (segment.entries === 0) {
      segment.first = sequence;
      segment.oldestAt = entry.arrivedAt;
    }
    segment.last = sequence;
    segment.entries += 1;
    segment.bytes += length;
    this.bytes += length;
    this.#written = true;
  }

  #roomFor(most: number, sequence: number): { fd: number; segment: Segment } {
    const last = this.segments.at(-1);
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

  /** Takes out the files that hold nothing above `upTo`; the one in use only when it is half full. @returns their paths. */
  cut(upTo: number): string[] {
    const gone: string[] = [];
    for (let first = this.segments[0]; first && first.last <= upTo; first = this.segments[0]) {
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
