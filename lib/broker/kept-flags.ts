import type { Arrival } from "../protocol/message";

type How = Pick<Arrival, "backlog" | "timed" | "retained" | "dup">;

const bits = { backlog: 1, timed: 2, retained: 4, dup: 8 } as const;

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
