import type { StepWatch } from "../domain/current-step";
import type { SeenLegs } from "../domain/find-rotation";
import type { LegIndex } from "../domain/phase";
import type { Triple } from "../domain/topology";

/** What is kept of a charger where a meter measures its connection; made with the meter's first reading. */
export interface Traced {
  watch: StepWatch;
  seen: SeenLegs;
  /** Those of `seen` that are believed. */
  legs: Triple<LegIndex | null>;
}
