import { describe, expect, test } from "vitest";
import type { KnownKey, ObservationValue } from "../../domain/charger/observation";
import { apply } from "../apply";
import { minute, observed, second, TestFleet, t0, topologyOf } from "../test-fleet";
import { installationView } from "./installation-view";

const id = "ZAP000001";
type Values = Partial<Record<KnownKey, ObservationValue | null>>;

function live(): TestFleet {
  const world = new TestFleet([id, "ZAP000002"], { authorisation: { kind: "tags", tags: ["nfc-A"] } });
  world.broker(true);
  world.connection(true);
  return world;
}

function tell(world: TestFleet, values: Values, deviceId = id): void {
  const keys = Object.keys(values) as KnownKey[];
  world.says(
    deviceId,
    keys.map((key) => observed(key, values[key] ?? null, world.now)),
  );
}

function breaks(world: TestFleet, times: number): void {
  for (let n = 0; n < times; n += 1) {
    world.now += second;
    world.connection(false);
    world.connection(true);
  }
}

const park = (world: TestFleet) => {
  const view = installationView(world.fleet, "park", world.now);
  if (view === null) throw new Error("no installation");
  return view;
};

describe("a charger in a list", () => {
  test("that has said nothing shows nothing as known", () => {
    expect(live().view()).toMatchObject({
      name: "P1",
      installationId: "park",
      circuitId: "park-a",
      priority: 2,
      old: null,
      state: { word: "unknown", mode: null, since: null, limit: null, pausedBy: null },
      powerW: null,
      voltageV: [null, null, null],
      voltageOffGrid: [false, false, false],
      limitA: 32,
      allocatedA: null,
      allocatedTerminals: null,
      grant: null,
      session: null,
      warnings: [],
      anomalies: [],
      carPhases: null,
      commands: [],
    });
  });

  test("that hangs nowhere has neither circuit nor priority", () => {
    const world = live();
    world.pulse("ZPR000042");
    expect(world.view("ZPR000042")).toMatchObject({ installationId: null, circuitId: null, priority: null });
  });

  test("shows what it told last with its instant, as old once it is lost, and never as 0", () => {
    const world = live();
    const said = { powerW: 3_000, current1A: 13, voltage1V: 231, voltage2V: 232, voltage3V: 0, allocatedCurrentA: 16 };
    tell(world, { mode: "charging", allocatedTerminals: "1-N", ...said });
    world.now += minute;
    world.connection(false);
    expect(world.view()).toMatchObject({
      presence: { word: "offline" },
      state: { word: "charging", since: t0 },
      powerW: { value: 3_000, at: t0 },
      voltageV: [
        { value: 231, at: t0 },
        { value: 232, at: t0 },
        { value: 0, at: t0 },
      ],
      allocatedA: { value: 16, at: t0 },
      allocatedTerminals: { value: "1-N", at: t0 },
      carPhases: null,
    });
    expect(world.view().lines.map(({ reading }) => reading)).toEqual([{ value: 13, at: t0 }, null, null]);
  });

  test("shows on how many phases the car draws only while that is of now", () => {
    const world = live();
    tell(world, { mode: "charging", current1A: 16, current2A: 16, current3A: 0 });
    expect(world.view().carPhases).toBe(2);
    world.connection(false);
    expect(world.view().carPhases).toBeNull();
  });

  test("says that a tag is refused only while one is waited for", () => {
    const world = live();
    tell(world, { authenticationRequired: true, sessionId: "s-1", mode: "requesting", tag: "nfc-B" });
    expect(world.view().state.limit).toEqual({ of: "tag", name: null, line: null });
    tell(world, { mode: "charging", tag: "nfc-C" });
    world.now += second;
    tell(world, { mode: "charging" });
    expect(world.view().state).toMatchObject({ word: "charging", limit: null });
  });

  test("a session that is told again later began when it was told first, and goes on", () => {
    const world = live();
    tell(world, { sessionId: "s-1", mode: "charging" });
    world.tick(minute);
    tell(world, { sessionId: "s-1", sessionEnergyKwh: 3 });
    world.tick(minute);
    tell(world, { sessionId: "s-1" });
    expect(world.view().session).toEqual({
      id: "s-1",
      startedAt: t0,
      energyKwh: { value: 3, at: t0 + minute },
      tag: null,
    });
  });

  test.each<ObservationValue | null>(["", null, 7])("shows no session where its GUID is %s", (sessionId) => {
    const world = live();
    tell(world, { sessionId: "s-1", mode: "charging" });
    world.now += second;
    tell(world, { sessionId });
    expect(world.view().session).toBeNull();
  });
});

describe("an installation", () => {
  test("without chargers draws 0 W: nothing is unknown", () => {
    const world = new TestFleet([]);
    world.broker(true);
    expect(park(world).powerW).toEqual({ value: 0, atLeast: false });
    expect(installationView(world.fleet, "elsewhere", world.now)).toBeNull();
  });

  test("has a circuit without chargers, whose lines carry nothing", () => {
    const world = live();
    const topology = topologyOf([id]);
    const circuits = [...topology.circuits, { id: "park-b", installationId: "park", name: "B", fuseA: 16 }];
    apply(world.fleet, { kind: "topology", topology: { ...topology, circuits } }, world.now);
    const empty = park(world).circuits.find((circuit) => circuit.id === "park-b");
    expect(empty?.phases.lines.map(({ currentA, atLeast }) => [currentA, atLeast])).toEqual([
      [0, false],
      [0, false],
      [0, false],
    ]);
  });

  test.each<[string, (world: TestFleet) => void, number]>([
    ["one that is connected", () => undefined, 0],
    ["one that is offline", (world) => world.connection(false), 1],
    ["one whose connection does not hold", (world) => breaks(world, 6), 1],
    ["one that is silent", (world) => world.tick(20 * minute), 1],
    ["one that warns", (world) => tell(world, { warnings: ["HUMIDITY"] }), 1],
    ["one whose warnings are none", (world) => tell(world, { warnings: [] }), 0],
  ])("counts the trouble of %s", (_, happens, trouble) => {
    const world = live();
    happens(world);
    expect(park(world).trouble).toBe(trouble);
  });
});
