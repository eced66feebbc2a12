import type { Observation, Unusable } from "../../domain/charger/observation";

/** What was told last of an id, and counts for nothing. */
export interface UnusableState {
  why: Unusable;
  observation: Observation;
  /** When the first of them in a row was told, ms. */
  since: number;
}
