import { describe, expect, test } from "vitest";
import type { KnownKey, ObservationValue } from "../../domain/charger/observation";
import { zaptec } from "../../protocol/zaptec/zaptec";
import { minute, observed, second, TestFleet, t0 } from "../test-fleet";
import { allocationFacts, allocationKey, installationIdOf, measuredMostA } from "./allocation-view";

const id = "ZAP000001";
const stray = "ZPR000042";

function live(more: ConstructorParameters<typeof TestFleet>[1] = {}): TestFleet {
  const world = new TestFleet([id], more);
  world.broker(true);
  world.connection(true);
  return world;
}

const factsOf = (world: TestFleet) => {
  const facts = allocationFacts(world.fleet, "park")?.chargers[0];
  if (facts === undefined) throw new Error("no facts");
  return facts;
};

describe("what the load management is told of a charger", () => {
  test("that has said nothing: what was entered, and that nothing is known, never 0", () => {
    const world = live();
    expect(factsOf(world)).toEqual({
      deviceId: id,
      entry: expect.objectContaining({ deviceId: id, maxCurrentA: 32, minCurrentA: 6 }),
      rotation: "RST",
      network: "TN3",
      presence: { word: "online", since: t0, heardAt: null, reason: "connected" },
      inDoubt: false,
      silentAfterMs: 20 * minute,
      mode: null,
      sessionId: null,
      finalStop: null,
      stateSince: 0,
      authenticationRequired: null,
      tag: null,
      allocatedA: null,
      allocatedTerminals: null,
      terminals: [null, null, null],
      maxCurrentA: null,
      minCurrentA: null,
      maxPhases: null,
      offlineTerminals: null,
      offlineCurrentA: null,
      standAlone: false,
    });
  });

  test("that has told all of itself: each value as told, with its instant where that counts", () => {
    const world = live();
    const at = t0 + second;
    world.now = at;
    const told = {
      mode: "charging",
      pausedByOrder: false,
      authenticationRequired: true,
      allocatedCurrentA: 16,
      allocatedTerminals: "1-N",
      current1A: 15.5,
      current2A: 0.1,
      current3A: 0.2,
      maxCurrentA: 25,
      minCurrentA: 8,
      maxPhases: 1,
      offlineTerminals: "2-N",
      offlineCurrentA: 10,
      standAlone: true,
      rotation: "STR",
    } satisfies Partial<Record<KnownKey, ObservationValue>>;
    const keys = Object.keys(told) as (keyof typeof told)[];
    for (const key of keys) world.say(key, told[key]);
    expect(factsOf(world)).toMatchObject({
      rotation: "STR",
      silentAfterMs: 6 * minute,
      mode: { value: "charging", at },
      finalStop: false,
      stateSince: at,
      authenticationRequired: true,
      allocatedA: { value: 16, at },
      allocatedTerminals: { value: "1-N", at },
      terminals: [15.5, 0.1, 0.2].map((value) => ({ value, at })),
      maxCurrentA: 25,
      minCurrentA: 8,
      maxPhases: 1,
      offlineTerminals: "2-N",
      offlineCurrentA: 10,
      standAlone: true,
    });
    world.says(id, [observed("standAlone", false, at + 1)]);
    expect(factsOf(world).standAlone).toBe(false);
  });

  test("that can be told nothing: it stands alone, whatever it says", () => {
    const world = live({ dialect: { ...zaptec, allocates: "nothing" } });
    world.say("standAlone", false);
    expect(factsOf(world).standAlone).toBe(true);
  });

  test.each([
    [["nfc-A"], true],
    [["nfc-B"], false],
  ])("with a tag, where the list is %s", (tags, accepted) => {
    const world = live({ authorisation: { kind: "tags", tags } });
    world.now += second;
    world.says(id, [
      observed("authenticationRequired", true, world.now),
      observed("sessionId", "s-1", world.now),
      observed("mode", "requesting", world.now),
      observed("tag", "nfc-A", world.now),
    ]);
    expect(factsOf(world).tag).toEqual({ tag: "nfc-A", at: world.now, accepted });
  });

  test("that is in an installation; of no other, and of none that is not there", () => {
    const world = live();
    world.pulse(stray);
    const facts = allocationFacts(world.fleet, "park");
    expect(facts).toMatchObject({
      installation: { id: "park" },
      availableA: [50, 63, 50],
      circuits: [{ id: "park-a" }],
    });
    expect(facts?.chargers.map(({ deviceId }) => deviceId)).toEqual([id]);
    expect(allocationFacts(world.fleet, "elsewhere")).toBeNull();
    expect([id, stray, "ZPR000099"].map((each) => installationIdOf(world.fleet, each))).toEqual(["park", null, null]);
  });
});

test("the largest measured current is that of the phase that carries most, and null where none is known", () => {
  const world = live();
  const most = () => measuredMostA(world.fleet, id);
  expect(most()).toBeNull();
  expect(measuredMostA(world.fleet, "ZPR000099")).toBeNull();
  world.say("current2A", 0);
  expect(most()).toBe(0);
  world.say("current1A", 6);
  expect(most()).toBe(6);
  world.say("current3A", 9);
  expect(most()).toBe(9);
  world.says(id, [observed("current3A", null, world.now + 1)]);
  expect(most()).toBe(6);
});

describe("a charger is looked at anew", () => {
  const keyOf = (world: TestFleet) => allocationKey(world.fleet, id);

  test.each<[KnownKey, ObservationValue]>([
    ["mode", "requesting"],
    ["pausedByOrder", true],
    ["authenticationRequired", true],
    ["tag", "nfc-A"],
    ["allocatedCurrentA", 16],
    ["allocatedTerminals", "1-N"],
    ["maxCurrentA", 16],
    ["minCurrentA", 6],
    ["maxPhases", 1],
    ["offlineTerminals", "1-N"],
    ["offlineCurrentA", 6],
    ["standAlone", true],
    ["rotation", "STR"],
  ])("when it tells %s, tells it again, or another", (key, value) => {
    const world = live();
    world.pulse();
    const keys = new Set([keyOf(world)]);
    for (const told of [value, value, null]) {
      world.now += second;
      world.say(key, told);
      keys.add(keyOf(world));
    }
    expect(keys.size).toBe(4);
  });

  test.each<[KnownKey, ObservationValue]>([
    ["powerW", 3_000],
    ["current1A", 16],
    ["voltage1V", 231],
    ["temperatureC", 20],
    ["sessionEnergyKwh", 3],
  ])("not when it tells %s", (key, value) => {
    const world = live();
    world.pulse();
    const before = keyOf(world);
    world.now += second;
    world.say(key, value);
    expect(keyOf(world)).toBe(before);
  });

  test("when it is lost, and when the dashboard is; one that is not there is nothing to look at", () => {
    const world = live();
    const keys = [keyOf(world)];
    world.connection(false);
    keys.push(keyOf(world));
    world.broker(false);
    keys.push(keyOf(world));
    expect(new Set(keys).size).toBe(3);
    expect(allocationKey(world.fleet, "ZPR000099")).toBeNull();
  });
});
