import { describe, expect, test } from "vitest";
import { apply } from "../apply";
import { minute, observed, TestFleet, topologyOf } from "../test-fleet";
import { installationView } from "./installation-view";

const id = "ZAP000001";
const first = { deviceId: id, name: "P1" };
const verdict = ({ fleet, now }: TestFleet) => installationView(fleet, "park", now)?.verdict;

function connected(): TestFleet {
  const world = new TestFleet([id], { authorisation: { kind: "tags", tags: ["nfc-GOOD"] } });
  world.broker(true);
  world.connection(true);
  return world;
}

/** A car that waits for a card; `tag` null: none was shown. */
function waiting(tag: string | null): TestFleet {
  const world = connected();
  world.says(id, [
    observed("authenticationRequired", true, world.now),
    observed("sessionId", "22222222-2222-4222-8222-000000000001", world.now),
    observed("mode", "requesting", world.now),
    ...(tag === null ? [] : [observed("tag", tag, world.now)]),
  ]);
  return world;
}

describe("the verdict tells", () => {
  test("a card that was not accepted apart from one that was not shown yet", () => {
    expect(verdict(waiting(null))).toEqual([{ kind: "tagAwaited", chargers: 1, first }]);
    expect(verdict(waiting("nfc-OTHER"))).toEqual([{ kind: "tagRefused", chargers: 1, first }]);
  });

  test("a car that waits for a card by that alone, whatever binds its charger", () => {
    const world = waiting(null);
    const limit = { of: "installation", name: "Car park", line: "L1" } as const;
    const grant = { currentA: 0, terminals: null, lines: [], limit, queue: null, takes: null };
    apply(world.fleet, { kind: "grants", grants: new Map([[id, grant]]) }, world.now);
    expect(verdict(world)).toEqual([{ kind: "tagAwaited", chargers: 1, first }]);
  });

  test("a meter that is lost", () => {
    const world = connected();
    world.say("mode", "disconnected");
    expect(verdict(world)).toEqual([]);
    const topology = topologyOf([id]);
    const meter = { topic: "house", measures: "building" as const, safeA: [12, 12, 12] as const };
    const installations = topology.installations.map((one) => ({ ...one, meter }));
    apply(world.fleet, { kind: "topology", topology: { ...topology, installations } }, world.now);
    world.tick(minute);
    expect(verdict(world)).toContainEqual({ kind: "meterLost" });
  });

  test("nothing of an installation without chargers, also while nothing can be heard", () => {
    const world = new TestFleet([]);
    expect(verdict(world)).toEqual([]);
    world.broker(true);
    world.broker(false);
    expect(verdict(world)).toEqual([]);
  });
});
