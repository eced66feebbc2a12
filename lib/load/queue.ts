import type { QueueView } from "../domain/view";
import type { Node } from "./node";
import type { Seat } from "./seat";
import type { Hall } from "./stock";
import { turnMs } from "./turn";

/** A wait is told in steps of 5 minutes: it is an estimate, and a page shall not flicker. */
const wordMs = 300_000;

/**
 * Who waits for current that others have: its place among those that wait at the same fuse, in the order of their claims, and
 * about when one of those that charge there has had its turn. Seats in the order of their claims.
 */
export function queueOf(hall: Hall, seats: readonly Seat[], now: number): Map<Seat, QueueView> {
  const waiting = new Map<Node, Seat[]>();
  for (const seat of seats) {
    if (seat.currentA > 0 || seat.full === null) continue;
    const those = waiting.get(seat.full);
    if (those) those.push(seat);
    else waiting.set(seat.full, [seat]);
  }
  const queue = new Map<Seat, QueueView>();
  if (waiting.size === 0) return queue;
  const endsAt = new Map<Node, number[]>();
  for (const node of waiting.keys()) endsAt.set(node, []);
  for (const { currentA, circuit, charger } of seats) {
    if (currentA === 0) continue;
    const end = Math.max(0, (charger.turn.since ?? now) + turnMs - now);
    endsAt.get(circuit)?.push(end);
    endsAt.get(hall.root)?.push(end);
  }
  for (const [node, those] of waiting) {
    const ends = (endsAt.get(node) ?? []).sort((a, b) => a - b);
    those.forEach((seat, i) => {
      queue.set(seat, { place: i + 1, of: those.length, waitMs: waitOf(ends, i) });
    });
  }
  return queue;
}

/** One yields at the end of each turn; when all have, the first ones' turns end again. */
function waitOf(ends: readonly number[], before: number): number | null {
  const end = ends[before % ends.length];
  if (end === undefined) return null;
  const waitMs = end + Math.floor(before / ends.length) * turnMs;
  return Math.max(wordMs, Math.ceil(waitMs / wordMs) * wordMs);
}
