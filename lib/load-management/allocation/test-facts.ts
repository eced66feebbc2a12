import type { AllocationFacts } from "../../fleet/views/allocation-view";

/** When everything was said, ms. */
export const at = 1_000_000;

/** A charger that charges on 16 A, all said just now. */
export function facts(more: Partial<AllocationFacts> = {}): AllocationFacts {
  return {
    deviceId: "ZPR100001",
    entry: {
      deviceId: "ZPR100001",
      installationId: "park",
      circuitId: "c",
      name: "A",
      rotation: "RST",
      maxCurrentA: 32,
      minCurrentA: 6,
      priority: 2,
    } as unknown as AllocationFacts["entry"],
    rotation: "RST",
    network: "TN3",
    presence: { word: "online", heardAt: at } as AllocationFacts["presence"],
    inDoubt: false,
    silentAfterMs: 2 * 180_000,
    mode: { value: "charging", at },
    sessionId: null,
    finalStop: false,
    stateSince: at,
    authenticationRequired: false,
    tag: null,
    allocatedA: { value: 16, at },
    allocatedTerminals: { value: "1-2-3-N", at },
    terminals: [null, null, null],
    maxCurrentA: 32,
    minCurrentA: 6,
    maxPhases: 3,
    offlineTerminals: "1-2-3-N",
    offlineCurrentA: 0,
    standAlone: false,
    ...more,
  };
}
