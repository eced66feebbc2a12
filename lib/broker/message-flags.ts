import type { Arrival } from "../protocol/message";

type How = Pick<Arrival, "backlog" | "timed" | "retained" | "dup">;

const bits = { backlog: 1, timed: 2, retained: 4, dup: 8, undecodable: 16 } as const;

/** How a message came, as a number for its entry in the journal. */
export const flagsOf = (how: How): number =>
  (how.backlog ? bits.backlog : 0) |
  (how.timed ? bits.timed : 0) |
  (how.retained ? bits.retained : 0) |
  (how.dup ? bits.dup : 0);

/** How the message of an entry came. */
export const howOf = (flags: number): How => ({
  backlog: (flags & bits.backlog) !== 0,
  timed: (flags & bits.timed) !== 0,
  retained: (flags & bits.retained) !== 0,
  dup: (flags & bits.dup) !== 0,
});

/** The same for the message log, which also knows what could not be read at all. */
export const flagsOfArrival = ({ message, ...how }: How & Pick<Arrival, "message">): number =>
  flagsOf(how) | (message.kind === "undecodable" ? bits.undecodable : 0);

export const isUndecodable = (flags: number): boolean => (flags & bits.undecodable) !== 0;
