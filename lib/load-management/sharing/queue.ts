import type { QueueView } from "../../domain/charger/grant";
import { isIt } from "../../domain/electrical/phase";
import type { Hall } from "./capacity";
import type { Seat } from "./contender";
import { allLegs, type Legs, type Node } from "./fuse";
import { turnMs } from "./time-slice";

/** A wait is told in steps of 5 minutes: it is an estimate, and a page shall not flicker. */
const wordMs = 300_000;

/**
 * Who waits for current that others have: its place among those that wait at the same fuse, in the order of their claims, and
 * about when one of those that charge there, on a line that it could be on, has had its turn and nobody before it takes the place. Seats in the order of their claims.
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
  const all = isIt(hall.installation.networkType) ? allLegs : 0;
  const endsAt = new Map<Node, Turns[]>();
  for (const node of waiting.keys()) endsAt.set(node, []);
  for (const { currentA, circuit, charger, option } of seats) {
    if (currentA === 0) continue;
    const end = Math.max(0, (charger.turn.since ?? now) + turnMs - now);
    for (const node of [circuit, hall.root]) note(endsAt.get(node), (option?.legs ?? allLegs) | all, end);
  }
  for (const [node, those] of waiting) {
    const turns = endsAt.get(node) ?? [];
    for (const { ends } of turns) ends.sort((a, b) => a - b);
    those.forEach((seat, i) => {
      queue.set(seat, { place: i + 1, of: those.length, waitMs: waitOf(turns, legsOfAll(seat)) });
    });
  }
  return queue;
}

/** When the turns of those that charge on the same legs end, in ms from now, and how many who wait were told one of these ends. */
interface Turns {
  legs: Legs;
  ends: number[];
  taken: number;
}

function note(turns: Turns[] | undefined, legs: Legs, end: number): void {
  if (turns === undefined) return;
  for (const same of turns) {
    if (same.legs !== legs) continue;
    same.ends.push(end);
    return;
  }
  turns.push({ legs, ends: [end], taken: 0 });
}

/** One yields at the end of each turn; when all have, the first ones' turns end again. */
function nextEnd({ ends, taken }: Turns): number {
  return (ends[taken % ends.length] ?? 0) + Math.floor(taken / ends.length) * turnMs;
}

/** The first end that nobody before takes, of those that leave a place on one of these legs; null: there is none. */
function waitOf(turns: readonly Turns[], legs: Legs): number | null {
  let first: Turns | null = null;
  for (const those of turns) {
    if ((those.legs & legs) !== 0 && (first === null || nextEnd(those) < nextEnd(first))) first = those;
  }
  if (first === null) return null;
  const waitMs = nextEnd(first);
  first.taken += 1;
  return Math.max(wordMs, Math.ceil(waitMs / wordMs) * wordMs);
}

/** All legs that it could be on. */
function legsOfAll({ singles, three }: Seat): Legs {
  let legs = three?.legs ?? 0;
  for (const single of singles) legs |= single.legs;
  return legs;
}
