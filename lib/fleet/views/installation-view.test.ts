import { describe, expect, test } from "vitest";
import { apply } from "../apply";
import { takeChange } from "../state/change";
import { observed, TestFleet, topologyOf } from "../test-fleet";
import { detailView } from "./detail-view";
import { firmwareView } from "./firmware-view";
import { installationView } from "./installation-view";

const [one, two, three] = ["ZAP000001", "ZAP000002", "ZPR000003"];

function world(): TestFleet {
  const made = new TestFleet([one, two, three]);
  made.broker(true);
  for (const id of [one, two, three]) made.connection(true, {}, made.now, id);
  return made;
}

function charges(fleet: TestFleet, id: string, amps: number): void {
  fleet.says(id, [
    observed("mode", "charging", fleet.now),
    observed("powerW", amps * 690, fleet.now),
    observed("current1A", amps, fleet.now),
    observed("current2A", amps, fleet.now),
    observed("current3A", 0, fleet.now),
  ]);
}

const viewOf = (fleet: TestFleet) => {
  const view = installationView(fleet.fleet, "park", fleet.now);
  if (view === null) throw new Error("no installation");
  return view;
};

describe("installationView", () => {
  test("tells what is reserved for chargers that are not online, per line and circuit, and no longer once they are", () => {
    const fleet = world();
    fleet.connection(false, {}, fleet.now, one);
    takeChange(fleet.fleet);
    const reserved = { currentA: 16, lines: ["L1", "L3"], why: "unheard" } as const;
    const grant = { currentA: 0, terminals: null, lines: [], limit: null, queue: null, takes: null, reserved };
    apply(fleet.fleet, { kind: "grants", grants: new Map([[one, grant]]) }, fleet.now);
    expect([...takeChange(fleet.fleet).installations]).toEqual(["park"]);
    expect(viewOf(fleet).phases.reservedA).toEqual([16, 0, 16]);
    expect(viewOf(fleet).circuits.map(({ phases }) => phases.reservedA)).toContainEqual([16, 0, 16]);
    fleet.connection(true, {}, fleet.now + 1, one);
    expect(viewOf(fleet).phases.reservedA).toBeUndefined();
  });

  test("tells a charger's own page what is reserved where its grant is bound", () => {
    const fleet = world();
    fleet.connection(false, {}, fleet.now, one);
    const reserved = { currentA: 16, lines: ["L1"], why: "unheard" } as const;
    const none = { currentA: 0, terminals: null, lines: [], limit: null, queue: null, takes: null };
    const keptFor = (of: "circuit" | "installation" | "imbalance", line: "L1" | "L2") => {
      const limit = { of, name: null, line };
      const grants = new Map([
        [one, { ...none, reserved }],
        [two, { ...none, limit }],
      ]);
      apply(fleet.fleet, { kind: "grants", grants }, fleet.now);
      return detailView(fleet.fleet, two, fleet.now)?.reservedAtLimitA;
    };
    expect(keptFor("installation", "L1")).toBe(16);
    expect(keptFor("installation", "L2")).toBe(0);
    expect(keptFor("circuit", "L1")).toBe(16);
    expect(keptFor("imbalance", "L1")).toBe(0);
  });

  test("says first what is wrong and who waits for what, and is told anew when that changes", () => {
    const fleet = world();
    for (const id of [one, two]) fleet.say("mode", "disconnected", id);
    fleet.say("mode", "requesting", three);
    const [first, name] = [{ deviceId: three, name: "P3" }, "Car park"];
    const waits = (line: "L1" | "L2") => {
      const limit = { of: "installation", name, line } as const;
      const grant = { currentA: 0, terminals: null, lines: [], limit, queue: null, takes: null };
      takeChange(fleet.fleet);
      apply(fleet.fleet, { kind: "grants", grants: new Map([[three, grant]]) }, fleet.now);
      expect([...takeChange(fleet.fleet).installations]).toEqual(["park"]);
      expect(viewOf(fleet).verdict).toEqual([{ kind: "waits", limit, chargers: 1, first }]);
    };
    waits("L1");
    waits("L2");
    charges(fleet, one, 53.8);
    expect(viewOf(fleet).verdict).toMatchObject([
      { kind: "over", place: null, lines: ["L1"] },
      { kind: "over", place: { id: "park-a", name: "A" }, lines: ["L1", "L2"] },
      { kind: "waits" },
    ]);
    fleet.now += 1_000;
    charges(fleet, one, 10);
    fleet.say("mode", "disconnected", three);
    expect(viewOf(fleet).verdict).toEqual([]);
    fleet.broker(false);
    expect(viewOf(fleet).verdict).toEqual([{ kind: "unheard" }]);
  });

  test("sums what is known, and counts a charger with no car as 0", () => {
    const fleet = world();
    charges(fleet, one, 10);
    charges(fleet, two, 6);
    fleet.say("mode", "disconnected", three);
    const { phases, powerW, circuits, states } = viewOf(fleet);
    expect(phases.lines.map((line) => [line.currentA, line.atLeast])).toEqual([
      [16, false],
      [16, false],
      [0, false],
    ]);
    expect(phases).toMatchObject({ limitA: [50, 63, 50], imbalanceA: 16, imbalanceLimitA: 20 });
    expect(circuits[0]).toMatchObject({ fuseA: 40, phases: { limitA: [40, 40, 40] } });
    expect(powerW).toEqual({ value: 11_040, atLeast: false });
    expect(states).toMatchObject({ charging: 2, noCar: 1 });
  });

  test("any other unknown part makes the sum at least", () => {
    const fleet = world();
    charges(fleet, one, 10);
    fleet.say("mode", "disconnected", two);
    const { phases, powerW } = viewOf(fleet);
    expect(phases.lines[0]).toMatchObject({ currentA: 10, atLeast: true });
    expect(powerW).toEqual({ value: 6_900, atLeast: true });
  });

  test("what a charger said last is no part of now once it is offline", () => {
    const fleet = world();
    charges(fleet, one, 10);
    for (const id of [two, three]) fleet.say("mode", "disconnected", id);
    fleet.connection(false);
    const { phases, states, presences, trouble } = viewOf(fleet);
    expect(phases.lines[0]).toMatchObject({ currentA: 0, atLeast: true });
    expect(states).toMatchObject({ charging: 0, noCar: 2, unknown: 1 });
    expect(presences).toEqual({ online: 2, silent: 0, offline: 1, unknown: 0 });
    expect(trouble).toBe(1);
  });

  test("nothing is known while the broker is lost", () => {
    const fleet = world();
    charges(fleet, one, 10);
    fleet.broker(false);
    const { phases, powerW, presences } = viewOf(fleet);
    expect(phases.lines.map((line) => line.currentA)).toEqual([null, null, null]);
    expect(powerW).toEqual({ value: null, atLeast: true });
    expect(presences.unknown).toBe(3);
  });

  test("is noted as changed by what it shows, and by that alone", () => {
    const fleet = world();
    takeChange(fleet.fleet);
    fleet.say("humidityPercent", 40);
    expect(takeChange(fleet.fleet).installations.size).toBe(0);
    fleet.say("powerW", 1);
    expect([...takeChange(fleet.fleet).installations]).toEqual(["park"]);
  });

  test("only what a topology changes is noted", () => {
    const fleet = world();
    takeChange(fleet.fleet);
    const same = topologyOf([one, two, three]);
    apply(fleet.fleet, { kind: "topology", topology: same }, fleet.now);
    const nothing = takeChange(fleet.fleet);
    expect([nothing.chargers.size, nothing.installations.size]).toEqual([0, 0]);
    const renamed = { ...same, chargers: same.chargers.map((c) => (c.deviceId === two ? { ...c, name: "New" } : c)) };
    apply(fleet.fleet, { kind: "topology", topology: renamed }, fleet.now);
    expect([...takeChange(fleet.fleet).chargers]).toEqual([two]);
    expect(fleet.view(two).name).toBe("New");
  });
});

describe("firmwareView", () => {
  test("per product, for what the person may see", () => {
    const fleet = world();
    fleet.say("computerVersion", "5.3.0.3", three);
    const all = firmwareView(fleet.fleet, fleet.now, () => true);
    expect(all.products.map(({ product, chargers }) => [product, chargers.length])).toEqual([
      ["Go", 2],
      ["Pro", 1],
    ]);
    expect(all.products[1]?.chargers[0]?.firmware.computer?.value).toBe("5.3.0.3");
    expect(firmwareView(fleet.fleet, fleet.now, () => false).products).toEqual([]);
  });
});
