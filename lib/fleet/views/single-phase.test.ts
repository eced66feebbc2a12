import { describe, expect, test } from "vitest";
import type { KnownKey, ObservationValue } from "../../domain/charger/observation";
import { roomGlance, roomOf } from "../../domain/electrical/spare-capacity";
import type { NetworkType, Rotation } from "../../domain/topology";
import { apply } from "../apply";
import { minute, observed, TestFleet, topologyOf } from "../test-fleet";
import { installationView } from "./installation-view";

const id = "ZAP000001";
type Values = Partial<Record<KnownKey, ObservationValue>>;

function site(networkType: NetworkType, rotation: Rotation, ids: readonly string[] = [id]): TestFleet {
  const world = new TestFleet([]);
  const topology = topologyOf(ids, { rotation });
  const installations = topology.installations.map((one) => ({ ...one, networkType, mainFuseA: 40 }));
  apply(world.fleet, { kind: "topology", topology: { ...topology, installations } }, world.now);
  world.broker(true);
  for (const each of ids) world.connection(true, {}, world.now, each);
  return world;
}

function tell(world: TestFleet, values: Values): void {
  const keys = Object.keys(values) as KnownKey[];
  world.says(
    id,
    keys.map((key) => observed(key, values[key] ?? null, world.now)),
  );
}

const charges: Values = {
  rotation: "RST",
  mode: "charging",
  allocatedCurrentA: 32,
  allocatedTerminals: "1-2-3-N",
  voltage1V: 238.5,
  voltage2V: 0.4,
  voltage3V: 0.3,
  current1A: 30.9,
  current2A: 0.02,
  current3A: 0.01,
  powerW: 7_370,
};

const park = (world: TestFleet) => {
  const view = installationView(world.fleet, "park", world.now);
  if (view === null) throw new Error("no installation");
  return view;
};
const kinds = (world: TestFleet) => world.view(id).anomalies.map(({ kind }) => kind);

describe("an installation with one phase", () => {
  test.each<[Rotation, number, ObservationValue]>([
    ["L1", 0, "RST"],
    ["L2", 1, "RST"],
    ["L1", 0, "STR"],
  ])("entered on %s has that line alone, whatever its charger calls it", (rotation, line, said) => {
    const world = site("TN1", rotation);
    tell(world, { ...charges, rotation: said });
    const { phases, circuits } = park(world);
    for (const place of [phases, ...circuits.map((circuit) => circuit.phases)]) {
      expect(place).toMatchObject({ existing: [line], imbalanceA: null, imbalanceLimitA: null, neutral: null });
      expect(place.imbalance).toEqual({ high: null, low: null, kva: null, limitKva: null, causes: [] });
      expect(place.lines[line]?.currentA).toBe(30.9);
    }
    const rooms = roomOf("TN1", [phases]);
    expect(roomGlance(rooms)).toMatchObject({ kind: "each", legs: [rotation], cars: 1 });
  });

  test("has both lines of its pair on IT, and no imbalance", () => {
    const world = site("IT1", "L2-L3");
    tell(world, { ...charges, allocatedTerminals: "1-3" });
    const { phases } = park(world);
    expect(phases).toMatchObject({ existing: [1, 2], imbalanceA: null });
    expect(phases.lines.map(({ currentA }) => currentA)).toEqual([0, 30.9, 30.9]);
    expect(roomOf("IT1", [phases]).map(({ leg }) => leg)).toEqual(["L2-L3"]);
  });

  test("has a line before it has a charger", () => {
    expect(park(site("TN1", "L1", [])).phases.existing).toEqual([0]);
    expect(park(site("IT1", "L1-L3", [])).phases.existing).toEqual([0, 2]);
    expect(park(site("TN3", "RST", [])).phases.existing).toEqual([0, 1, 2]);
  });

  test("tells of a charger that says it has three, since when, until it says otherwise", () => {
    const world = site("TN1", "L1");
    tell(world, { ...charges, rotation: "L1", networkType: "TN3" });
    world.tick(minute);
    expect(world.view(id).anomalies).toMatchObject([
      { kind: "networkDiffers", since: world.now - minute, grids: { told: "TN3", entered: "TN1" } },
    ]);
    expect(park(world)).toMatchObject({ trouble: 1, anomalies: [{ kind: "networkDiffers" }] });
    tell(world, { networkType: "TN1" });
    expect(kinds(world)).toEqual([]);
  });
});

test("a charger on one line of three may say that its grid has one phase", () => {
  const world = site("TN3", "L2");
  tell(world, { ...charges, rotation: "L2", networkType: "TN1" });
  expect([kinds(world), park(world).phases.existing]).toEqual([[], [0, 1, 2]]);
});
