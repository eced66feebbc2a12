import { describe, expect, test } from "vitest";
import type { KnownKey, ObservationValue } from "../../domain/charger/observation";
import { apply } from "../apply";
import { takeChange } from "../state/change";
import { minute, observed, second, TestFleet, t0, topologyOf } from "../test-fleet";

const id = "ZAP000001";
type Values = Partial<Record<KnownKey, ObservationValue>>;

function tell(world: TestFleet, values: Values): void {
  const keys = Object.keys(values) as KnownKey[];
  world.says(
    id,
    keys.map((key) => observed(key, values[key] ?? null, world.now)),
  );
}

/** It is charging, with 16 A on all phases allocated. */
function charging(more: Values = { sessionId: "a" }): TestFleet {
  const world = new TestFleet([id]);
  world.broker(true);
  world.connection(true);
  tell(world, { ...more, mode: "charging", allocatedCurrentA: 16, allocatedTerminals: "1-2-3-N" });
  return world;
}

function draws(world: TestFleet, ...[current1A, current2A, current3A]: [number, number, number]): void {
  world.tick(second);
  tell(world, { current1A, current2A, current3A });
  world.tick(11 * second);
}

const told = (world: TestFleet) => world.view().anomalies.map(({ kind, since }) => [kind, since - t0]);
const kinds = (world: TestFleet) => world.view().anomalies.map(({ kind }) => kind);

describe("what is wrong with a charger", () => {
  test("is told of voltages at once and of each since it was first so, however often it is told", () => {
    const world = charging();
    tell(world, { voltage1V: 206.9, voltage2V: 230, voltage3V: 230 });
    expect(told(world)).toEqual([["voltageLow", 0]]);
    world.tick(minute);
    tell(world, { voltage1V: 205 });
    expect(told(world)).toEqual([["voltageLow", 0]]);
    expect(world.view().anomalies).toMatchObject([{ line: "L1", terminal: 1, value: 205, limit: 207 }]);
    // Told more than a minute apart, voltages say nothing of the neutral.
    world.tick(61 * second);
    tell(world, { voltage3V: 254 });
    expect(told(world)).toEqual([
      ["voltageLow", 0],
      ["voltageHigh", 121 * second],
    ]);
    tell(world, { voltage1V: 207, voltage3V: 253 });
    expect(told(world)).not.toContainEqual(["voltageLow", 0]);
    tell(world, { voltage3V: 230 });
    expect(told(world)).toEqual([]);
    world.tick(minute);
    tell(world, { voltage1V: 206 });
    expect(told(world)).toEqual([["voltageLow", 181 * second]]);
  });

  test("ends with time alone where nothing holds any more, and whoever looks is told", () => {
    const world = charging();
    tell(world, { voltage1V: 205, voltage2V: 230, voltage3V: 230, pulseIntervalS: 86_400 });
    world.tick(59 * minute);
    expect(kinds(world)).toEqual(["voltageLow"]);
    takeChange(world.fleet);
    world.tick(2 * minute);
    const change = takeChange(world.fleet);
    expect([[...change.chargers], [...change.installations]]).toEqual([[id], ["park"]]);
    expect(kinds(world)).toEqual([]);
  });

  test("that settles sooner than what is there already is told in its own time", () => {
    const world = charging();
    tell(world, { voltage1V: 205, voltage2V: 230, voltage3V: 230 });
    world.tick(minute);
    tell(world, { current1A: 20, current2A: 20, current3A: 20 });
    world.tick(9 * second);
    expect(kinds(world)).toEqual(["voltageLow"]);
    world.tick(second);
    expect(told(world)).toEqual([
      ["voltageLow", 0],
      ["overAllocation", minute],
    ]);
  });

  test("is told no more of one that is not entered any more", () => {
    const world = charging();
    tell(world, { voltage1V: 205, voltage2V: 230, voltage3V: 230 });
    apply(world.fleet, { kind: "topology", topology: topologyOf([]) }, world.now);
    takeChange(world.fleet);
    world.tick(2 * 60 * minute);
    expect(takeChange(world.fleet).chargers.size).toBe(0);
  });

  test("is told of one that hangs nowhere, with nothing about a wiring that nobody has entered", () => {
    const world = new TestFleet([]);
    world.broker(true);
    tell(world, { voltage1V: 205, voltage2V: 230, voltage3V: 230, rotation: "STR" });
    world.tick();
    expect(kinds(world)).toEqual(["voltageLow"]);
  });

  test("a wiring that it tells otherwise than it was entered", () => {
    const world = charging();
    tell(world, { rotation: "STR" });
    world.tick(minute);
    expect(kinds(world)).toEqual(["rotationDiffers"]);
    world.now += second;
    tell(world, { rotation: "RST" });
    expect(kinds(world)).toEqual([]);
  });

  test("more than allocated is nothing for one that stands alone", () => {
    for (const [standAlone, found] of [
      [true, []],
      [false, ["overAllocation"]],
    ] as const) {
      const world = charging();
      tell(world, { standAlone });
      draws(world, 20, 20, 20);
      expect(kinds(world)).toEqual(found);
    }
  });
});

describe("a phase is dead", () => {
  test.each<[string, [number, number, number], string[]]>([
    ["where all three drew more than was allocated before", [20, 20, 20], ["phaseDead"]],
    ["not where the first drew no more than a meter shows", [1, 20, 20], []],
    ["not where the second did", [20, 1, 20], []],
    ["not where the third did", [20, 20, 1], []],
  ])("%s", (_, amps, found) => {
    const world = charging();
    draws(world, ...amps);
    draws(world, 16, 0, 16);
    expect(kinds(world)).toEqual(found);
  });

  test("also where its session's start was never told", () => {
    const world = charging({});
    draws(world, 16, 16, 16);
    draws(world, 16, 0, 16);
    expect(kinds(world)).toEqual(["phaseDead"]);
  });

  test.each<[string, Values]>([
    ["another car, whose session has not been told", { mode: "disconnected" }],
    ["another car, and that the first one left was never told", { sessionId: "b" }],
  ])("not of %s", (_, values) => {
    const world = charging();
    draws(world, 16, 16, 16);
    tell(world, values);
    world.tick(second);
    tell(world, { mode: "charging" });
    draws(world, 16, 0, 15.9);
    expect(kinds(world)).toEqual([]);
  });
});
