import type { DeviceId } from "./ids";
import type { Triple } from "./topology";

export type LineName = "L1" | "L2" | "L3";

/** What a charger's reading belongs to: on TN a line, on IT a pair of lines. */
export type LegName = LineName | "L1-L2" | "L2-L3" | "L1-L3";

/**
 * The largest current of a line in the last hour, in A, and when it was, ms. `atLeast`: at times of that hour a part was
 * unknown, or (IT) a line had a range, of which the least is told.
 */
export interface Peak {
  currentA: number;
  at: number;
  atLeast: boolean;
}

/** A charger's part in an imbalance: by how many A it widens the difference between the highest and the lowest line. */
export interface ImbalanceCause {
  deviceId: DeviceId;
  name: string;
  currentA: number;
}

/** The imbalance beyond its amperes. */
export interface ImbalanceView {
  /** The line with the most and the line with the least current; null: not known, or all are alike. */
  high: LineName | null;
  low: LineName | null;
  /** Difference in apparent power between the two at the nominal voltage, and the limit, in kVA. */
  kva: number | null;
  limitKva: number | null;
  /** Those that widen it most, largest first; with unknown parts, of those that are known. */
  causes: readonly ImbalanceCause[];
}

/** Current of the neutral in A. `atLeast`: a part is unknown, this much is certain. */
export interface NeutralView {
  currentA: number;
  atLeast: boolean;
}

/**
 * Voltages as the charger measured them that spoke of them last: on TN L1, L2, L3 to neutral, on IT the pairs L1-L3,
 * L2-L3, L1-L2. All of one charger, so that they belong together.
 */
export interface VoltagesView {
  deviceId: DeviceId;
  voltageV: Triple<number>;
  /** The oldest of the three, ms. They hold for an hour. */
  at: number;
  /** Negative sequence by positive sequence, %; null: three such voltages cannot be. */
  imbalancePercent: number | null;
  /** `lines`: from voltages between lines, as the standard has it; `neutral`: from voltages to neutral, at 120 degrees. */
  from: "lines" | "neutral";
}
