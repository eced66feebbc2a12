import type { Reading } from "../../domain/reading";
import type { Book } from "../book/book";
import { type Word, wasAcknowledged } from "../book/message";
import { ageToleranceMs, inFlightMs, type Lie, type Verdict } from "./finding";

export interface Ruling {
  verdict: Verdict;
  lie?: Lie;
  detail?: string;
}

export const right: Ruling = { verdict: "true" };
export const untold: Ruling = { verdict: "unknown" };
export const wrong = (lie: Lie, detail: string): Ruling => ({ verdict: "false", lie, detail });

/** What the judge remembers of a field from one look to the next: the order of the newest word seen as current. */
export interface Memory {
  seen: Map<string, number>;
}

export const newMemory = (): Memory => ({ seen: new Map() });

/** A clock's error up to which its own time is taken as it is (wire.md section 4, rule 1). */
const trusted = (errorMs: number) => errorMs >= -120_000 && errorMs <= 5_000;

/** That a clock was set back is told by three messages over this span, ms (wire.md section 4, rule 6). */
const stepBackMs = 10_000;
const stepBackMessages = 3;

/**
 * Whether a shown instant is a word's: between when it was taken and when it first arrived, or its own time where the clock's
 * error is one that rule 1 leaves uncorrected. A word of a clock that was set back may look like one that is late until that is
 * told; then its instant is by the clock as it was: too old, never too new.
 */
export function isInstantOf(book: Book, word: Word, shownAt: number, now: number): boolean {
  const { at, ownAt, message } = word;
  const own = trusted(ownAt - at) ? ownAt : at;
  const arrived = message.acknowledgedAt ?? now;
  const earliest = Math.min(at, own, asThoughLate(book, word, now));
  return shownAt >= earliest - ageToleranceMs && shownAt <= Math.max(at, own, arrived) + ageToleranceMs;
}

/** The instant of a word by the clock as it was before it was set back; its own where the clock was not, or that has been told. */
function asThoughLate(book: Book, { at, ownAt }: Word, now: number): number {
  const step = book.clock.stepBefore(at);
  const backMs = step === null ? 0 : step.errorMs - book.clock.errorAt(at);
  if (step === null || backMs <= ageToleranceMs) return at;
  const since = book.messages.filter(
    ({ writtenAt, acknowledgedAt }) =>
      writtenAt >= step.from && acknowledgedAt !== null && acknowledgedAt <= now - inFlightMs,
  );
  const spanMs = (since.at(-1)?.acknowledgedAt ?? 0) - (since[0]?.acknowledgedAt ?? 0);
  const isTold = since.length >= stepBackMessages && spanMs >= stepBackMs;
  return isTold ? at : ownAt - (trusted(step.errorMs) ? 0 : step.errorMs);
}

/** The product marks what is no longer, or not yet again, certain. */
export const isMarkedOld = (part: object | null): boolean => part !== null && "old" in part && part.old === true;

export interface Asked {
  book: Book;
  id: number;
  /** The words that count; all of the id, if not given. */
  words?: readonly Word[];
  shown: Reading<number | string> | null;
  /** It is shown as current. */
  live: boolean;
  now: number;
  memory: Memory;
  /** Nothing that the product could excuse itself with: then what was said must be shown. */
  healthy: boolean;
  /** By how much a shown number may differ: what it was rounded to; 0, if not given. */
  rounding?: number;
}

const same = (word: Word, value: number | string, rounding: number) =>
  word.value !== null &&
  (typeof value === "number" ? Math.abs(Number(word.value) - value) <= rounding : word.value === value);

/** One shown value against what the charger said. */
export function judgeReading(asked: Asked): Ruling {
  const { book, id, shown, live, now, memory, healthy, rounding = 0 } = asked;
  const words = asked.words ?? book.words.get(id) ?? [];
  const due = words.findLast(({ message }) => wasAcknowledged(message, now - inFlightMs)) ?? null;
  if (shown === null) {
    if (due === null || due.value === null) return untold;
    return healthy ? wrong("hidden", `nothing shown, ${due.value} was acknowledged`) : untold;
  }
  const said = words.filter((word) => same(word, shown.value, rounding));
  if (said.length === 0) return wrong("neverSaid", `${shown.value} was never said`);
  const fitting = said.filter((word) => isInstantOf(book, word, shown.at, now));
  if (fitting.length === 0) {
    const nearest = Math.min(...said.map(({ at }) => Math.abs(at - shown.at)));
    return wrong("wrongAge", `${shown.value} as of ${seconds(shown.at, now)}, ${(nearest / 1000).toFixed(1)} s off`);
  }
  const newest = fitting.at(-1)?.message.order ?? 0;
  if (!live) {
    if (healthy && due && newest < due.message.order)
      return wrong(
        "hidden",
        `${shown.value} (old), ${due.value} was acknowledged ${seconds(due.message.acknowledgedAt, now)}`,
      );
    return untold;
  }
  if (due && newest < due.message.order)
    return wrong(
      "olderShownLive",
      `${shown.value}, ${due.value} was acknowledged ${seconds(due.message.acknowledgedAt, now)}`,
    );
  const key = `${book.deviceId} ${id}`;
  const before = memory.seen.get(key) ?? -1;
  if (newest < before) return wrong("turnedBack", `${shown.value}, after something newer was shown`);
  const least = fitting.find(({ message }) => message.order >= before)?.message.order ?? newest;
  memory.seen.set(key, least);
  return right;
}

export const seconds = (at: number | null, now: number): string =>
  at === null ? "never" : `${((now - at) / 1000).toFixed(1)} s ago`;
