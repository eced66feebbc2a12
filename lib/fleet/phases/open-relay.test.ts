import { describe, expect, test } from "vitest";
import type { KnownKey, ObservationValue } from "../../domain/charger/observation";
import { minute, observed, second, TestFleet, t0 } from "../test-fleet";
import { installationView } from "../views/installation-view";

const id = "ZAP000001";
type Values = Partial<Record<KnownKey, ObservationValue>>;

function tell(world: TestFleet, values: Values, deviceId = id): void {
  const keys = Object.keys(values) as KnownKey[];
  world.says(
    deviceId,
    keys.map((key) => observed(key, values[key] ?? null, world.now)),
  );
}

const volts = (voltage1V: number, voltage2V: number, voltage3V: number): Values => ({
  voltage1V,
  voltage2V,
  voltage3V,
});
const charges: Values = {
  sessionId: "a",
  mode: "charging",
  allocatedCurrentA: 16,
  allocatedTerminals: "1-2-3-N",
  current1A: 15.6,
  current2A: 15.6,
  current3A: 15.6,
  powerW: 10_811,
};
const leaves: Values = { current1A: 0.051, current2A: 0.076, current3A: 0.043, powerW: 0, allocatedCurrentA: 0 };

function online(...ids: string[]): TestFleet {
  const world = new TestFleet(ids);
  world.broker(true);
  for (const each of ids) world.connection(true, {}, world.now, each);
  return world;
}

const kinds = (world: TestFleet) => world.view(id).anomalies.map(({ kind }) => kind);
const told = (world: TestFleet) => world.view(id).anomalies.map(({ kind, since }) => [kind, since - t0]);
const park = (world: TestFleet) => installationView(world.fleet, "park", world.now);

describe("a charger that measures behind its relay", () => {
  test("has no fault and makes no voltage imbalance when its car has left, and shows what it measured as that", () => {
    const world = online(id);
    tell(world, { ...charges, ...volts(231, 230, 232) });
    world.tick(second);
    tell(world, leaves);
    tell(world, { mode: "disconnected", ...volts(0.338, 0.129, 0.213) });
    world.tick(minute);
    expect(kinds(world)).toEqual([]);
    expect(park(world)).toMatchObject({ trouble: 0, anomalies: [], phases: { voltages: null } });
    expect(world.view(id)).toMatchObject({
      voltageV: [{ value: 0.338 }, { value: 0.129 }, { value: 0.213 }],
      voltageOffGrid: [true, true, true],
    });
  });

  test("leaves the voltages of the installation to one that measured the grid", () => {
    const world = online(id, "ZAP000002");
    tell(world, { ...charges, ...volts(231, 230, 232) }, "ZAP000002");
    world.tick(minute);
    tell(world, { mode: "disconnected", ...volts(2.6, 0.4, 0.2) });
    expect(park(world)?.phases.voltages).toMatchObject({ deviceId: "ZAP000002", voltageV: [231, 230, 232] });
  });

  test("has none between the messages that tell its voltages one by one", () => {
    const world = online(id);
    tell(world, { ...charges, ...volts(231, 230, 232) });
    world.tick(second);
    tell(world, { mode: "disconnected" });
    for (const one of [{ voltage1V: 0.3 }, { voltage2V: 0.1 }, { voltage3V: 0.2 }]) {
      tell(world, one);
      expect(kinds(world)).toEqual([]);
    }
    world.tick(minute);
    tell(world, charges);
    for (const one of [{ voltage1V: 229 }, { voltage2V: 230 }, { voltage3V: 231 }]) {
      tell(world, one);
      expect(kinds(world)).toEqual([]);
    }
    expect(world.view(id).voltageOffGrid).toEqual([false, false, false]);
  });

  test("has none on the phases that it does not connect, nor after it connected them without new voltages", () => {
    const world = online(id);
    tell(world, { ...charges, allocatedTerminals: "1-N", current2A: 0, current3A: 0, powerW: 3_600 });
    tell(world, volts(230, 0.4, 0.3));
    expect([kinds(world), world.view(id).voltageOffGrid]).toEqual([[], [false, true, true]]);
    world.tick(minute);
    tell(world, { allocatedTerminals: "1-2-3-N" });
    expect(kinds(world)).toEqual([]);
    tell(world, { mode: "disconnected" });
    expect(kinds(world)).toEqual([]);
  });

  test("has a phase missing where one that it connects is", () => {
    const world = online(id);
    tell(world, { ...charges, ...volts(230, 231, 0.3) });
    expect(kinds(world)).toEqual(["phaseMissing"]);
  });
});

describe("a charger that measures at its input", () => {
  test.each<[string, Values, string[]]>([
    ["a low phase", volts(205, 230, 231), ["voltageLow"]],
    ["a lost one", volts(230, 231, 2), ["phaseMissing"]],
  ])("is told with no car to have %s", (_, values, found) => {
    const world = online(id);
    tell(world, { mode: "disconnected", ...values });
    expect(kinds(world)).toEqual(found);
    world.tick(minute);
    tell(world, { mode: "requesting", sessionId: "b" });
    expect(kinds(world)).toEqual(found);
  });
});

describe("a fault of voltages", () => {
  test("is as old as they are, and does not begin anew with a connection that comes back without new ones", () => {
    const world = online(id);
    tell(world, { mode: "disconnected", ...volts(205, 230, 231) });
    world.tick(5 * minute);
    expect(told(world)).toEqual([["voltageLow", 0]]);
    for (let i = 0; i < 3; i += 1) {
      world.connection(false);
      world.tick(minute);
      expect(kinds(world)).toEqual([]);
      world.connection(true);
      world.tick(minute);
      expect(told(world)).toEqual([["voltageLow", 0]]);
    }
  });

  test("goes on from when it was told first, unless it was told again after a silence", () => {
    const world = online(id);
    tell(world, { mode: "disconnected", ...volts(205, 230, 231) });
    world.tick(5 * minute);
    tell(world, { voltage1V: 206 });
    world.connection(false);
    world.tick(minute);
    world.connection(true);
    world.tick(second);
    expect(told(world)).toEqual([["voltageLow", 0]]);
    world.connection(false);
    world.tick(minute);
    world.connection(true);
    tell(world, { voltage1V: 204 });
    expect(told(world)).toEqual([["voltageLow", 7 * minute + second]]);
  });

  test("that came from a time before is told with that time", () => {
    const world = online(id);
    world.tick(10 * minute);
    world.says(id, [observed("voltage1V", 205, world.now - 90 * second)]);
    expect(told(world)).toEqual([["voltageLow", 10 * minute - 90 * second]]);
  });
});
