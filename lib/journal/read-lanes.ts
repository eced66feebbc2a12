import type { Lane } from "./lane";
import { LaneReader } from "./lane-reader";
import type { JournalEntry } from "./types";

/** The entries of several lanes above `after`, in one ascending order, until there are no more. @throws the system's error. */
export function* readLanes(
  lanes: readonly Lane[],
  after: number,
  damaged: (path: string, from: number, to: number) => void,
): Generator<JournalEntry, void, undefined> {
  const readers = lanes.map((lane) => new LaneReader(lane, after, damaged));
  for (;;) {
    let first: LaneReader | null = null;
    let least = Number.POSITIVE_INFINITY;
    for (const reader of readers) {
      const sequence = reader.peek();
      if (sequence === null || sequence >= least) continue;
      first = reader;
      least = sequence;
    }
    if (!first) return;
    yield first.take();
  }
}
