import type { Circuit } from "../domain/topology";
import type { LiveCharger, Place } from "./charger";

/** An installation with the chargers that hang on its circuits. */
export interface LiveInstallation extends Place {
  readonly circuits: readonly Circuit[];
  readonly chargers: LiveCharger[];
}
