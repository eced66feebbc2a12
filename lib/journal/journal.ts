import { closeSync, mkdirSync, openSync, unlinkSync } from "node:fs";
import { join } from "node:path";
import { createFlusher, type Flusher } from "./flusher";
import { lockFolder } from "./folder-lock";
import { Lane } from "./lane";
import { openSegments } from "./open-segments";
import { readLanes } from "./read-lanes";
import { Room } from "./room";
import { StateFile } from "./state-file";
import type { Journal, JournalEntry, JournalOptions, JournalStats, NewEntry } from "./types";

const mostSegmentBytes = 1024 * 1024;
const leastSegmentBytes = 4 * 1024;
const usualSyncMs = 50;

type Fault = "full" | "broken";

/**
 * Opens a journal, or makes it. Synchronous; reads through all of it (about 3 s for 1 GiB). A torn end is cut and told in the log.
 * @throws Error for people: the folder cannot be used, a living process has it, or it is of a newer version.
 */
export function openJournal(options: JournalOptions): Journal {
  const { folder } = options;
  try {
    mkdirSync(/* turbopackIgnore: true */ folder, { recursive: true, mode: 0o700 });
    const unlock = lockFolder(folder);
    try {
      return new FileJournal(options, unlock);
    } catch (error) {
      unlock();
      throw error;
    }
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new Error(`The journal's folder cannot be used: ${reason}`, { cause: error });
  }
}

class FileJournal implements Journal {
  readonly #kept: Lane;
  readonly #droppable: Lane;
  readonly #lanes: readonly Lane[];
  readonly #state: StateFile;
  readonly #folder: number;
  readonly #flusher: Flusher;
  readonly #told = new Set<string>();
  #gone: string[] = [];
  /** Something that was gathered could not be written, which was not told yet. */
  #failed = false;
  #last: number;
  #cut: number;
  #saved = "";
  readonly #room: Room;
  #closed = false;

  constructor(
    readonly options: JournalOptions,
    readonly unlock: () => void,
  ) {
    const { folder, softBytes, log, segmentBytes, syncMs = usualSyncMs } = options;
    const size = segmentBytes ?? Math.max(leastSegmentBytes, Math.min(mostSegmentBytes, Math.floor(softBytes / 16)));
    this.#kept = new Lane(folder, "kept", size, openSegments(folder, "kept", log));
    this.#droppable = new Lane(folder, "droppable", size, openSegments(folder, "droppable", log));
    this.#room = new Room(options);
    this.#lanes = [this.#kept, this.#droppable];
    this.#state = new StateFile(join(folder, "state"));
    if (this.#state.damaged)
      log.error({ folder }, "the journal's state is damaged: all that it holds counts as needed");
    this.#folder = openSync(/* turbopackIgnore: true */ folder, "r");
    this.#cut = this.#state.cut;
    this.#last = Math.max(this.#state.last, this.#cut, ...this.#lanes.map(({ last }) => last));
    this.#flusher = createFlusher(
      {
        takeUnsynced: () => this.#lanes.flatMap((lane) => lane.takeUnsynced()),
        folder: this.#folder,
        saveState: () => this.#saveState(),
        takeGone: () => this.#gone.splice(0),
        giveBack: (gone) => this.#gone.push(...gone),
        failed: (error) => log.error({ folder, reason: String(error) }, "the journal could not be brought to the disk"),
      },
      syncMs,
    );
    this.#attempt("the journal's state could not be written", () => this.#writeState());
    this.#removeCut();
  }

  last(): number {
    return this.#last;
  }

  cutUpTo(): number {
    return this.#cut;
  }

  continueAfter(sequence: number): void {
    if (sequence <= this.#last) return;
    this.#last = sequence;
    this.#flusher.written();
  }

  append(given: NewEntry, refusable: boolean): number | null {
    this.#failed = !this.write();
    if (this.#closed) return this.#lose();
    const entry = this.#entryOf(given);
    const lane = this.#laneOf(given);
    const length = entry.topic.length + entry.payload.length;
    if (refusable && this.#isBeyondSoft(length)) return null;
    while (this.#size() + length > this.options.hardBytes) if (!this.#dropOldest()) return this.#lose();
    for (;;) {
      const fault = this.#take(lane, entry) ?? this.#write(lane);
      if (fault === null) return this.#took(entry);
      if (refusable) return null;
      if (fault === "broken" || !this.#dropOldest()) return this.#lose();
    }
  }

  gather(given: NewEntry): number | null {
    // A disk that failed is tried with every entry: each that it does not take is refused alone.
    if (this.#closed || this.#room.hasFailed()) return this.append(given, true);
    const entry = this.#entryOf(given);
    if (this.#isBeyondSoft(entry.topic.length + entry.payload.length)) return null;
    if (this.#take(this.#laneOf(given), entry) === null) return this.#took(entry);
    this.#failed = true;
    return null;
  }

  write(): boolean {
    let isWhole = !this.#failed;
    this.#failed = false;
    for (const lane of this.#lanes) isWhole = this.#write(lane) === null && isWhole;
    return isWhole;
  }

  #entryOf({ arrivedAt, flags, topic, payload }: NewEntry): JournalEntry {
    const bytes = Buffer.isBuffer(payload) ? payload : Buffer.from(payload);
    return { sequence: this.#last + 1, arrivedAt, flags, topic, payload: bytes };
  }

  #laneOf({ droppable }: NewEntry): Lane {
    return droppable ? this.#droppable : this.#kept;
  }

  #isBeyondSoft(length: number): boolean {
    if (this.#size() + length <= this.options.softBytes) return false;
    this.#room.refused(this.#size());
    return true;
  }

  #took({ sequence }: JournalEntry): number {
    this.#last = sequence;
    return sequence;
  }

  #take(lane: Lane, entry: JournalEntry): Fault | null {
    // Also where it fails now: what waited before it may have been written.
    this.#flusher.written();
    try {
      lane.gather(entry);
      return null;
    } catch (error) {
      return this.#faultOf(error);
    }
  }

  #write(lane: Lane): Fault | null {
    if (!lane.waits) return null;
    try {
      lane.write();
    } catch (error) {
      return this.#faultOf(error);
    }
    this.#room.wrote();
    return null;
  }

  /** @throws what is no fault of the disk. */
  #faultOf(error: unknown): Fault {
    if (!(error instanceof Error && "code" in error) || error instanceof RangeError) throw error;
    return this.#room.failed(error) ? "full" : "broken";
  }

  #size(): number {
    return this.#kept.size + this.#droppable.size;
  }

  #lose(): null {
    this.#room.dropped += 1;
    return null;
  }

  /** Lets a file of droppable entries go, at once. @returns false: there is none. */
  #dropOldest(): boolean {
    const first = this.#droppable.segments[0];
    if (!first) return false;
    let entries = first.entries;
    this.#attempt("a file of the journal could not be read; all of it counts as dropped", () => {
      entries -= this.#droppable.passed(first, this.#cut);
    });
    const path = this.#droppable.removeFirst(first);
    this.#attempt("the journal's state could not be written", () => this.#writeState());
    for (const gone of [...this.#gone.splice(0), path]) {
      this.#attempt("a file of the journal could not be deleted", () => unlinkSync(gone));
    }
    this.#room.letGo(entries);
    return true;
  }

  #attempt(fault: string, does: () => void): void {
    const { log, folder } = this.options;
    try {
      does();
    } catch (error) {
      log.error({ folder, reason: String(error) }, fault);
    }
  }

  hasRoom(): boolean {
    return this.#room.isLeft(this.#size());
  }

  *read(after: number): Generator<JournalEntry, void, undefined> {
    const entries = readLanes(this.#lanes, Math.max(after, this.#cut), (...place) => this.#tellDamage(...place));
    for (const entry of entries) if (entry.sequence > this.#cut) yield entry;
  }

  #tellDamage(file: string, from: number, to: number): void {
    const place = `${file}:${from}`;
    if (this.#told.has(place)) return;
    this.#told.add(place);
    this.options.log.error({ file, from, bytes: to - from }, "the journal is damaged: what stood here is lost");
  }

  cut(upTo: number): void {
    if (upTo <= this.#cut) return;
    this.#cut = upTo;
    this.#last = Math.max(this.#last, upTo);
    this.#removeCut();
    this.#flusher.written();
  }

  #removeCut(): void {
    const gone = this.#lanes.flatMap((lane) => lane.cut(this.#cut));
    if (gone.length === 0) return;
    this.#gone.push(...gone);
    this.#flusher.written();
    this.#room.freed(this.#size());
  }

  #writeState(): boolean {
    const state = `${this.#cut} ${this.#last}`;
    if (state === this.#saved) return false;
    this.#state.write(this.#cut, this.#last);
    this.#saved = state;
    return true;
  }

  async #saveState(): Promise<void> {
    if (this.#writeState()) await this.#state.sync();
  }

  stats(): JournalStats {
    const needed = this.#lanes.map((lane) => lane.needed(this.#cut));
    const oldest = needed.flatMap(({ oldestAt }) => (oldestAt === null ? [] : [oldestAt]));
    return {
      bytes: needed.reduce((sum, { bytes }) => sum + bytes, 0),
      entries: needed.reduce((sum, { entries }) => sum + entries, 0),
      dropped: this.#room.dropped,
      oldestAt: oldest.length === 0 ? null : Math.min(...oldest),
    };
  }

  sync(): Promise<void> {
    return this.#flusher.flush();
  }

  async close(): Promise<void> {
    if (this.#closed) return;
    this.write();
    this.#closed = true;
    await this.#flusher.flush();
    for (const lane of this.#lanes) lane.close();
    closeSync(this.#state.fd);
    closeSync(this.#folder);
    this.unlock();
  }
}
