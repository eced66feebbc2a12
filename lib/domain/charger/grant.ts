import type { Terminals } from "../electrical/terminals";

/** The limit that binds: which circuit or installation or charger, on which line. */
export interface BindingLimit {
  of: "installation" | "circuit" | "charger" | "imbalance" | "tag";
  /** Name for people; null for the charger's own. */
  name: string | null;
  line: "L1" | "L2" | "L3" | null;
}

/** Among those that wait for the same full line: 1 is next. `waitMs`: about how long until its turn; null: nobody knows. */
export interface QueueView {
  place: number;
  of: number;
  waitMs: number | null;
}

/** A car that takes less than it could have (the rest is given to others), or more than it was allocated (others make room). */
export interface TakesView {
  kind: "less" | "more";
  /** As measured on the phase that carries most, in A. */
  currentA: number;
  at: number;
}

/**
 * What nobody else is given since this charger may draw it, in A on each of the lines. unheard: it cannot be heard. untold: it is
 * there, but has not told what it does. ending: it was told to pause, and has not stopped yet. standAlone: it ignores allocations.
 */
export interface ReservedView {
  currentA: number;
  lines: readonly ("L1" | "L2" | "L3")[];
  why: "unheard" | "untold" | "ending" | "standAlone";
}

/** What a car waits for; null: nothing, where it has been granted current, which is on its way. */
export const waitsFor = (grant: GrantView | null): BindingLimit | null =>
  grant === null || grant.currentA > 0 ? null : grant.limit;

/** What the load management grants, in A; null: it has granted nothing or does not run. */
export interface GrantView {
  currentA: number;
  /** Of the charger; null while it waits. */
  terminals: Terminals | null;
  /** The installation's lines that it loads; none while it waits. */
  lines: readonly ("L1" | "L2" | "L3")[];
  limit: BindingLimit | null;
  /** Null: it does not wait for others. */
  queue: QueueView | null;
  takes: TakesView | null;
  /** It is granted nothing, but so much is reserved for it. */
  reserved?: ReservedView;
}
