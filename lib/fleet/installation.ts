import type { Circuit, Installation } from "../domain/topology";
import type { InstallationView } from "../domain/view";
import type { LiveCharger } from "./charger";

/** An installation with the chargers that hang on its circuits. */
export interface LiveInstallation {
  readonly installation: Installation;
  readonly circuits: readonly Circuit[];
  readonly chargers: LiveCharger[];
  view: InstallationView | null;
}
