import type { BindingLimit, QueueView, TakesView } from "../domain/charger/grant";
import type { Terminals } from "../domain/electrical/terminals";
import type { CircuitId, DeviceId } from "../domain/ids";
import type { Circuit, Installation, Priority, Rotation, Triple } from "../domain/topology";

/** How long a charger may take to confirm an allocation before it counts as not confirming, in ms. */
export const confirmMs = 15_000;

/** How long after a command that was not confirmed it is repeated. */
export const repeats = { firstMs: confirmMs, longestMs: 8 * 60_000 };

/**
 * What a charger's car wants, from its mode, its pause and its tag:
 * none: no car. paused: stopped by a person, draws only after a resume and a new request. asking: requests and is authorised.
 * barred: requests, no tag accepted. charging. ending: charging, but told to pause. finished: the car is done, yet may draw
 * again on what it is still allocated. unknown: not said.
 */
export type Demand = "none" | "paused" | "asking" | "barred" | "charging" | "ending" | "finished" | "unknown";

/** An allocation: whole amperes when we sent it (0: nothing), as reported otherwise; terminals null: not known. */
export interface Allocation {
  currentA: number;
  terminals: Terminals | null;
}

/** A command that was sent and is not yet settled: the charger may be at the old or the new allocation. */
export interface PendingCommand {
  to: Allocation;
  sentAt: number;
}

/** Everything that the load management knows of one charger. Currents in A; null: never heard. */
export interface LoadCharger {
  deviceId: DeviceId;
  circuitId: CircuitId;
  rotation: Rotation;
  /** As entered by people. */
  maxCurrentA: number;
  minCurrentA: number;
  /** By the charger's own word. */
  reportedMaxA: number | null;
  reportedMinA: number | null;
  maxPhases: number | null;
  /** What it does on its own when cut off. */
  offlineTerminals: Terminals | null;
  offlineCurrentA: number | null;
  /** It ignores every allocation. */
  standAlone: boolean;
  /** It is online, and has told its state since it was last away for long enough to go its own way. */
  reachable: boolean;
  demand: Demand;
  /** Since when it asks or charges; the order among those who wait. */
  since: number;
  /** As reported; null: never. */
  allocation: Allocation | null;
  /** The charger asked (again) after it had reported `allocation`: that one is not in force. */
  askedSince: boolean;
  /** `allocation` was confirmed to this dashboard, not only found in the store. */
  proven: boolean;
  /** Oldest first. */
  pending: readonly PendingCommand[];
  /** Unanswered attempts in a row; spaces the repeats. */
  attempts: number;
  /** It refused, or confirmed something else: no increase is sent before this instant. */
  holdUntil: number;
  /** It refused: nothing at all is sent before this instant. */
  quietUntil: number;
  /** On how many phases the car was seen to draw when it was given three; null: three, or not known yet. */
  carPhases: 1 | 2 | null;
  /** 1 low, 2 normal, 3 high: a share of half, one, or two, in current and in time slices. */
  priority: Priority;
  /** Its readings as far as they say something about what it draws now; null: not known. */
  measured: Measured | null;
  /** When `allocation` became what it is, by this dashboard's clock; 0: not seen. */
  allocatedAt: number;
  /** The most the car takes by what was measured, with a margin; the rest is given back. Null: all that it gets. */
  measuredDemandA: number | null;
  /** Changes of phases in this session, when the last one was, and the terminals that it was given last; null: none yet. */
  switches: Switches;
  timeSlice: TimeSlice;
}

/** Measured at the charger's own terminals, in A. A reading is said when it changes: an old one holds while the charger is online. */
interface Measured {
  terminalsA: Triple<number>;
  at: number;
}

export interface Switches {
  count: number;
  at: number;
  terminals: Terminals | null;
}

/** What decides who has current when it is not enough for all. */
export interface TimeSlice {
  /** Ah over all phases that its car was served since it came, beginning at the least of those that were there (see `time-slice.ts`). */
  servedAh: number;
  /** Since when it has had current without a break; null: it has none. */
  since: number | null;
}

/** One installation with everything on it. The decision does not depend on the order of the lists. */
export interface LoadInput {
  now: number;
  installation: Installation;
  /** What is available to the chargers now, per line in A; the main fuse counts beside it. */
  availableA: Triple<number>;
  circuits: readonly Circuit[];
  chargers: readonly LoadCharger[];
}

/** What a charger shall have: 0 A and no terminals while it waits. `limit`: what keeps it from more. */
export interface Grant {
  currentA: number;
  terminals: Terminals | null;
  limit: BindingLimit | null;
  /** While it waits for current that others have: its place among those that wait for the same. */
  queue: QueueView | null;
  /** What was measured, where the car takes clearly less than it could have (the rest is given to others), or more than it was allocated (the others make room). */
  takes: TakesView | null;
}

export interface LoadCommand {
  deviceId: DeviceId;
  method: { name: "allocate"; currentA: number; terminals: Terminals } | { name: "deallocate" };
}

export interface LoadDecision {
  /** Of every charger that asks, charges, or is barred. */
  grants: Map<DeviceId, Grant>;
  /** To be sent now, in this order: reductions first. */
  commands: LoadCommand[];
  /** Chargers that have not confirmed in time; they are counted with the most they may draw. */
  unconfirmed: DeviceId[];
  /** Chargers whose cars draw more than allocated; they are counted with what was measured. */
  overdrawing: DeviceId[];
  /** When to decide again even if nothing is heard; null: no need. */
  againAt: number | null;
}
