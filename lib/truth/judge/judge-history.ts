import { micros } from "../../domain/history/row";
import type { Point } from "../../history/block";
import type { Book } from "../book/book";

/** What history has of what chargers said and was acknowledged. */
export interface HistoryCount {
  words: number;
  /** In words for people. */
  lost: string[];
  double: string[];
}

/**
 * Compares what is kept of a charger with its book: each acknowledged word once, nothing that was never said.
 * @param isKept whether a kind is kept there
 */
export function judgeHistory(
  book: Book,
  points: ReadonlyMap<number, readonly Point[]>,
  isKept: (kind: number) => boolean,
): HistoryCount {
  const counts = new Map<string, number>();
  const name = (kind: number, ownAt: number, raw: string | null) => `${kind} ${ownAt} ${raw}`;
  for (const [kind, list] of points)
    for (const { ownAt, raw } of list) {
      const key = name(kind, ownAt, raw);
      counts.set(key, (counts.get(key) ?? 0) + 1);
    }
  const found: HistoryCount = { words: 0, lost: [], double: [] };
  const told = (id: number, ownAt: number, value: string | null) => `${book.deviceId}: ${id}=${value} of ${ownAt}`;
  const seen = new Set<string>();
  for (const { acknowledgedAt, words } of book.messages)
    for (const { id, ownAt, value } of words) {
      if (!isKept(id)) continue;
      // The book rounds its microseconds otherwise than what goes over the wire.
      const keys = [0, -1, 1].map((by) => name(id, micros(Math.max(0, ownAt)) + by, value));
      const key = keys.find((each) => counts.has(each));
      if (acknowledgedAt !== null) {
        found.words += 1;
        if (key === undefined) found.lost.push(told(id, ownAt, value));
      }
      if (key === undefined || seen.has(key)) continue;
      seen.add(key);
      if ((counts.get(key) ?? 0) > 1) found.double.push(told(id, ownAt, value));
    }
  return found;
}
