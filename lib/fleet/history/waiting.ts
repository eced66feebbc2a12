import type { Observation } from "../../domain/charger/observation";
import { type Clock, observationsIn, presentEpoch } from "../clock/clock";
import { covering, type Epoch } from "../clock/epoch";
import { epochOf, type Place } from "./rows";

/** What of a charger may still be given another place by what it says next. */
export interface Waiting {
  /** Each with the place that history was told meanwhile; null: none. */
  places: Map<Observation, Place | null>;
  /** When history is told of it at the latest, ms. */
  dueAt: number;
}

/** Whether all that a charger has said so far has its place for good. */
export const isSettled = (clock: Clock): boolean =>
  clock.doubt === null && clock.gathered.length === 0 && presentEpoch(clock)?.state !== "nextDecides";

/** What `place` may give another place yet: what is in doubt, and what a start would take along. */
export function unsettledOf({ doubt, gathered }: Clock): Set<Observation> {
  return new Set(doubt === null ? gathered : [...gathered, ...observationsIn(doubt)]);
}

/** Whether the offset of the epoch that it is in is still to be told, by the next message. */
export function isOfOpenEpoch(clock: Clock, { epoch }: Observation): boolean {
  const present = presentEpoch(clock);
  return present?.state === "nextDecides" && present.index === epoch;
}

/** The epoch that it belongs to as far as is known now: where none was given to it, that of a late message. */
export function epochNow(clock: Clock, observation: Observation): Epoch | undefined {
  if (observation.epoch !== 0) return epochOf(clock, observation.epoch);
  return covering(clock.epochs, observation.ownAt, clock.doubt?.since ?? observation.arrivedAt);
}
