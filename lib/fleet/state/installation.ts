import type { Unusable } from "../../domain/charger/observation";
import type { Available, MeterReading } from "../../domain/settings/available";
import type { Circuit, Triple } from "../../domain/topology";
import type { LiveCharger, Place } from "./charger";

/** The last reading of a meter, with what the chargers drew when it came, per line in A. */
interface HeardMeter extends MeterReading {
  topic: string;
  chargersA: Triple<number>;
  /** Why it is not known on a line on which it was told; null: it is. */
  unusable: Unusable | null;
}

/** A meter's reading that knows all lines. */
export interface WholeReading extends MeterReading {
  currentA: Triple<number>;
}

/** An installation with the chargers that hang on its circuits. */
export interface LiveInstallation extends Place {
  readonly circuits: readonly Circuit[];
  readonly chargers: LiveCharger[];
  /** Null: there is none, or it has not been heard. */
  meter: HeardMeter | null;
  /** What a meter of the total said lately, oldest first; all lines of each are known. */
  readonly readings: WholeReading[];
  available: Available;
}
