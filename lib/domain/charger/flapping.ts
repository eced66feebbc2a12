/** A charger whose connection begins anew too often. */
export interface Flapping {
  /** Since when, and how often it has begun since then. */
  since: number;
  times: number;
  /** Connections of its id stand at the same time and end each other: two devices use one id. Else one breaks and comes back. */
  takenOver: boolean;
}

/** A connection that began, ms. */
export interface Beginning {
  at: number;
  /** The network address that it came from; null: not told. */
  address: string | null;
  /** The address of the connection of the same id that it ended; null: there was none. */
  tookOver: string | null;
  /** How many beginnings are told as this one, from 1. */
  times: number;
}

/** What is remembered of a charger's connections, oldest first; `flapping` null: they do not. */
export interface Beginnings {
  recent: readonly Beginning[];
  flapping: Flapping | null;
}

/** Beginnings are counted together within this, and without a new one for as long a connection is calm again, ms. */
export const calmMs = 900_000;
/** So many within it are too many: a restart, an upgrade and a bad moment of the network are fewer. */
const tooOften = 6;
/** So many that ended another: after a loss that the gateway has not seen there is one. */
const tooManyTakeovers = 3;
const remembered = 10;

const count = (of: readonly Beginning[]) => of.reduce((sum, { times }) => sum + times, 0);

/** When connections are calm again if none begins, ms. */
export const calmAt = ({ recent }: Beginnings): number => (recent.at(-1)?.at ?? 0) + calmMs;

/** What is remembered once one more connection has begun. */
export function begin(before: Beginnings, beginning: Beginning): Beginnings {
  const { at, times } = beginning;
  const recent = [...before.recent.filter((each) => at - each.at < calmMs), beginning].slice(-remembered);
  const takenOver = count(recent.filter(({ tookOver }) => tookOver !== null)) >= tooManyTakeovers;
  if (before.flapping !== null && at < calmAt(before)) {
    return { recent, flapping: { since: before.flapping.since, times: before.flapping.times + times, takenOver } };
  }
  const flaps = takenOver || count(recent) >= tooOften;
  return { recent, flapping: flaps ? { since: recent[0]?.at ?? at, times: count(recent), takenOver } : null };
}

/** The addresses that the remembered connections came from, newest first, each once. */
export function addressesOf({ recent }: Beginnings): string[] {
  const all = recent.toReversed().flatMap(({ address, tookOver }) => [address, tookOver]);
  return [...new Set(all.filter((each) => each !== null))];
}
