/** Who wants a turn, and how much they have failed lately: of two that wait, the one who failed more gives way. */
interface Waiter {
  source: string;
  failures: number;
  /** Known from before: has its turn before strangers do, and none of them can take its place. */
  known: boolean;
}

/** A place among those who wait. */
export interface Place {
  /** Aborted when the place is given to somebody else. */
  readonly lost: AbortSignal;
  /** Resolves when it is this one's turn; rejects with the reason of `lost`. */
  turn(): Promise<void>;
  /** To be called once, however it ends: the next one's turn begins. */
  leave(): void;
}

export interface FairTurns {
  /** Null: too many wait, and none of them gives way. */
  enter(waiter: Waiter): Place | null;
}

export interface TurnLimits {
  /** How many have their turn at a time. */
  atOnce: number;
  /** How many strangers may be here at a time, whether they wait or have their turn. */
  places: number;
  /** How many of them from one source. */
  placesPerSource: number;
}

interface Entry extends Waiter {
  lost: AbortController;
  /** Set while it waits for its turn. */
  begin: (() => void) | null;
  running: boolean;
}

/**
 * Turns for those who come, source by source: one who comes often has its turn as often as one who comes once. Where all places
 * are taken, the source that holds most of them, and of those the one that failed most, gives one to who has fewer.
 */
export function createFairTurns({ atOnce, places, placesPerSource }: TurnLimits): FairTurns {
  const present = new Set<Entry>();
  /** Sources in the order of their turns, the one that waited longest first. */
  let order: string[] = [];
  let running = 0;

  /** How many places each source of strangers holds. */
  function held(): Map<string, number> {
    const counts = new Map<string, number>();
    for (const { source, known } of present) if (!known) counts.set(source, (counts.get(source) ?? 0) + 1);
    return counts;
  }

  function firstOf(known: boolean): Entry | null {
    for (const source of order)
      for (const entry of present)
        if (entry.begin !== null && entry.known === known && entry.source === source) return entry;
    return null;
  }

  function next(): void {
    while (running < atOnce) {
      const entry = firstOf(true) ?? firstOf(false);
      if (!entry?.begin) return;
      order = [...order.filter((source) => source !== entry.source), entry.source];
      running += 1;
      entry.running = true;
      const { begin } = entry;
      entry.begin = null;
      begin();
    }
  }

  function remove(entry: Entry): void {
    if (!present.delete(entry)) return;
    if (entry.running) running -= 1;
    if (![...present].some(({ source }) => source === entry.source))
      order = order.filter((source) => source !== entry.source);
  }

  /** The stranger who gives way to one whose source would hold `count` places and failed so often; null: nobody does. */
  function givesWay(counts: Map<string, number>, count: number, failures: number): Entry | null {
    let most = { entry: null as Entry | null, count, failures };
    for (const entry of present) {
      if (entry.known || entry.running) continue;
      const its = counts.get(entry.source) ?? 0;
      if (its > most.count || (its === most.count && entry.failures > most.failures))
        most = { entry, count: its, failures: entry.failures };
    }
    return most.entry;
  }

  function makeRoom({ source, failures }: Waiter): boolean {
    const counts = held();
    const count = (counts.get(source) ?? 0) + 1;
    if (count > placesPerSource) return false;
    if ([...counts.values()].reduce((sum, each) => sum + each, 0) < places) return true;
    const gone = givesWay(counts, count, failures);
    if (gone === null) return false;
    remove(gone);
    gone.lost.abort(new Error("The place was given to somebody else."));
    return true;
  }

  return {
    enter(waiter) {
      if (!waiter.known && !makeRoom(waiter)) return null;
      const entry: Entry = { ...waiter, lost: new AbortController(), begin: null, running: false };
      const { signal } = entry.lost;
      present.add(entry);
      if (!order.includes(entry.source)) order.push(entry.source);
      return {
        lost: signal,
        turn: () =>
          new Promise((resolve, reject) => {
            if (signal.aborted) return reject(signal.reason);
            signal.addEventListener("abort", () => reject(signal.reason), { once: true });
            entry.begin = resolve;
            next();
          }),
        leave() {
          remove(entry);
          next();
        },
      };
    },
  };
}
