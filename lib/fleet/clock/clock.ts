import type { Observation } from "../../domain/charger/observation";
import type { Held } from "../state/held";
import { type Epoch, neverSetAt, offsetOf } from "./epoch";
import { Seen } from "./seen";

/** What a charger's messages have told of its clock. Changed in place by `place` and `connected` alone. */
export interface Clock {
  /** Oldest first; the last is the present one. */
  epochs: Epoch[];
  doubt: Doubt | null;
  /** Values that were resent are held; whether they are those of now is told by the next live message. */
  awaitsLive: boolean;
  /** What the present connection has said in its first minute: a start takes it along. */
  gathered: Observation[];
  /** The newest own time of the present epoch before the present connection, ms. */
  ownBeforeConnection: number;
  readonly seen: Seen;
}

/** Messages that either are late or tell that the clock was set: which, is told by those that follow. */
export interface Doubt {
  /** `start`: the charger has started, or did so long ago and tells it late. */
  kind: "step" | "start";
  /** Each with the skew of its message, ms. */
  messages: { skewMs: number; observations: Observation[] }[];
  /** The arrival of the first of all, ms. */
  since: number;
  /** Those that may show how the clock runs now, and those that are later by the same; null: none. */
  run: Run;
  lateRun: Run | null;
  greatestSkewMs: number;
  /** A held value would be another one, or may belong to another session. */
  contradicts: boolean;
}

export const observationsIn = (doubt: Doubt): Observation[] =>
  doubt.messages.flatMap(({ observations }) => observations);

/** Messages one after the other whose own times advance as their arrivals do. */
export interface Run {
  count: number;
  firstArrivedAt: number;
  firstSkewMs: number;
  lastOwnAt: number;
}

/** A message on its way to its place. */
export interface Coming {
  observations: readonly Observation[];
  /** The newest own time among them, ms. */
  ownAt: number;
  /** By the gateway's clock, ms. */
  arrivedAt: number;
  skewMs: number;
  /** Since when the charger is connected, by the gateway; null: not known. */
  connectedAt: number | null;
  /** It was said earlier, which its DUP or retain flag tells. */
  resent: boolean;
  /** It waited at a broker that does not say since when: `arrivedAt` is later than when it was sent. */
  waited: boolean;
  held: Held;
}

/** What is to be taken now: with epochs and corrected instants. */
export interface Placed {
  observations: readonly Observation[];
  /** The epoch whose offset has changed: what is held of it is to be corrected anew. Null: none. */
  corrected: Epoch | null;
  /** They were said just now: their arrival proves something. */
  live: boolean;
  /** Something that has to outlive a restart has changed. */
  changed: boolean;
}

const mostEpochs = 8;
/** Observations, or messages in doubt, kept for a decision; a charger that says more in that time loses the oldest. */
export const mostGathered = 500;

export function newClock(): Clock {
  return {
    epochs: [],
    doubt: null,
    awaitsLive: false,
    gathered: [],
    ownBeforeConnection: Number.NEGATIVE_INFINITY,
    seen: new Seen(),
  };
}

export const presentEpoch = (clock: Clock): Epoch | undefined => clock.epochs[clock.epochs.length - 1];

/** Whether what the charger says last may not be what is held: then it is shown as old. */
export const isInDoubt = (clock: Clock): boolean =>
  clock.awaitsLive || clock.doubt?.contradicts === true || (presentEpoch(clock)?.state ?? "decided") !== "decided";

/** By how much the charger's clock is ahead (below 0: behind), ms; 0: it counts as right. */
export const clockErrorMs = (clock: Clock): number => presentEpoch(clock)?.offsetMs ?? 0;

/** The charger has connected anew. */
export function connected(clock: Clock): void {
  clock.gathered = [];
  clock.ownBeforeConnection = presentEpoch(clock)?.lastOwnAt ?? Number.NEGATIVE_INFINITY;
}

/** A new stretch of the clock begins; it is the present one. */
export function openEpoch(
  clock: Clock,
  from: Pick<Epoch, "firstOwnAt"> & Partial<Epoch> & { greatestMs: number },
): Epoch {
  const { firstOwnAt, greatestMs, lastOwnAt = firstOwnAt, offsetMs = offsetOf(greatestMs) } = from;
  const { state = "decided", startedAt = null } = from;
  const index = (presentEpoch(clock)?.index ?? 0) + 1;
  const of = { greatestMs, firstOwnAt, lastOwnAt, startedAt };
  const epoch: Epoch = { index, offsetMs, historyOffsetMs: null, ...of, state };
  clock.epochs = [...clock.epochs.slice(1 - mostEpochs), epoch];
  return epoch;
}

/** Puts observations into an epoch: from then on their instants are the gateway's. */
export function putInto(epoch: Epoch | undefined, observations: readonly Observation[]): void {
  for (const observation of observations) {
    observation.epoch = epoch?.index ?? 0;
    const correctedAt = observation.ownAt - (epoch?.offsetMs ?? 0);
    // Of a clock that was never set, and is not measured yet, the arrival is all that is known.
    observation.observedAt = correctedAt < neverSetAt ? observation.arrivedAt : correctedAt;
  }
}
