import { beforeEach, describe, expect, it } from "vitest";
import { meterHoldMs } from "../domain/settings/available";
import type { Triple } from "../domain/topology";
import { decodeMeter } from "../protocol/product/meter";
import { zaptec } from "../protocol/zaptec/zaptec";
import { apply } from "./apply";
import { takeChange } from "./state/change";
import { createFleet, type Fleet } from "./state/fleet";
import { topologyOf } from "./test-fleet";
import { allocationFacts } from "./views/allocation-view";
import { installationView } from "./views/installation-view";
import { supportView } from "./views/support-view";

const start = Date.parse("2026-01-09T12:00:00Z");
let fleet: Fleet;
let now: number;

function enter(more: object): void {
  const topology = topologyOf(["ZAP000001"]);
  const installations = topology.installations.map((one) => ({
    ...one,
    mainFuseA: 63,
    availableA: [60, 60, 60] as const,
    ...more,
  }));
  apply(fleet, { kind: "topology", topology: { ...topology, installations } }, now);
}
function say(currentA: Triple<number | null>, how: { at?: number; retained?: boolean; backlog?: boolean } = {}): void {
  const { at = now, retained = false, backlog = false } = how;
  const message = { kind: "meter" as const, topic: "house", currentA, at };
  apply(
    fleet,
    { kind: "arrival", arrival: { message, receivedAt: now, retained, backlog, timed: !backlog, dup: false } },
    now,
  );
}
function pass(ms: number): void {
  now += ms;
  apply(fleet, { kind: "tick" }, now);
}
const view = () => installationView(fleet, "park", now);
const meter = { topic: "house", measures: "building" as const, safeA: [12, 12, 12] as const };

beforeEach(() => {
  now = start;
  fleet = createFleet({ dialectOf: () => zaptec, startedAt: now });
  apply(fleet, { kind: "broker", up: true, reason: null }, now);
  enter({ meter });
  takeChange(fleet);
});

describe("the available current in the fleet", () => {
  it("is the safe limit until the meter is heard, and again 30 s after its last word", () => {
    expect(view()?.available).toMatchObject({ source: "meterLost", meter: null });
    say([20, 20, 20]);
    expect(view()).toMatchObject({ available: { source: "meter", meter: { currentA: [20, 20, 20], at: start } } });
    expect(view()?.phases.limitA).toEqual([43, 43, 43]);
    expect(allocationFacts(fleet, "park")?.availableA).toEqual([43, 43, 43]);
    takeChange(fleet);
    pass(meterHoldMs - 1);
    expect(takeChange(fleet).available.size).toBe(0);
    pass(1);
    expect([...takeChange(fleet).available]).toEqual(["park"]);
    expect(view()).toMatchObject({ available: { source: "meterLost", meter: { at: start } } });
    expect(view()?.phases.limitA).toEqual([12, 12, 12]);
  });

  it("takes nothing from backlog, from what was retained, or from before the last word", () => {
    say([20, 20, 20], { retained: true });
    say([20, 20, 20], { backlog: true });
    expect(view()?.available.source).toBe("meterLost");
    say([20, 20, 20]);
    say([1, 1, 1], { at: now - 1 });
    expect(view()?.available.meter?.currentA).toEqual([20, 20, 20]);
    say([null, 1, 1]);
    expect(view()?.available.source).toBe("meterLost");
  });

  it("is the safe limit while the meter tells what cannot be behind its fuse, which support is told, and no longer", () => {
    say([20, 20, 20]);
    say([6_553.5, 20, 20]);
    expect(view()).toMatchObject({
      available: { source: "meterLost", meter: { currentA: [null, 20, 20], unusable: "implausible" } },
      phases: { limitA: [12, 12, 12] },
    });
    expect(allocationFacts(fleet, "park")?.availableA).toEqual([12, 12, 12]);
    expect(supportView(fleet, now)).toMatchObject({
      undecodable: [{ deviceId: null, reason: "implausible", count: 1 }],
      latest: [
        { detail: 'meter "house": more than twice the main fuse of 63 A', sample: '{"currentA":[6553.5,20,20]}' },
      ],
    });
    say([126, 20, 20]);
    expect(view()).toMatchObject({ available: { source: "meter" }, phases: { limitA: [0, 43, 43] } });
    expect(view()?.available.meter).not.toHaveProperty("unusable");
  });

  it("is the safe limit as soon as a newer value of the meter cannot be read", () => {
    say([20, 20, 20]);
    const arrives = (payload: string) => {
      const arrival = { message: decodeMeter("house", Buffer.from(payload), now), receivedAt: now };
      const how = { retained: false, backlog: false, timed: true, dup: false };
      apply(fleet, { kind: "arrival", arrival: { ...arrival, ...how } }, now);
    };
    arrives('{"at":"2020-01-01T00:00:00Z","currentA":["2,3",1,1]}');
    expect(view()?.available.source).toBe("meter");
    arrives('{"currentA":["2,3",1,1]}');
    expect(view()?.available).toMatchObject({
      source: "meterLost",
      meter: { currentA: [null, 1, 1], unusable: "unreadable" },
    });
    expect(supportView(fleet, now).undecodable).toMatchObject([{ deviceId: null, reason: "badValue", count: 2 }]);
    arrives('{"currentA":["20.3",20,20]}');
    expect(view()).toMatchObject({ available: { source: "meter" }, phases: { limitA: [42, 43, 43] } });
  });

  it("keeps the meter's word when people change something else, not when they enter another topic", () => {
    say([20, 20, 20]);
    enter({ meter, switchCurrentA: 9 });
    expect(view()?.available.source).toBe("meter");
    enter({ meter: { ...meter, topic: "other" } });
    expect(view()?.available).toMatchObject({ source: "meterLost", meter: null });
    enter({ meter: null });
    expect(view()).toMatchObject({ available: { source: "fixed" }, phases: { limitA: [60, 60, 60] } });
  });

  it("counts what is allocated for a charger that says nothing, where the meter measures all", () => {
    enter({ meter: { ...meter, measures: "total" } });
    const observations = [
      { id: 708, key: "allocatedCurrentA" as const, value: 16 },
      { id: 519, key: "allocatedTerminals" as const, value: 4 },
    ].map((one) => ({ ...one, raw: String(one.value), ownAt: now, observedAt: now, epoch: 0, arrivedAt: now }));
    apply(fleet, { kind: "restored", deviceId: "ZAP000001", heardAt: null, derived: null, observations }, now);
    say([50, 50, 50]);
    expect(view()?.phases.limitA).toEqual([29, 29, 29]);
  });

  it("follows override and schedule as time passes, and tells who shares it out", () => {
    enter({
      override: { availableA: [20, 20, 20], until: now + 60_000 },
      schedule: [{ days: [5], from: "13:00", to: "13:02", availableA: [30, 30, 30] }],
      timeZone: "Europe/Oslo",
    });
    expect(view()).toMatchObject({
      available: { source: "override", until: now + 60_000 },
      phases: { limitA: [20, 20, 20] },
    });
    takeChange(fleet);
    pass(60_000);
    expect(takeChange(fleet)).toMatchObject({ available: new Set(["park"]), installations: new Set(["park"]) });
    expect(view()).toMatchObject({
      available: { source: "schedule", until: start + 120_000 },
      settings: { override: null },
    });
    pass(60_000);
    expect(view()).toMatchObject({ available: { source: "fixed", until: null }, phases: { limitA: [60, 60, 60] } });
  });

  it("tells when the next change is, also where the one that passed changed nothing else", () => {
    enter({
      meter,
      schedule: [{ days: [5], from: "13:00", to: "13:02", availableA: [30, 30, 30] }],
      timeZone: "Europe/Oslo",
    });
    // The meter is not heard: its safe limit holds within the window as after it.
    expect(view()?.available).toMatchObject({ source: "meterLost", nextChangeAt: start + 120_000 });
    takeChange(fleet);
    pass(120_000);
    expect(takeChange(fleet)).toMatchObject({ available: new Set(), installations: new Set(["park"]) });
    expect(view()?.available).toMatchObject({ source: "meterLost", nextChangeAt: Date.parse("2026-01-16T12:00:00Z") });
  });
});
