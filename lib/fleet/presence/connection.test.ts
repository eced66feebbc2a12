import { describe, expect, test } from "vitest";
import { takeChange } from "../state/change";
import { derivedSchema } from "../state/derived";
import { minute, second, TestFleet, t0 } from "../test-fleet";
import { restarted, storedDerived } from "../test-restart";

const id = "ZAP000001";
const silentMs = 1_200 * second;

function live(): TestFleet {
  const world = new TestFleet();
  world.broker(true);
  return world;
}

const presence = (world: TestFleet) => world.view().presence;

describe("what was told in an earlier connection to the broker", () => {
  test("keeps no charger offline that is heard now", () => {
    const world = live();
    world.connection(false);
    world.broker(false);
    world.now += second;
    world.broker(true);
    world.now += second;
    world.pulse();
    expect(presence(world)).toEqual({ word: "online", since: world.now, heardAt: world.now, reason: "heard" });
  });

  test("makes no charger connected, and gives way to an older word that is retained now", () => {
    const world = live();
    world.now += minute;
    world.connection(true);
    world.broker(false);
    world.broker(true);
    expect(world.view().may.restart.possible).toBe(false);
    world.connection(false, { retained: true }, t0);
    expect(presence(world)).toMatchObject({ word: "offline", since: t0 });
  });
});

describe("a charger that is enrolled and has never been connected", () => {
  const never = { word: "unknown", heardAt: null, reason: "neverHeard" };

  test("was never heard, and has not lost a connection, as soon as the gateway tells of it and at any time after", () => {
    const world = live();
    world.connection(false);
    expect(presence(world)).toMatchObject(never);
    world.tick(86_400 * second);
    world.connection(false, { retained: true });
    expect(presence(world)).toMatchObject(never);
    world.broker(false);
    world.connection(false, { retained: true, backlog: true }, world.now);
    world.broker(true);
    expect(presence(world)).toMatchObject(never);
    expect(world.view().may.restart.possible).toBe(false);
  });

  test("still was never heard after a restart of the dashboard", () => {
    const before = live();
    before.connection(false);
    const world = restarted(before);
    world.broker(true);
    world.connection(false, { retained: true });
    expect(presence(world)).toMatchObject(never);
  });

  test.each<[string, (world: TestFleet) => void]>([
    ["was connected, though it said nothing", (world) => world.connection(true)],
    ["was heard", (world) => world.pulse()],
  ])("is offline once it %s, also after a restart", (_, happens) => {
    const before = live();
    before.connection(false);
    before.now += minute;
    happens(before);
    before.now += minute;
    before.connection(false);
    const lost = { word: "offline", since: before.now, reason: "connectionLost" };
    expect(presence(before)).toMatchObject(lost);
    const world = restarted(before);
    world.broker(true);
    world.connection(false, { retained: true });
    expect(presence(world)).toMatchObject(lost);
  });

  test("stored by an earlier version as connected is offline once that is gone", () => {
    const before = live();
    before.connection(true);
    const { wasConnected: _, ...stored } = storedDerived(before);
    const world = restarted(before, { derived: derivedSchema.parse(stored) });
    world.broker(true);
    world.connection(false, { retained: true });
    expect(presence(world).word).toBe("offline");
  });
});

describe("the connection topic", () => {
  test("is believed when it speaks now, though it tells an earlier instant; retained, only a newer one", () => {
    const world = live();
    world.connection(true);
    world.now += minute;
    world.connection(false, {}, t0 - minute);
    expect(presence(world)).toMatchObject({ word: "offline", since: t0 - minute });
    world.connection(true, { retained: true }, t0);
    expect(presence(world)).toMatchObject({ word: "online", since: t0 });
    world.connection(false, { retained: true }, t0);
    expect(presence(world).word).toBe("offline");
    world.connection(true, { retained: true }, t0 - 1);
    expect(presence(world).word).toBe("offline");
  });

  test("that repeats itself leaves the instant since when it is so, and is stored no more", () => {
    const world = live();
    world.connection(true);
    world.connection(false);
    expect([...takeChange(world.fleet).derived]).toEqual([id]);
    world.connection(false);
    expect(takeChange(world.fleet).derived.size).toBe(0);
    world.now += minute;
    world.connection(false);
    expect([...takeChange(world.fleet).derived]).toEqual([id]);
    expect(presence(world)).toMatchObject({ word: "offline", since: t0 });
  });

  test.each([
    [5 * second, "offline"],
    [5 * second + 1, "online"],
  ])("told that it is lost: a pulse %s ms later leaves it %s", (ms, word) => {
    const world = live();
    world.connection(true);
    world.connection(false);
    world.now += ms;
    world.pulse();
    expect(presence(world).word).toBe(word);
  });

  test("still says that it is connected when it is heard after a silence, and after the next", () => {
    const world = live();
    world.connection(true);
    for (let i = 0; i < 2; i += 1) {
      world.tick(silentMs);
      expect(presence(world).word).toBe("silent");
      expect(world.view().may.restart.possible).toBe(true);
      world.pulse();
      expect(presence(world)).toMatchObject({ word: "online", reason: "connected" });
    }
  });

  test("that speaks often leaves one turn in the queue", () => {
    const world = live();
    for (let i = 0; i < 100; i += 1) {
      world.now += i % 2;
      world.connection(true);
    }
    expect(world.fleet.silences.size).toBe(1);
  });
});
