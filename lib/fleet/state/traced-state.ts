import type { StepWatch } from "../../domain/electrical/current-step";
import type { LegIndex } from "../../domain/electrical/phase";
import type { SeenLegs } from "../../domain/faults/find-rotation";
import type { Triple } from "../../domain/topology";

/** What is kept of a charger where a meter measures its connection; made with the meter's first reading. */
export interface Traced {
  watch: StepWatch;
  seen: SeenLegs;
  /** Those of `seen` that are believed. */
  legs: Triple<LegIndex | null>;
}
