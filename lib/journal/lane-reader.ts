import { entryAt, type Place, placesIn } from "./entry";
import type { Lane } from "./lane";
import { bytesOf, headBytes, type Segment } from "./segment";
import type { JournalEntry } from "./types";

/** Reads a lane from its oldest entry above `after` on, a file at a time, also while it grows, is cut, or loses files. */
export class LaneReader {
  #segment: Segment | null = null;
  #readTo = 0;
  #bytes: Buffer = Buffer.alloc(0);
  #places: Generator<Place, void, undefined> | null = null;
  #next: Place | null = null;

  constructor(
    readonly lane: Lane,
    private after: number,
    readonly damaged: (path: string, from: number, to: number) => void,
  ) {}

  /** Sequence of the next entry; null: there is none yet. @throws the system's error. */
  peek(): number | null {
    while (this.#next === null) {
      const place = this.#places?.next().value;
      if (place) this.#next = place.sequence > this.after ? place : null;
      else if (!this.#load()) return null;
    }
    return this.#next.sequence;
  }

  /** The entry that `peek` told of. */
  take(): JournalEntry {
    if (this.#next === null) throw new Error("There is no entry to take.");
    const entry = entryAt(this.#bytes, this.#next);
    this.after = entry.sequence;
    this.#next = null;
    return entry;
  }

  #load(): boolean {
    const { segments } = this.lane;
    const at = this.#segment ? segments.indexOf(this.#segment) : -1;
    const grown = at >= 0 && (segments[at]?.bytes ?? 0) > this.#readTo;
    const segment = grown ? segments[at] : segments.find(({ last }, index) => index > at && last > this.after);
    if (!segment) return false;
    if (!grown) this.#readTo = headBytes;
    const { path, salt } = segment;
    const from = this.#readTo;
    this.#segment = segment;
    this.#readTo = segment.bytes;
    this.#bytes = bytesOf(path, from, segment.bytes);
    this.#places = placesIn(this.#bytes, 0, salt, (begin, end) => this.damaged(path, from + begin, from + end));
    return true;
  }
}
