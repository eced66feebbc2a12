import type { LegName } from "../electrical/phases-view";
import type { DeviceId } from "../ids";
import type { NetworkType } from "../topology";

/**
 * What is electrically wrong. Words for each stand in the catalogue: `anomalies.{kind}.title`, `.means` and `.todo`, with
 * `{line}` and `{seen}` (none: `anomalies.aPhase`), `{value}`, `{limit}`, `{told}` and `{entered}` (`grid.{network}`).
 */
export const anomalyKinds = [
  "phaseMissing",
  "neutralLost",
  "betweenLines",
  "voltageLow",
  "voltageHigh",
  "unallocatedPhase",
  "overAllocation",
  "rotationDiffers",
  "networkDiffers",
  "loadOnOtherTerminal",
  "loadOnOtherLine",
  "phaseDead",
] as const;
export type AnomalyKind = (typeof anomalyKinds)[number];

/** Only from what holds now, of a charger that is online. */
export interface Anomaly {
  kind: AnomalyKind;
  deviceId: DeviceId;
  /** The installation's line (on IT: pair of lines) that it is on; null: on none alone, or not known. */
  line: LegName | null;
  /** The charger's own terminal; null: on none alone. */
  terminal: 1 | 2 | 3 | null;
  /** `loadOnOtherLine`: where the meter of the connection saw it instead of on `line`. */
  seen?: LegName;
  /** `networkDiffers`: the network that the charger tells, and the installation's as it was entered. */
  grids?: { told: NetworkType; entered: NetworkType };
  /** Since when it has been so, ms. */
  since: number;
  /**
   * What was measured and what it should keep to: V for `phaseMissing`, `neutralLost` (the spread), `betweenLines`,
   * `voltageLow`, `voltageHigh`; A for `unallocatedPhase`, `overAllocation`, `loadOnOtherTerminal`, `phaseDead`. Null: there is no such number.
   */
  value: number | null;
  limit: number | null;
}
