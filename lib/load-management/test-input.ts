import type { Terminals } from "../domain/electrical/terminals";
import { type Circuit, type Installation, usualSettings } from "../domain/topology";
import type { LoadCharger, LoadInput } from "./types";

/** An installation for tests: TN, 63 A, one circuit "c" of 32 A. */
export function installation(more: Partial<Installation> = {}): Installation {
  return {
    id: "park",
    name: "Park",
    networkType: "TN3",
    mainFuseA: 63,
    availableA: [63, 63, 63],
    imbalanceLimitA: null,
    switchCurrentA: 15,
    timeZone: "UTC",
    authorisation: { kind: "any" },
    ...usualSettings,
    ...more,
  };
}

/** A charger that asks for current and has never been given any. */
export function charger(n: number, more: Partial<LoadCharger> = {}): LoadCharger {
  return {
    deviceId: `ZPR${100000 + n}`,
    circuitId: "c",
    rotation: "RST",
    maxCurrentA: 32,
    minCurrentA: 6,
    reportedMaxA: null,
    reportedMinA: null,
    maxPhases: 3,
    offlineTerminals: null,
    offlineCurrentA: null,
    standAlone: false,
    reachable: true,
    demand: "asking",
    since: n,
    allocation: null,
    askedSince: true,
    proven: true,
    pending: [],
    attempts: 0,
    holdUntil: 0,
    quietUntil: 0,
    carPhases: null,
    priority: 2,
    measured: null,
    allocatedAt: 0,
    measuredDemandA: null,
    switches: { count: 0, at: 0, terminals: null },
    timeSlice: { servedAh: 0, since: null },
    ...more,
  };
}

/** A charger that charges on a confirmed allocation. */
export function charging(
  n: number,
  currentA: number,
  terminals: Terminals,
  more: Partial<LoadCharger> = {},
): LoadCharger {
  return charger(n, { demand: "charging", allocation: { currentA, terminals }, askedSince: false, ...more });
}

export function input(
  chargers: readonly LoadCharger[],
  more: { installation?: Partial<Installation>; circuits?: readonly Circuit[]; fuseA?: number; now?: number } = {},
): LoadInput {
  const circuit = { id: "c", installationId: "park", name: "C", fuseA: more.fuseA ?? 32 };
  const park = installation(more.installation);
  return {
    now: more.now ?? 1_000_000,
    installation: park,
    availableA: park.availableA,
    circuits: more.circuits ?? [circuit],
    chargers,
  };
}
