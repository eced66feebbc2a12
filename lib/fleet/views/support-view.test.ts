import { describe, expect, test } from "vitest";
import type { Undecodable } from "../../protocol/charger-report";
import { zaptec } from "../../protocol/zaptec/zaptec";
import { apply } from "../apply";
import { takeChange } from "../state/change";
import { createFleet } from "../state/fleet";
import { minute, observed, TestFleet, topologyOf } from "../test-fleet";
import { undecodableOf } from "../undecodable";
import { chargerIdsOf, installationIdOf, linksView, supportView } from "./support-view";

const fault = (deviceId: string | null, at: number): Undecodable => ({
  kind: "undecodable",
  deviceId,
  reason: "notJson",
  detail: "not JSON",
  sample: `{ at ${at}`,
  receivedAt: at,
});
const serial = (n: number) => `ZAP${String(n).padStart(6, "0")}`;

describe("supportView", () => {
  test("shows who speaks and hangs nowhere", () => {
    const world = new TestFleet();
    world.broker(true);
    takeChange(world.fleet);
    world.say("powerW", 1, "ZPR000042");
    expect(takeChange(world.fleet).support).toBe(true);
    const view = supportView(world.fleet, world.now);
    expect(view.unassigned.map((each) => [each.deviceId, each.presence.word])).toEqual([["ZPR000042", "online"]]);
  });

  test("counts what cannot be read by charger and reason, and keeps the last ones", () => {
    const world = new TestFleet();
    for (let i = 0; i < 60; i += 1) world.arrive(fault("ZAP000001", i));
    world.arrive(fault(null, 99));
    const view = supportView(world.fleet, world.now);
    expect(view.undecodable).toEqual([
      { deviceId: null, reason: "notJson", count: 1, lastAt: 99 },
      { deviceId: "ZAP000001", reason: "notJson", count: 60, lastAt: 59 },
    ]);
    expect(view.latest).toHaveLength(50);
    expect(view.latest[0]).toMatchObject({ deviceId: null, sample: "{ at 99" });
    expect(undecodableOf(world.fleet, "ZAP000001").map((kept) => kept.receivedAt)).toEqual([
      59, 58, 57, 56, 55, 54, 53, 52, 51, 50,
    ]);
    expect(world.view().undecodable).toBe(60);
  });

  test("faults of a collection count, and its other members too", () => {
    const world = new TestFleet();
    const observations = [observed("powerW", 5, world.now)];
    const faults = [fault("ZAP000001", 1), fault("ZAP000001", 2)];
    world.arrive({
      kind: "observations",
      deviceId: "ZAP000001",
      clock: "charger",
      asksReply: false,
      observations,
      faults,
    });
    expect(world.view()).toMatchObject({ powerW: { value: 5 }, undecodable: 2 });
  });

  test("a flood of invented ids is bounded", () => {
    const world = new TestFleet();
    world.broker(true);
    for (let i = 2; i < 5_000; i += 1) {
      world.pulse(serial(i));
      world.arrive(fault(serial(i), i));
    }
    expect(world.fleet.chargers.size).toBe(1_001);
    expect(world.fleet.undecodableCounts.size).toBeLessThanOrEqual(2_001);
    expect(world.fleet.undecodableOf.size).toBeLessThanOrEqual(500);
    expect(supportView(world.fleet, world.now).unassigned).toHaveLength(200);
  });

  test("those that have long been quiet make room", () => {
    const world = new TestFleet();
    world.broker(true);
    for (let i = 2; i < 1_002; i += 1) world.pulse(serial(i));
    world.now += 11 * minute;
    world.pulse("ZPR000042");
    expect(world.view("ZPR000042").presence.word).toBe("online");
    expect(world.fleet.chargers.size).toBe(1_001);
  });
});

describe("how the journals stand", () => {
  const figures = { bytes: 1_500_000, oldestAt: 5, dropped: 0, refused: 2, refusing: true };

  test("is unknown until it is told, and never 0", () => {
    const world = new TestFleet();
    expect(supportView(world.fleet, world.now).journals).toEqual([{ of: "dashboard", figures: null, at: null }]);
  });

  test("is shown as told last, and to nobody but support", () => {
    const { fleet } = new TestFleet();
    takeChange(fleet);
    apply(fleet, { kind: "journal", figures }, 7);
    expect(takeChange(fleet)).toMatchObject({ support: true, links: false, chargers: new Set() });
    expect(supportView(fleet, 8).journals).toEqual([{ of: "dashboard", figures, at: 7 }]);
  });

  test("of the gateway is there only where it is the product's own, and is no charger's word", () => {
    const fleet = createFleet({ dialectOf: () => zaptec, journals: ["dashboard", "gateway"] });
    expect(supportView(fleet, 0).journals[1]).toEqual({ of: "gateway", figures: null, at: null });
    takeChange(fleet);
    const how = { backlog: false, timed: true, retained: false, dup: false };
    apply(fleet, { kind: "arrival", arrival: { message: { kind: "gateway", figures }, receivedAt: 9, ...how } }, 9);
    expect(takeChange(fleet).support).toBe(true);
    expect(supportView(fleet, 9).journals[1]).toEqual({ of: "gateway", figures, at: 9 });
    expect(linksView(fleet).lastMessageAt).toBeNull();
  });
});

test("messages that were merged count as many as they are", () => {
  const world = new TestFleet();
  world.arrive({ ...fault("ZAP000001", 1), reason: "tooManyMessages", messages: 412 });
  expect(supportView(world.fleet, world.now).undecodable).toMatchObject([{ reason: "tooManyMessages", count: 412 }]);
  expect(world.view().undecodable).toBe(412);
});

test("linksView tells each link's own since", () => {
  const world = new TestFleet();
  world.now += minute;
  world.broker(true);
  world.now += minute;
  world.broker(false);
  world.now += minute;
  world.broker(false);
  const { broker, lastMessageAt } = linksView(world.fleet);
  expect(broker).toEqual({ up: false, since: world.now - minute, reason: "connectionLost" });
  expect(lastMessageAt).toBeNull();
  takeChange(world.fleet);
  world.broker(false);
  expect(takeChange(world.fleet).links).toBe(false);
});

test("linksView tells of the store, and when anything was heard last", () => {
  const world = new TestFleet();
  world.broker(true);
  world.now += minute;
  world.pulse();
  apply(world.fleet, { kind: "store", up: false, reason: "refused" }, world.now);
  expect(linksView(world.fleet)).toMatchObject({
    store: { up: false, since: world.now, reason: "refused" },
    lastMessageAt: world.now,
  });
});

test("what is refused of many chargers is told of the newest, and of no more than 500", () => {
  const world = new TestFleet();
  for (let n = 1; n <= 600; n += 1) world.arrive(fault(serial(n), n));
  const { undecodable } = supportView(world.fleet, world.now);
  expect(undecodable).toHaveLength(500);
  expect(undecodable[0]).toMatchObject({ deviceId: serial(600), lastAt: 600 });
  expect(undecodable.at(-1)).toMatchObject({ lastAt: 101 });
});

test("a charger hangs in its installation, nowhere yet, or is not known; and an installation has its chargers", () => {
  const world = new TestFleet(["ZAP000001"]);
  world.broker(true);
  world.pulse("ZPR000042");
  const topology = topologyOf(["ZAP000001", "ZAP000002"]);
  const [one, two] = topology.chargers;
  if (!one || !two) throw new Error("no chargers");
  const chargers = [one, { ...two, circuitId: null }];
  apply(world.fleet, { kind: "topology", topology: { ...topology, chargers } }, world.now);
  const places = ["ZAP000001", "ZAP000002", "ZPR000042", "ZAP000009"].map((id) => installationIdOf(world.fleet, id));
  expect(places).toEqual(["park", null, null, undefined]);
  expect(chargerIdsOf(world.fleet, "park")).toEqual(["ZAP000001"]);
  expect(chargerIdsOf(world.fleet, "elsewhere")).toEqual([]);
  const adrift = supportView(world.fleet, world.now).unassigned;
  expect(adrift.map(({ deviceId, name, circuitId }) => [deviceId, name, circuitId])).toEqual([
    ["ZPR000042", "ZPR000042", null],
    ["ZAP000002", "P2", null],
  ]);
});
