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
 * Compares what is kept of a charger with its book: each acknowledged word is there, and none more often than the charger itself said it:
 * after a start it says some again, with the instant of then.
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
  const said = new Map<string, { times: number; name: string }>();
  for (const { acknowledgedAt, words } of book.messages)
    for (const { id, ownAt, value } of words) {
      if (!isKept(id)) continue;
      // The book rounds its microseconds otherwise than what goes over the wire.
      const keys = [0, -1, 1].map((by) => name(id, micros(Math.max(0, ownAt)) + by, value));
      const key = keys.find((each) => counts.has(each));
      if (acknowledgedAt !== null) found.words += 1;
      if (key !== undefined) said.set(key, { times: (said.get(key)?.times ?? 0) + 1, name: told(id, ownAt, value) });
      else if (acknowledgedAt !== null) found.lost.push(told(id, ownAt, value));
    }
  for (const [key, { times, name: word }] of said) if ((counts.get(key) ?? 0) > times) found.double.push(word);
  return found;
}
