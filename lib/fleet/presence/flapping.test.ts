import { describe, expect, test } from "vitest";
import { apply } from "../apply";
import { takeChange } from "../state/change";
import { minute, second, TestFleet, t0, topologyOf } from "../test-fleet";
import { addressesView } from "../views/detail-view";
import { installationView } from "../views/installation-view";

const id = "ZAP000001";
const [here, there] = ["192.0.2.7", "192.0.2.9"];

function live(): TestFleet {
  const world = new TestFleet();
  world.broker(true);
  return world;
}

/** The connection is lost and begins anew, or is taken over by one from elsewhere. */
function begins(world: TestFleet, address: string | null, tookOver: string | null, times = 1): void {
  world.connection(false);
  const begun = address === null ? undefined : { address, tookOver, times };
  world.arrive({ kind: "connection", deviceId: id, connected: true, at: world.now, ...(begun && { begun }) });
}

function fights(world: TestFleet, n: number, everyMs: number): void {
  for (let i = 0; i < n; i += 1) {
    world.now += everyMs;
    begins(world, i % 2 ? here : there, i % 2 ? there : here);
  }
}

const flapping = (world: TestFleet) => world.view().flapping;
const trouble = (world: TestFleet) => installationView(world.fleet, "park", world.now)?.trouble;

describe("two devices with one id", () => {
  test("are told on the charger, with both addresses beside, and it stays online or not as it is", () => {
    const world = live();
    fights(world, 6, 400);
    expect(flapping(world)).toEqual({ since: t0 + 400, times: 6, takenOver: true });
    expect(addressesView(world.fleet, id)).toEqual([here, there]);
    expect(world.view().presence.word).toBe("online");
    expect(trouble(world)).toBe(1);
    expect(JSON.stringify(world.view())).not.toContain(here);
  });

  test("are told no more once it has been calm for 15 minutes, and that is told", () => {
    const world = live();
    fights(world, 6, 400);
    takeChange(world.fleet);
    world.pulse();
    world.tick(15 * minute - 1);
    expect(flapping(world)?.times).toBe(6);
    world.pulse();
    takeChange(world.fleet);
    world.tick(1);
    expect([...takeChange(world.fleet).chargers]).toEqual([id]);
    expect(flapping(world)).toBeNull();
    expect(addressesView(world.fleet, id)).toBeNull();
    expect(trouble(world)).toBe(0);
    expect(world.fleet.restless.size).toBe(0);
  });

  test("told as one message count as often as they came", () => {
    const world = live();
    begins(world, here, there, 40);
    expect(flapping(world)).toMatchObject({ times: 40, takenOver: true });
  });
});

test("a broker that tells no addresses: a connection that breaks again and again is told all the same", () => {
  const world = live();
  for (let i = 0; i < 6; i += 1) {
    world.now += minute;
    begins(world, null, null);
  }
  expect(flapping(world)).toMatchObject({ times: 6, takenOver: false });
  expect(addressesView(world.fleet, id)).toEqual([]);
});

test("the same word once more, as the broker keeps it, is no new connection", () => {
  const world = live();
  begins(world, here, null);
  const at = world.now;
  for (let i = 0; i < 20; i += 1) {
    world.now += second;
    world.broker(false);
    world.arrive({ kind: "connection", deviceId: id, connected: true, at }, { retained: true });
    world.broker(true);
  }
  expect(flapping(world)).toBeNull();
});

test("one that is taken out of the topology is forgotten", () => {
  const world = live();
  fights(world, 6, 400);
  apply(world.fleet, { kind: "topology", topology: topologyOf([]) }, world.now);
  expect(world.fleet.restless.size).toBe(0);
});
