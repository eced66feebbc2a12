import { describe, expect, test } from "vitest";
import type { ChargerView } from "../contract/view";
import { minute, observed, second, TestFleet, t0 } from "./test-fleet";
import { restarted as restartedWith } from "./test-restart";
import { chargerView } from "./views/charger-view";

const id = "ZAP000001";
const authorisation = { kind: "tags", tags: ["nfc-A", "nfc-B"] } as const;

/** The same fleet after a restart: only what is stored is known. */
const restarted = (before: TestFleet) =>
  restartedWith(before, { authorisation: { ...authorisation, tags: [...authorisation.tags] } });

/** What a page shows, but for what is known only once the broker is back. */
function shown(world: TestFleet): Partial<ChargerView> {
  const { presence: _presence, old: _old, may: _may, carPhases: _phases, ...rest } = world.view();
  return rest;
}

type Step = [name: string, happens: (world: TestFleet) => void];

const say = (...values: Parameters<typeof observed>[]): ((world: TestFleet) => void) => {
  return (world) =>
    world.says(
      id,
      values.map(([key, value]) => observed(key, value, world.now)),
    );
};
const o = (key: Parameters<typeof observed>[0], value: Parameters<typeof observed>[1]) =>
  [key, value, 0] as Parameters<typeof observed>;

/** A session of one car after the other, with all that follows from the sequence of what is said. */
const life: Step[] = [
  ["a charger that asks for tags, no car", say(o("authenticationRequired", true), o("mode", "disconnected"))],
  ["a car plugs in", say(o("sessionId", "s1"), o("mode", "requesting"))],
  ["a tag is shown", say(o("tag", "nfc-A"))],
  ["it asks again", say(o("mode", "requesting"))],
  ["it charges", say(o("mode", "charging"), o("powerW", 11_000), o("pausedByOrder", false))],
  ["it has charged", say(o("sessionEnergyKwh", 0.1))],
  ["the session is told once more", say(o("sessionId", "s1"))],
  [
    "somebody stops it",
    (world) => {
      world.gives("stop", "c1");
      world.answers("c1", 200);
      world.now += second;
      say(o("pausedByOrder", true))(world);
      say(o("mode", "finished"), o("powerW", 0))(world);
    },
  ],
  ["the car leaves", say(o("mode", "disconnected"), o("completedSession", null))],
  ["the flag is told", say(o("pausedByOrder", false))],
  ["the next car has no tag", say(o("sessionId", "s2"), o("mode", "requesting"))],
  ["it is asked again", say(o("mode", "requesting"))],
  ["its tag", say(o("tag", "nfc-B"))],
  ["an old message comes late", (world) => world.says(id, [observed("powerW", 7, world.now - 8 * second)])],
  ["the clock is set back", (world) => world.says(id, [observed("mode", "disconnected", world.now - 500 * second)])],
];

function lived(until: number): TestFleet {
  const world = new TestFleet([id], { authorisation: { ...authorisation, tags: [...authorisation.tags] } });
  world.broker(true);
  world.connection(true);
  for (const [, happens] of life.slice(0, until)) {
    world.now += 10 * second;
    happens(world);
  }
  return world;
}

describe("Law 12: a restart changes nothing of what is told, at any step of a session's life", () => {
  for (const [index, [name]] of life.entries()) {
    test(name, () => {
      const before = lived(index + 1);
      expect(shown(restarted(before))).toEqual(shown(before));
    });

    test(`${name}, and all that comes after it`, () => {
      const before = lived(index + 1);
      const after = restarted(before);
      after.broker(true);
      before.broker(false);
      before.broker(true);
      for (const world of [before, after])
        for (const [, happens] of life.slice(index + 1)) {
          world.now += 10 * second;
          happens(world);
        }
      expect(shown(after)).toEqual(shown(before));
    });
  }
});

test("the next car without a tag is not granted with the tag of the one before", () => {
  const before = lived(11);
  const after = restarted(before);
  expect(after.view()).toMatchObject({
    state: { word: "waitingForAuthorisation" },
    session: { id: "s2", tag: null, energyKwh: null },
  });
});

test("what is restored is old until the charger says more, and no sum counts it", () => {
  const after = restarted(lived(6));
  after.broker(true);
  after.connection(true, { retained: true }, t0);
  expect(after.view()).toMatchObject({ presence: { word: "online" }, old: "restored", carPhases: null });
  after.now += second;
  after.pulse();
  expect(after.view()).toMatchObject({ presence: { word: "online" }, old: null });
});

test("a fault that a charger tells first after a restart is told", () => {
  const after = restarted(lived(6));
  after.broker(true);
  after.connection(true, { retained: true }, t0);
  after.tick(minute);
  after.says(id, [observed("voltage1V", 205, after.now)]);
  after.tick(second);
  expect(after.view().anomalies).toMatchObject([{ kind: "voltageLow", value: 205 }]);
});

test("a charger that had been silent is silent after a restart, however long it is connected", () => {
  const before = lived(6);
  before.tick(3_600 * second);
  expect(before.view().presence.word).toBe("silent");
  const after = restarted(before);
  after.broker(true);
  after.connection(true, { retained: true }, t0);
  expect(after.view().presence.word).toBe("silent");
  expect(chargerView(after.fleet, id, after.now)?.presence.heardAt).toBe(before.view().presence.heardAt);
});
