import { micros } from "../../domain/history/row";
import type { Point } from "../../history/block";
import type { Book } from "../book/book";

/** What history has of what chargers said and was acknowledged. */
export interface HistoryCount {
  words: number;
  /** In words for people; of a double one also when it was sent and acknowledged (UTC), and where it stands. */
  lost: string[];
  double: string[];
}

const timeOf = (at: number | null) => (at === null ? "never" : new Date(at).toISOString().slice(11, 23));

/** The epochs of a word's rows, each with how far it was moved from the charger's own time, s. */
const placesOf = (rows: readonly Point[]) =>
  rows.map(({ epoch, ownAt, at }) => `epoch ${epoch} ${(at - ownAt) / 1e6} s off`).join(", ");

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
  const rows = new Map<string, Point[]>();
  const name = (kind: number, ownAt: number, raw: string | null) => `${kind} ${ownAt} ${raw}`;
  for (const [kind, list] of points)
    for (const point of list) {
      const key = name(kind, point.ownAt, point.raw);
      rows.set(key, [...(rows.get(key) ?? []), point]);
    }
  const found: HistoryCount = { words: 0, lost: [], double: [] };
  const told = (id: number, ownAt: number, value: string | null) => `${book.deviceId}: ${id}=${value} of ${ownAt}`;
  const said = new Map<string, { times: number; name: string }>();
  for (const { sentAt, acknowledgedAt, words } of book.messages)
    for (const { id, ownAt, value } of words) {
      if (!isKept(id)) continue;
      // The book rounds its microseconds otherwise than what goes over the wire.
      const keys = [0, -1, 1].map((by) => name(id, micros(Math.max(0, ownAt)) + by, value));
      const key = keys.find((each) => rows.has(each));
      if (acknowledgedAt !== null) found.words += 1;
      if (key !== undefined) {
        const way = `sent ${timeOf(sentAt)}, acknowledged ${timeOf(acknowledgedAt)}`;
        said.set(key, { times: (said.get(key)?.times ?? 0) + 1, name: `${told(id, ownAt, value)}, ${way}` });
      } else if (acknowledgedAt !== null) found.lost.push(told(id, ownAt, value));
    }
  for (const [key, { times, name: word }] of said) {
    const kept = rows.get(key) ?? [];
    if (kept.length > times) found.double.push(`${word}: ${placesOf(kept)}`);
  }
  return found;
}
