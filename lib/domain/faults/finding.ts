import { isIt, type LegIndex, legsOf, type TerminalIndex } from "../electrical/phase";
import type { LegName } from "../electrical/phases-view";
import type { Terminals } from "../electrical/terminals";
import type { Reading } from "../reading";
import type { NetworkType, Rotation, Triple } from "../topology";
import type { Anomaly } from "./anomaly";

/** What is looked at for anomalies: what holds now of a charger that is online. Null: unknown, which is never a finding. */
export interface Looked {
  network: NetworkType;
  /** As it counts: as the charger says, else as entered. */
  rotation: Rotation;
  /** As entered, and as the charger says it. */
  entered: Rotation | null;
  said: Rotation | null;
  /** The network that the charger says it is on. */
  saidNetwork: NetworkType | null;
  /** Measured currents in A. */
  terminals: Triple<Reading<number> | null>;
  /** In V, as far as they are the grid's (`gridVoltages`). */
  voltages: Triple<Reading<number> | null>;
  powerW: Reading<number> | null;
  /** What it may offer its car, in A, and on what. */
  allocatedA: number | null;
  allocatedTerminals: Terminals | null;
  /** It takes no allocations. */
  standAlone: boolean;
  /** All its phases have carried current in this session. */
  drewAll: boolean;
  /** The legs on which the meter of the connection saw its readings; null: it has not, or not often enough. */
  seenLegs: Triple<LegIndex | null>;
}

/** What is wrong at this moment; it becomes an anomaly when it has been so for `settleMs`. */
export interface Finding extends Pick<Anomaly, "kind" | "line" | "terminal" | "seen" | "grids" | "value" | "limit"> {
  settleMs: number;
  /** The instant of the readings that show it, ms; undefined: it has none of its own. */
  at?: number;
}

const itNames: Triple<LegName> = ["L1-L3", "L2-L3", "L1-L2"];
const tnNames: Triple<LegName> = ["L1", "L2", "L3"];

export function legName(network: NetworkType, leg: LegIndex): LegName {
  return (isIt(network) ? itNames : tnNames)[leg];
}

/** A terminal, as findings name it: the installation's line or pair that it is wired to, and its own number (on TN). */
export function placeOf({ network, rotation }: Looked, terminal: TerminalIndex): Pick<Anomaly, "line" | "terminal"> {
  const leg = legsOf(network, rotation)[terminal];
  const numbers = [1, 2, 3] as const;
  return {
    line: leg === null ? null : legName(network, leg),
    terminal: isIt(network) ? null : numbers[terminal],
  };
}

/** The readings that have a wire. */
export function wiredOf({ network, rotation }: Looked): TerminalIndex[] {
  const legs = legsOf(network, rotation);
  return ([0, 1, 2] as const).filter((terminal) => legs[terminal] !== null);
}
