import type { Available } from "../domain/available";
import type { Circuit } from "../domain/topology";
import type { LiveCharger, Place } from "./charger";
import type { HeardMeter } from "./meter";

/** An installation with the chargers that hang on its circuits. */
export interface LiveInstallation extends Place {
  readonly circuits: readonly Circuit[];
  readonly chargers: LiveCharger[];
  /** Null: there is none, or it has not been heard. */
  meter: HeardMeter | null;
  available: Available;
}
