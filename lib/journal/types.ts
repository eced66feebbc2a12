import type { Logger } from "pino";

export interface JournalEntry {
  /** Ascending from 1, with gaps. */
  sequence: number;
  /** ms; may have a fraction. */
  arrivedAt: number;
  /** 16 bits of the door's own. */
  flags: number;
  topic: string;
  payload: Buffer;
}

export interface NewEntry {
  arrivedAt: number;
  flags: number;
  topic: string;
  payload: Uint8Array;
  /** It may be dropped at the hard limit (a measurement); commands, sessions, events never. */
  droppable: boolean;
}

export interface JournalOptions {
  /** Made, with mode 0700, where it is missing. One living process at a time. */
  folder: string;
  /** Above it nothing refusable is taken. */
  softBytes: number;
  /** Above it nothing is taken; the oldest droppable entries go first. */
  hardBytes: number;
  /** How large one file grows; 1 MiB, and less where the limits are small. */
  segmentBytes?: number;
  /** How long an entry may wait for `fdatasync`: ms, 50. */
  syncMs?: number;
  log: Pick<Logger, "info" | "warn" | "error">;
  now(): number;
}

export interface JournalStats {
  /** What is still needed, on disk. */
  bytes: number;
  entries: number;
  /** Since it was opened: entries let go at the hard limit or with a full disk, and those that could not be taken for it. */
  dropped: number;
  /** When the oldest entry that is still needed arrived; null: there is none. */
  oldestAt: number | null;
}

export interface Journal {
  /** Sequence of the newest entry ever taken; 0: none. Survives cutting everything and a restart. */
  last(): number;
  /** Up to where it was cut; 0: nowhere. Survives a restart, but may then be up to `syncMs` old. */
  cutUpTo(): number;
  /** Sequences go on above this one, where it is above `last()`: for who remembers more than a journal after a power cut. */
  continueAfter(sequence: number): void;
  /**
   * Writes at once: when it returns, `write()` has returned. Returns the sequence, or null when the entry was not taken. A
   * `refusable` one (the sender keeps it) is not taken beyond the soft limit or with a full disk, and nothing is dropped for it;
   * others are taken until the hard limit. A failing disk never throws: it is told in the log, and the entry is not taken.
   * @throws RangeError for a topic longer than 65,535 bytes.
   */
  append(entry: NewEntry, refusable: boolean): number | null;
  /**
   * `append` of a refusable entry, for who takes many in and tells nobody before `write`: until then it may lie in memory, and is
   * not read.
   */
  gather(entry: NewEntry): number | null;
  /** Writes what was gathered. False: something that was gathered since the last time could not be written, and is lost. */
  write(): boolean;
  /** Room again for refusable entries? Asks for a tenth of the soft limit, and 5 s after a write that failed. */
  hasRoom(): boolean;
  /**
   * Entries with a sequence above `after` that are not cut, oldest first. Reads file by file; what is appended while it is read
   * comes too. Ends at the newest entry.
   */
  read(after: number): Generator<JournalEntry, void, undefined>;
  /** All up to and including this sequence are not needed any more. */
  cut(upTo: number): void;
  stats(): JournalStats;
  /** Resolves when everything appended so far is on the disk. */
  sync(): Promise<void>;
  close(): Promise<void>;
}
