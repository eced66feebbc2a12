import type { ChargerMode } from "../domain/charger/state";
import { type Allocation, confirmMs, type PendingSend } from "./types";

/** A command under way, with what the charger had reported before it. */
export interface Entry extends PendingSend {
  rid: string;
  acknowledged: boolean;
  /** Instants of its newest allocation and mode when this was sent, by the charger's clock. */
  allocationAt: number;
  modeAt: number;
  /** The newest mode when it was said last. */
  askedAt: number;
}

/** What one charger was told by the load management and has not settled. */
export interface Book {
  /** Oldest first. */
  pending: readonly Entry[];
  /** Sends in a row that were not confirmed. */
  attempts: number;
  /** Refusals in a row. */
  refusals: number;
  /** No increase before this instant. */
  holdUntil: number;
  /** Nothing at all before this instant. */
  quietUntil: number;
  /** It has settled a command since its car came: what it reports is our own word. */
  vouched: boolean;
  /** The request (instant of the mode) that the last settled command answered. */
  settledFor: number;
}

export const emptyBook: Book = {
  pending: [],
  attempts: 0,
  refusals: 0,
  holdUntil: 0,
  quietUntil: 0,
  vouched: false,
  settledFor: 0,
};

/** What a charger reports, each with its instant by the charger's clock. */
export interface Report {
  allocation: Allocation | null;
  allocationAt: number;
  mode: ChargerMode | null;
  modeAt: number;
}

const refusedQuietMs = 5_000;
const otherwiseHoldMs = 300_000;

/** After a command went out. The same one again takes the place of the one before it. */
export function sent(book: Book, entry: Omit<Entry, "acknowledged" | "askedAt">): Book {
  const last = book.pending.at(-1);
  const again =
    last !== undefined && last.to.currentA === entry.to.currentA && last.to.terminals === entry.to.terminals;
  const since = again ? { allocationAt: last.allocationAt, modeAt: last.modeAt } : {};
  const before = again ? book.pending.slice(0, -1) : book.pending;
  const next: Entry = { ...entry, ...since, acknowledged: false, askedAt: entry.modeAt };
  return { ...book, pending: [...before, next], attempts: book.attempts + 1 };
}

/** After the command's answer; a refused one has no effect, and the charger is left alone for a while (5 s, then longer). */
export function answered(book: Book, rid: string, status: number, now: number): Book {
  if (!book.pending.some((entry) => entry.rid === rid)) return book;
  if (status === 200) {
    const pending = book.pending.map((entry) => (entry.rid === rid ? { ...entry, acknowledged: true } : entry));
    return { ...book, pending };
  }
  const pending = book.pending.filter((entry) => entry.rid !== rid);
  const until = now + refusedQuietMs * 2 ** Math.min(book.refusals, 5);
  const holdUntil = Math.max(book.holdUntil, until);
  return { ...book, pending, attempts: pending.length, refusals: book.refusals + 1, holdUntil, quietUntil: until };
}

/**
 * After something new was heard: an allocation that is reported after it was sent settles it and all before it; a car that
 * left ends everything. A charger that took the command but confirms something else is believed, and not raised for 5 minutes.
 */
export function reported(book: Book, report: Report, now: number): Book {
  if (report.mode === "disconnected" && (book.holdUntil > 0 || book.pending.length > 0)) {
    const pending = book.pending.filter((entry) => report.modeAt <= entry.modeAt || isYoung(entry, now));
    return { ...emptyBook, pending, attempts: pending.length };
  }
  if (book.pending.length === 0) return book;
  const [first] = book.pending;
  const last = book.pending.at(-1);
  const same = first !== undefined && first === last && isAlreadyThere(first, report);
  const settled = same ? 0 : book.pending.findIndex((entry) => isConfirmed(entry, report));
  if (settled >= 0) {
    const pending = book.pending.slice(settled + 1);
    const settledFor = book.pending[settled]?.askedAt ?? book.settledFor;
    return { ...book, pending, attempts: pending.length, refusals: 0, vouched: true, settledFor };
  }
  const otherwise = last?.acknowledged && !isYoung(last, now) && report.allocationAt > last.allocationAt;
  return otherwise ? { ...book, pending: [], attempts: 0, holdUntil: now + otherwiseHoldMs } : book;
}

/** It may still be on its way. */
function isYoung(entry: Entry, now: number): boolean {
  return now - entry.sentAt < confirmMs;
}

function isAt(to: Allocation, allocation: Allocation | null): boolean {
  if (allocation === null || allocation.currentA !== to.currentA) return false;
  return to.currentA === 0 || allocation.terminals === to.terminals;
}

function isConfirmed({ to, acknowledged, allocationAt, modeAt }: Entry, report: Report): boolean {
  if (report.allocationAt > allocationAt && isAt(to, report.allocation)) return true;
  return to.currentA === 0 && acknowledged && report.mode === "requesting" && report.modeAt > modeAt;
}

/**
 * It was told what it had reported already, and nothing else is under way: its acknowledgement is enough, since a charger
 * may report an allocation only when it changes.
 */
function isAlreadyThere({ to, acknowledged, allocationAt }: Entry, report: Report): boolean {
  return acknowledged && report.allocationAt === allocationAt && isAt(to, report.allocation);
}

/** Holds a charger at what it has until an instant. */
export function held(book: Book, until: number): Book {
  return { ...book, holdUntil: Math.max(book.holdUntil, until) };
}
