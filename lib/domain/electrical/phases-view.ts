import type { DeviceId } from "../ids";
import type { Reading } from "../reading";
import type { Triple } from "../topology";
import type { LineIndex } from "./phase";

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

/**
 * The current on one of the installation's lines. `reading` null: unknown. `terminal`: the charger's own terminal that
 * feeds this line, where it is one and not the line's own number.
 */
export interface LineCurrent {
  reading: Reading<number> | null;
  /** Least and most in A, where the readings do not determine the line's current (IT); then `reading` is a middle figure. */
  rangeA?: readonly [number, number];
  terminal: 1 | 2 | 3 | null;
}

/** A sum over chargers on one line. `atLeast`: a part is unknown. Null: nothing is known. */
export interface LineSum {
  currentA: number | null;
  atLeast: boolean;
  /** The oldest instant among the parts. */
  at: number | null;
  /**
   * Least and most in A, where the currents of pairs do not determine the line's (IT). Show it instead of `currentA`, which is
   * a middle figure for bars. With `atLeast` the most is that of the known parts.
   */
  rangeA?: readonly [number, number];
}

export interface PhasesView {
  /** Which of L1, L2, L3 there are (0, 1, 2): all, or those of a single-phase network. Of the others nothing here is to be told. */
  existing: readonly LineIndex[];
  lines: Triple<LineSum>;
  /** Lower of fuse and available current per line, in A. */
  limitA: Triple<number>;
  /** Largest difference between two lines, A; null: not known, or the network has one phase. */
  imbalanceA: number | null;
  imbalanceAtLeast: boolean;
  /** Null: none is set, or the network has one phase. */
  imbalanceLimitA: number | null;
  /** The fuse in A, and what is available to the chargers in A; null: nothing but the fuse limits (a circuit). */
  fuseA: number;
  availableA: Triple<number> | null;
  /** What is left up to `limitA`, in A, not below 0; at most so much where the line's sum is `atLeast`. Null: not known. */
  headroomA: Triple<number | null>;
  /** What is kept free on each line for chargers that are not online, in A, beside what the sums count; undefined: nothing. */
  reservedA?: Triple<number>;
  /** The last hour's largest currents; null: nothing was known in it. */
  peaks: Triple<Peak | null>;
  /** Since when the peaks have been watched, at most an hour ago, ms; null: not yet. */
  peaksFrom: number | null;
  imbalance: ImbalanceView;
  /** Null: the grid has none (IT), it is that of the only line, or nothing is known. */
  neutral: NeutralView | null;
  /** Null: no charger has told three voltages that still hold. */
  voltages: VoltagesView | null;
  /** Active by apparent power of the chargers where it was measured, 0 to 1; null: nowhere. */
  powerFactor: number | null;
}
