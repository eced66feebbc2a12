import type { CircuitId, DeviceId } from "../domain/ids";
import type { Circuit, Installation, Rotation } from "../domain/topology";
import type { BindingLimit } from "../domain/view";

/** Least current a car can be offered, in A (IEC 61851-1). */
export const leastA = 6;

/** How long a charger may take to confirm an allocation by 708 and 519 before it counts as not confirming, in ms. */
export const confirmMs = 15_000;

/**
 * What a charger's car wants, from 710, 718 and its tag:
 * none: no car. paused: stopped by a person, draws only after a resume and a new request. asking: requests and is authorised.
 * barred: requests, no tag accepted. charging. ending: charging, but told to pause. finished: the car is done, yet may draw
 * again on what it is still allocated. unknown: not said.
 */
export type Demand = "none" | "paused" | "asking" | "barred" | "charging" | "ending" | "finished" | "unknown";

/** An allocation: whole amperes when we sent it (0: nothing), as reported otherwise; phase id null: not known. */
export interface Allocation {
  currentA: number;
  phaseId: number | null;
}

/** A command that was sent and is not yet settled: the charger may be at the old or the new allocation. */
export interface PendingSend {
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
  /** 510, 511, 520. */
  reportedMaxA: number | null;
  reportedMinA: number | null;
  maxPhases: number | null;
  /** 522, 523: what it does on its own when cut off. */
  offlinePhase: number | null;
  offlineCurrentA: number | null;
  /** 712: it ignores every allocation. */
  standAlone: boolean;
  /** It is online, and has told its state since it was last away for long enough to go its own way. */
  reachable: boolean;
  demand: Demand;
  /** Since when it asks or charges; the order among those who wait. */
  since: number;
  /** 708 and 519 as reported; null: never. */
  allocation: Allocation | null;
  /** The charger asked (again) after it had reported `allocation`: that one is not in force. */
  askedSince: boolean;
  /** `allocation` was heard since this dashboard (or its predecessor's last word) can vouch for it. */
  proven: boolean;
  /** Oldest first. */
  pending: readonly PendingSend[];
  /** Unanswered attempts in a row; spaces the repeats. */
  attempts: number;
  /** It refused, or confirmed something else: no increase is sent before this instant. */
  holdUntil: number;
  /** It refused: nothing at all is sent before this instant. */
  quietUntil: number;
  /** The car was seen to draw on one phase only when it was given three. */
  singlePhaseCar: boolean;
}

/** One installation with everything on it. The decision does not depend on the order of the lists. */
export interface LoadInput {
  now: number;
  installation: Installation;
  circuits: readonly Circuit[];
  chargers: readonly LoadCharger[];
}

/** What a charger shall have: 0 A and no phase id while it waits. `limit`: what keeps it from more. */
export interface Grant {
  currentA: number;
  phaseId: number | null;
  limit: BindingLimit | null;
}

export interface LoadSend {
  deviceId: DeviceId;
  method: { name: "allocate"; currentA: number; phaseId: number } | { name: "deallocate" };
}

export interface LoadDecision {
  /** Of every charger that asks, charges, or is barred. */
  grants: Map<DeviceId, Grant>;
  /** To be sent now, in this order: reductions first. */
  sends: LoadSend[];
  /** Chargers that have not confirmed in time; they are counted with the most they may draw. */
  unconfirmed: DeviceId[];
  /** When to decide again even if nothing is heard; null: no need. */
  againAt: number | null;
}
