import { describe, expect, test } from "vitest";
import type { KnownKey, ObservationValue } from "../domain/charger/observation";
import { observed, second, TestFleet, t0 } from "./test-fleet";
import { restarted, storedDerived } from "./test-restart";

const id = "ZAP000001";
const authorisation = { kind: "tags" as const, tags: ["nfc-A"] };

type Happens = (world: TestFleet) => void;
type Said = Partial<Record<KnownKey, ObservationValue | null>>;

/** A message of this own time and arrival, both in s. */
const says =
  (ownS: number, arrivalS: number, said: Said, how: { dup?: boolean } = {}): Happens =>
  (world) => {
    world.now = t0 + arrivalS * second;
    const values = Object.entries(said) as [KnownKey, ObservationValue | null][];
    world.says(
      id,
      values.map(([key, value]) => observed(key, value, t0 + ownS * second)),
      how,
    );
  };

/** A message whose clock is right. */
const say = (atS: number, said: Said) => says(atS, atS, said);

const connects =
  (atS: number): Happens =>
  (world) => {
    world.now = t0 + atS * second;
    world.connection(false);
    world.connection(true);
  };

const gives =
  (kind: "start" | "stop" | "restart" | "upgradeFirmware", atS: number, status: number | null = 200): Happens =>
  (world) => {
    world.now = t0 + atS * second;
    world.gives(kind);
    if (status !== null) world.answers(kind, status);
  };

const answers =
  (kind: string, atS: number): Happens =>
  (world) => {
    world.now = t0 + atS * second;
    world.answers(kind, 200);
  };

const car = { authenticationRequired: true, sessionId: "s1", mode: "requesting" } as const;

/** What a charger has said until the restart, and what it says after it. */
const lives: [name: string, until: Happens[], then: Happens[]][] = [
  ["a clock that is right", [say(100, { mode: "charging", powerW: 7 })], [say(110, { powerW: 8 })]],
  [
    "a clock that is 600 s ahead",
    [says(700, 100, { mode: "charging" })],
    [says(710, 110, { mode: "finished" }), says(700, 120, { mode: "charging" })],
  ],
  [
    "a clock that was set back, and is believed with the next message",
    [says(300, 200, { mode: "charging" }), say(205, { mode: "finished" }), say(210, { mode: "finished" })],
    [say(216, { mode: "finished" })],
  ],
  [
    "a clock that may have been set back, but was not",
    [says(90, 92, { powerW: 1 }), says(100, 103, { powerW: 2 }), says(80, 105, { powerW: 3 })],
    [says(107, 108, { signalStrength: -60 })],
  ],
  [
    "a late start, whose clock shows with the next message",
    [say(100, { mode: "charging" }), connects(200), says(60, 210, { startedUp: 1, mode: "disconnected" })],
    [says(70, 220, { powerW: 3 })],
  ],
  [
    "a connection's first words, that a start takes along",
    [say(100, { mode: "charging" }), connects(200), say(205, { mode: "requesting" })],
    [says(204, 206, { startedUp: 1 })],
  ],
  [
    "a connection before which more had been said than a start tells",
    [say(100, { mode: "charging" }), connects(200)],
    [says(90, 201, { startedUp: 1, mode: "disconnected" }), says(95, 206, { powerW: 1 })],
  ],
  [
    "what was sent again after a reconnect, and may not be of now",
    [connects(499), says(10, 500, { powerW: 1 }), says(20, 500, { powerW: 2 })],
    [say(501, { powerW: 7 })],
  ],
  [
    "a first message that was late, or of a wrong clock",
    [says(100, 400, { mode: "charging", powerW: 3 })],
    [says(405, 406, { powerW: 4 })],
  ],
  [
    "a start whose clock is told by the next message",
    [say(50, { powerW: 1 }), says(100, 400, { startedUp: 1, mode: "charging" })],
    [says(110, 410, { powerW: 4 })],
  ],
  ["what was taken already", [say(100, { powerW: 1 })], [says(100, 140, { powerW: 1 })]],
  [
    "a start after which the clock shows less than before",
    [says(200, 100, { powerW: 1 }), says(130, 130, { startedUp: 1, mode: "requesting" })],
    [says(200, 131, { powerW: 1 }), says(140, 140, { startedUp: 1, mode: "disconnected" })],
  ],
  [
    "a car that came without a word of the leaving of the one before",
    [say(10, car), say(20, { tag: "nfc-A" }), say(60, { ...car, sessionId: "s2" })],
    [says(58, 61, { tag: "nfc-A" }), says(12, 62, { sessionId: "s1" })],
  ],
  [
    "a car that left, and the next whose tag is told before its session",
    [say(10, car), say(50, { mode: "disconnected" }), say(60, { ...car, sessionId: "s2" })],
    [says(58, 61, { tag: "nfc-A" })],
  ],
  [
    "a session that is told again, and later to have begun earlier",
    [say(10, car), say(20, { sessionId: "s1" })],
    [says(5, 22, { sessionId: "s1" }), say(30, { sessionId: "s2" }), says(19, 31, { tag: "nfc-A" })],
  ],
  [
    "who paused it",
    [say(10, { mode: "charging" }), gives("stop", 20), say(21, { pausedByOrder: true, mode: "finished" })],
    [say(50, { sessionEnergyKwh: 3 })],
  ],
  [
    "who paused it, until it goes on",
    [say(10, { mode: "charging" }), gives("stop", 20), say(21, { pausedByOrder: true, mode: "finished" })],
    [say(50, { pausedByOrder: false, mode: "charging" }), say(70, { pausedByOrder: true, mode: "finished" })],
  ],
  [
    "a stop whose pause has begun",
    [say(10, { mode: "charging", pausedByOrder: false }), gives("stop", 20), say(21, { pausedByOrder: true })],
    [say(25, { mode: "finished" })],
  ],
  [
    "a stop whose pause was seen before its answer",
    [
      say(10, { mode: "charging", pausedByOrder: false }),
      gives("stop", 20, null),
      say(21, { pausedByOrder: true, mode: "finished" }),
    ],
    [answers("stop", 24)],
  ],
  [
    "a start that waits for current",
    [
      say(10, { sessionId: "s1", mode: "finished", pausedByOrder: true }),
      gives("start", 20),
      say(21, { pausedByOrder: false, mode: "requesting" }),
    ],
    [say(40, { mode: "charging", powerW: 3 })],
  ],
  [
    "a start in a session",
    [say(10, { sessionId: "s1", mode: "finished", pausedByOrder: true }), gives("start", 20)],
    [
      says(19, 21, { sessionId: "s0" }),
      say(22, { sessionId: "s2", pausedByOrder: false, mode: "charging", powerW: 3 }),
    ],
  ],
  ["a restart, by the uptime before", [say(10, { uptime: 300 }), gives("restart", 20)], [say(40, { uptime: 5 })]],
  [
    "an upgrade, by the version before",
    [say(10, { computerVersion: "5.3", mode: "disconnected" }), gives("upgradeFirmware", 20)],
    [say(40, { computerVersion: "5.3" }), say(60, { computerVersion: "5.4" })],
  ],
  [
    "three phases that carried current",
    [say(10, { mode: "charging", current1A: 10, current2A: 10, current3A: 10 })],
    [say(20, { current2A: 0, current3A: 0 })],
  ],
  ["a car that left", [say(10, car), say(20, { mode: "disconnected" })], [says(18, 21, { tag: "nfc-A" })]],
];

function lived(until: readonly Happens[]): TestFleet {
  const world = new TestFleet([id], { authorisation });
  world.broker(true);
  world.connection(true);
  for (const happens of until) happens(world);
  return world;
}

/** All that is told and stored of a charger. */
function known(world: TestFleet) {
  const charger = world.fleet.chargers.get(id);
  const { presence, ...view } = world.view();
  return { view, presence: presence.word, stored: storedDerived(world), said: charger?.observations.values() };
}

describe("Law 12: what was derived of a charger's messages goes on after a restart as if there had been none", () => {
  test.each(lives)("%s", (_, until, then) => {
    const before = lived(until);
    const after = restarted(before, { authorisation });
    expect(storedDerived(after)).toEqual(storedDerived(before));
    before.broker(false);
    for (const world of [before, after]) {
      world.broker(true);
      for (const happens of then) {
        happens(world);
        world.tick();
      }
    }
    expect(known(after)).toEqual(known(before));
  });
});
