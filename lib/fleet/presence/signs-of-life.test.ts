import { describe, expect, test } from "vitest";
import { zaptec } from "../../protocol/zaptec/zaptec";
import { apply } from "../apply";
import { takeChange } from "../state/change";
import { createFleet } from "../state/fleet";
import { minute, observed, second, TestFleet, t0, topologyOf } from "../test-fleet";
import { chargerView } from "../views/charger-view";
import { installationView } from "../views/installation-view";

const id = "ZAP000001";
const silentMs = 1_200 * second;

function live(): TestFleet {
  const world = new TestFleet();
  world.broker(true);
  return world;
}

const presence = (world: TestFleet) => world.view().presence;
const restored = (world: TestFleet, heardAt: number) =>
  apply(
    world.fleet,
    { kind: "restored", deviceId: id, heardAt, derived: null, observations: [observed("mode", "charging", heardAt)] },
    world.now,
  );

describe("a connected charger, when the dashboard is back", () => {
  test.each<[string, number, Parameters<TestFleet["pulse"]>[1] | null, object]>([
    ["was heard lately", -minute, null, { word: "online", since: t0 - 60 * minute }],
    ["was heard just within its time", -silentMs + 1, null, { word: "online" }],
    ["was heard its time ago", -silentMs, null, { word: "silent", since: t0 }],
    ["was heard long ago", -30 * minute, null, { word: "silent", since: t0 - 30 * minute + silentMs }],
    ["spoke meanwhile, nobody knows when", -30 * minute, { backlog: true }, { word: "online" }],
  ])("%s", (_, heard, waited, told) => {
    const world = new TestFleet();
    restored(world, t0 + heard);
    world.says(id, [observed("mode", "finished", t0 + heard)], { retained: true });
    world.connection(true, { retained: true }, t0 - 60 * minute);
    if (waited !== null) world.pulse(id, waited);
    world.broker(true);
    expect(presence(world)).toMatchObject(told);
  });

  test("that connects now is online, however long it was not heard", () => {
    const world = live();
    restored(world, t0 - 60 * minute);
    world.connection(true);
    expect(presence(world)).toMatchObject({ word: "online", since: t0 });
  });
});

describe("what proves no life", () => {
  test("backlog that says when it came is heard then, and no sign of now", () => {
    const world = live();
    world.now += minute;
    world.pulse(id, { backlog: true, timed: true });
    expect(presence(world)).toMatchObject({ word: "unknown", heardAt: t0 + minute });
    world.now -= second;
    world.pulse(id, { backlog: true, timed: true });
    expect(presence(world).heardAt).toBe(t0 + minute);
  });

  test("what comes while the broker is lost: what is from before a restart stays old", () => {
    const world = new TestFleet();
    restored(world, t0 - minute);
    world.pulse(id, { backlog: false });
    expect(presence(world).word).toBe("unknown");
    world.connection(true, { retained: true });
    world.broker(true);
    expect(world.view()).toMatchObject({ presence: { word: "online" }, old: "restored" });
    expect(installationView(world.fleet, "park", world.now)?.states).toMatchObject({ charging: 0, unknown: 1 });
    world.pulse();
    expect(world.view().old).toBeNull();
    expect(installationView(world.fleet, "park", world.now)?.states).toMatchObject({ charging: 1, unknown: 0 });
  });
});

describe("silence", () => {
  test("of a car that only asks for current has the longer time", () => {
    const world = live();
    world.pulse();
    world.say("mode", "requesting");
    world.tick(silentMs - 1);
    expect(presence(world).word).toBe("online");
  });

  test("makes no charger silent that is offline, and none while the broker is lost or that is not entered any more", () => {
    const world = live();
    world.pulse();
    world.connection(false);
    world.tick(86_400 * second);
    expect(presence(world)).toMatchObject({ word: "offline", since: t0 });
    world.pulse();
    world.broker(false);
    takeChange(world.fleet);
    world.tick(86_400 * second);
    expect(takeChange(world.fleet).chargers.size).toBe(0);
    world.broker(true);
    world.pulse();
    apply(world.fleet, { kind: "topology", topology: topologyOf([]) }, world.now);
    takeChange(world.fleet);
    world.tick(86_400 * second);
    expect(takeChange(world.fleet).chargers.size).toBe(0);
  });
});

test("a broker that is told to be lost, or back, once more changes nothing", () => {
  const world = live();
  world.pulse();
  world.now += minute;
  world.broker(true);
  expect(presence(world)).toMatchObject({ word: "online", since: t0 });
  world.broker(false);
  world.now += minute;
  world.broker(false);
  expect(presence(world)).toMatchObject({ word: "unknown", since: t0 + minute });
});

test("since when nothing is known is not told where it is not known", () => {
  const fleet = createFleet({ dialectOf: () => zaptec });
  apply(fleet, { kind: "topology", topology: topologyOf([id]) }, t0);
  expect(chargerView(fleet, id, t0)?.presence).toEqual({
    word: "unknown",
    since: null,
    heardAt: null,
    reason: "brokerLost",
  });
});
