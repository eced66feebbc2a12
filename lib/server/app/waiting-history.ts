import { closeSync, ftruncateSync, openSync, readSync, writeSync } from "node:fs";
import { deserialize, serialize } from "node:v8";
import type { HistoryRow } from "../../domain/history/row";

/** So many rows are in one piece. */
const pieceRows = 20_000;
/** So many pieces are in memory, and written in one transaction; what comes then goes into a file. */
const piecesInMemory = 10;

/** Where the rows are that have no room in memory; null: nowhere, and then memory is all there is. */
export interface SpoolPlace {
  file: string;
  mostBytes: number;
}

interface Spooled {
  at: number;
  bytes: number;
  rows: number;
}

/**
 * Rows of history that are not in the store yet, in the order in which they were found out. What is more than fits into memory waits
 * in a file, which is worth nothing after a restart: the journal has all of it. Where the file is full too, rows are dropped, and
 * counted.
 */
export class WaitingHistory {
  readonly #memory: HistoryRow[][] = [];
  readonly #spooled: Spooled[] = [];
  #file: number | null = null;
  #end = 0;
  #size = 0;
  #dropped = 0;

  constructor(private readonly place: SpoolPlace | null) {}

  /** So many rows wait. */
  get size(): number {
    return this.#size;
  }

  /** Rows for which there was no room. */
  get dropped(): number {
    return this.#dropped;
  }

  /** Whether there is more than is written with what else is kept of the same messages. */
  get isMuch(): boolean {
    return this.#spooled.length > 0;
  }

  add(rows: readonly HistoryRow[]): void {
    for (let at = 0; at < rows.length; at += pieceRows) this.#addPiece(rows.slice(at, at + pieceRows));
  }

  #addPiece(rows: HistoryRow[]): void {
    this.#size += rows.length;
    const last = this.#memory.at(-1);
    // What is in the file is newer than what is in memory.
    if (this.#spooled.length === 0 && last !== undefined && last.length + rows.length <= pieceRows) last.push(...rows);
    else if (this.#spooled.length === 0 && this.#memory.length < piecesInMemory) this.#memory.push(rows);
    else this.#spool(rows);
  }

  #spool(rows: HistoryRow[]): void {
    const bytes = serialize(rows);
    if (this.place === null || this.#end + bytes.length > this.place.mostBytes) {
      this.#drop(rows);
      return;
    }
    try {
      this.#file ??= openSync(/* turbopackIgnore: true */ this.place.file, "w+", 0o600);
      writeSync(this.#file, bytes, 0, bytes.length, this.#end);
    } catch {
      // The disk is full: what the journal holds comes back with a restart.
      this.#drop(rows);
      return;
    }
    this.#spooled.push({ at: this.#end, bytes: bytes.length, rows: rows.length });
    this.#end += bytes.length;
  }

  #drop(rows: readonly HistoryRow[]): void {
    this.#size -= rows.length;
    this.#dropped += rows.length;
  }

  /** Takes all out that is in memory. */
  takeAll(): HistoryRow[] {
    const all = this.#memory.flat();
    this.#memory.length = 0;
    this.#size -= all.length;
    return all;
  }

  /** Takes the oldest piece out; empty: there is none. */
  take(): HistoryRow[] {
    const first = this.#memory.shift() ?? this.#unspool();
    this.#size -= first.length;
    if (this.#spooled.length === 0 && this.#file !== null && this.#end > 0) {
      ftruncateSync(this.#file, 0);
      this.#end = 0;
    }
    return first;
  }

  #unspool(): HistoryRow[] {
    const next = this.#spooled.shift();
    if (next === undefined || this.#file === null) return [];
    const bytes = Buffer.alloc(next.bytes);
    readSync(this.#file, bytes, 0, next.bytes, next.at);
    // What this process has written itself.
    return deserialize(bytes) as HistoryRow[];
  }

  /** Puts back what was taken last, and could not be written. */
  putBack(rows: HistoryRow[]): void {
    if (rows.length === 0) return;
    this.#memory.unshift(rows);
    this.#size += rows.length;
  }

  clear(): void {
    this.#memory.length = 0;
    this.#spooled.length = 0;
    this.#size = 0;
    this.#end = 0;
  }

  close(): void {
    this.clear();
    if (this.#file !== null) closeSync(this.#file);
    this.#file = null;
  }
}
