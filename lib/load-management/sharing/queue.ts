import type { QueueView } from "../../domain/charger/grant";
import { isIt } from "../../domain/electrical/phase";
import type { FuseTree } from "./capacity";
import type { Contender } from "./contender";
import { allLegs, type Fuse, type Legs } from "./fuse";
import { timeSliceMs } from "./time-slice";

/** A wait is given in steps of 5 minutes: it is an estimate, and a page shall not flicker. */
const waitStepMs = 300_000;

/**
 * Who waits for current that others have: its place among those that wait at the same fuse, in the order of their claims, and
 * about when one of those that charge there, on a line that it could be on, ends its time slice and leaves a place that nobody
 * before it takes. `contenders` in the order of their claims.
 */
export function queueOf(fuses: FuseTree, contenders: readonly Contender[], now: number): Map<Contender, QueueView> {
  const waiting = new Map<Fuse, Contender[]>();
  for (const contender of contenders) {
    if (contender.currentA > 0 || contender.full === null) continue;
    const those = waiting.get(contender.full);
    if (those) those.push(contender);
    else waiting.set(contender.full, [contender]);
  }
  const queue = new Map<Contender, QueueView>();
  if (waiting.size === 0) return queue;
  const all = isIt(fuses.installation.networkType) ? allLegs : 0;
  const endsAt = new Map<Fuse, TimeSlices[]>();
  for (const fuse of waiting.keys()) endsAt.set(fuse, []);
  for (const { currentA, circuit, charger, option } of contenders) {
    if (currentA === 0) continue;
    const end = Math.max(0, (charger.timeSlice.since ?? now) + timeSliceMs - now);
    for (const fuse of [circuit, fuses.root]) note(endsAt.get(fuse), (option?.legs ?? allLegs) | all, end);
  }
  for (const [fuse, those] of waiting) {
    const slices = endsAt.get(fuse) ?? [];
    for (const { ends } of slices) ends.sort((a, b) => a - b);
    those.forEach((contender, i) => {
      queue.set(contender, { place: i + 1, of: those.length, waitMs: waitOf(slices, legsOfAll(contender)) });
    });
  }
  return queue;
}

/** When the time slices of those that charge on the same legs end, in ms from now, and how many of these ends were given to who waits. */
interface TimeSlices {
  legs: Legs;
  ends: number[];
  taken: number;
}

function note(slices: TimeSlices[] | undefined, legs: Legs, end: number): void {
  if (slices === undefined) return;
  for (const same of slices) {
    if (same.legs !== legs) continue;
    same.ends.push(end);
    return;
  }
  slices.push({ legs, ends: [end], taken: 0 });
}

/** A place is free at the end of each time slice; when all have ended, the first ones end again. */
function nextEnd({ ends, taken }: TimeSlices): number {
  return (ends[taken % ends.length] ?? 0) + Math.floor(taken / ends.length) * timeSliceMs;
}

/** The first end that nobody before takes, of those that leave a place on one of these legs; null: there is none. */
function waitOf(slices: readonly TimeSlices[], legs: Legs): number | null {
  let first: TimeSlices | null = null;
  for (const those of slices) {
    if ((those.legs & legs) !== 0 && (first === null || nextEnd(those) < nextEnd(first))) first = those;
  }
  if (first === null) return null;
  const waitMs = nextEnd(first);
  first.taken += 1;
  return Math.max(waitStepMs, Math.ceil(waitMs / waitStepMs) * waitStepMs);
}

/** All legs that it could be on. */
function legsOfAll({ singles, three }: Contender): Legs {
  let legs = three?.legs ?? 0;
  for (const single of singles) legs |= single.legs;
  return legs;
}
