import { describe, expect, test } from "vitest";
import { takeChange } from "../state/change";
import { minute, observed, second, TestFleet, t0 } from "../test-fleet";
import { installationView } from "../views/installation-view";

const id = "ZAP000001";

function charging(): TestFleet {
  const world = new TestFleet([id, "ZAP000002"]);
  world.broker(true);
  for (const each of [id, "ZAP000002"]) world.connection(true, {}, world.now, each);
  world.says(id, [
    observed("sessionId", "a", world.now),
    observed("mode", "charging", world.now),
    observed("allocatedCurrentA", 16, world.now),
    observed("allocatedTerminals", "1-2-3-N", world.now),
  ]);
  return world;
}

function draws(world: TestFleet, ...amps: [number, number, number]): void {
  world.says(id, [
    observed("powerW", (amps[0] + amps[1] + amps[2]) * 230, world.now),
    observed("current1A", amps[0], world.now),
    observed("current2A", amps[1], world.now),
    observed("current3A", amps[2], world.now),
  ]);
}

const kinds = (world: TestFleet) => world.view(id).anomalies.map(({ kind }) => kind);
const park = (world: TestFleet) => {
  const view = installationView(world.fleet, "park", world.now);
  if (view === null) throw new Error("no installation");
  return view;
};

test("an installation tells the twenty that have been there longest, and counts all chargers with trouble", () => {
  const ids = Array.from({ length: 60 }, (_, n) => `ZAP${String(100_001 + n)}`);
  const world = new TestFleet(ids);
  world.broker(true);
  for (const each of ids) world.connection(true, {}, world.now, each);
  for (const each of [...ids].reverse()) {
    world.says(each, [observed("voltage1V", 190, world.now)]);
    world.tick(second);
  }
  world.tick(minute);
  expect(park(world).anomalies.map(({ deviceId }) => deviceId)).toEqual([...ids].reverse().slice(0, 20));
  expect(park(world).trouble).toBe(60);
});

describe("anomalies of a charger", () => {
  test("more than allocated is told after 10 s, with nothing but time passing, and is gone when the car follows", () => {
    const world = charging();
    draws(world, 20, 20, 20);
    takeChange(world.fleet);
    world.tick(9 * second);
    expect(kinds(world)).toEqual([]);
    world.tick(1 * second);
    expect(world.view(id).anomalies).toMatchObject([{ kind: "overAllocation", since: t0, value: 20, limit: 16 }]);
    expect([...takeChange(world.fleet).chargers]).toContain(id);
    expect(park(world).anomalies).toMatchObject([{ kind: "overAllocation", deviceId: id }]);
    expect(park(world).trouble).toBe(1);
    draws(world, 16, 16, 16);
    expect(kinds(world)).toEqual([]);
    expect(park(world).anomalies).toEqual([]);
  });

  test("a fault is told again once what was resent is known not to be newer than what holds", () => {
    const world = charging();
    world.says(id, [observed("voltage1V", 205, world.now)]);
    world.tick(10 * second);
    world.says(id, [observed("voltage2V", 229, world.now - 2 * second)], { dup: true });
    world.tick(second);
    expect([world.view(id).old, kinds(world)]).toEqual(["clock", []]);
    world.says(id, [observed("signalStrength", -60, world.now)]);
    world.tick(second);
    expect([world.view(id).old, kinds(world)]).toEqual([null, ["voltageLow"]]);
  });

  test("a phase is dead only where this session drew three before", () => {
    const world = charging();
    draws(world, 16, 0, 16);
    world.tick(minute);
    expect(kinds(world)).toEqual([]);
    draws(world, 16, 16, 16);
    world.tick(minute);
    draws(world, 16, 0, 16);
    world.tick(10 * second);
    expect(kinds(world)).toEqual(["phaseDead"]);
    world.say("mode", "disconnected");
    world.tick(second);
    world.says(id, [observed("sessionId", "b", world.now), observed("mode", "charging", world.now)]);
    draws(world, 16, 0, 15.9);
    world.tick(minute);
    expect(kinds(world)).toEqual([]);
  });

  test("voltages tell for an hour, and only while the charger is online", () => {
    const world = charging();
    world.says(id, [
      observed("voltage1V", 230, world.now),
      observed("voltage2V", 231, world.now),
      observed("voltage3V", 12, world.now),
    ]);
    expect(world.view(id).anomalies).toMatchObject([{ kind: "phaseMissing", line: "L3", value: 12 }]);
    expect(park(world).phases.voltages).toMatchObject({ deviceId: id, voltageV: [230, 231, 12] });
    world.connection(false);
    expect(kinds(world)).toEqual([]);
    expect(park(world).anomalies).toEqual([]);
    world.tick(second);
    world.connection(true);
    world.say("mode", "charging", id);
    world.tick(second);
    expect(kinds(world)).toEqual(["phaseMissing"]);
    for (let passed = 0; passed < 65; passed += 5) {
      world.pulse();
      world.tick(5 * minute);
    }
    expect(kinds(world)).toEqual([]);
  });

  test("nothing is told while the broker is lost", () => {
    const world = charging();
    draws(world, 20, 20, 20);
    world.tick(minute);
    expect(kinds(world)).toEqual(["overAllocation"]);
    world.broker(false);
    expect(kinds(world)).toEqual([]);
  });

  test("a charger without any costs nothing to keep", () => {
    const world = charging();
    draws(world, 16, 16, 16);
    world.tick(minute);
    expect(world.fleet.chargers.get(id)?.review).toBeNull();
    expect(world.fleet.reviews.size).toBe(0);
  });

  test("many messages of an anomalous charger leave one turn in the queue", () => {
    const world = charging();
    for (let i = 0; i < 100; i += 1) {
      draws(world, 20 + i / 100, 20, 20);
      world.tick(second);
    }
    expect(kinds(world)).toEqual(["overAllocation"]);
    expect(world.fleet.reviews.size).toBeLessThanOrEqual(2);
  });
});

describe("the peaks of an installation", () => {
  test("are watched while nobody looks", () => {
    const world = charging();
    world.say("mode", "disconnected", "ZAP000002");
    draws(world, 16, 16, 16);
    world.tick(11 * second);
    draws(world, 6, 6, 6);
    world.tick(11 * second);
    const { phases, circuits } = park(world);
    expect(phases.peaks[0]).toMatchObject({ currentA: 16, atLeast: false });
    expect(circuits[0]?.phases.peaks[2]).toMatchObject({ currentA: 16 });
    expect(phases.headroomA).toEqual([44, 57, 44]);
  });

  test("are at least so much where a charger was not known", () => {
    const world = charging();
    draws(world, 16, 16, 16);
    world.tick(11 * second);
    expect(park(world).phases.peaks[0]).toMatchObject({ currentA: 16, atLeast: true });
  });
});
