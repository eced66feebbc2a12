import { describe, expect, test } from "vitest";
import type { KnownKey, ObservationValue } from "../../domain/charger/observation";
import { observed, second, TestFleet, t0 } from "../test-fleet";

const id = "ZAP000001";

type Values = Partial<Record<KnownKey, ObservationValue | null>>;
/** When (s), and what was so then. */
type Said = (number | Values)[];

/** A charger whose messages come one second after the other, whenever what they tell was so (s). */
function heard(said: Said): TestFleet {
  const world = new TestFleet([id], { authorisation: { kind: "tags", tags: ["nfc-A"] } });
  world.broker(true);
  world.connection(true);
  let at = t0;
  for (const part of said) {
    if (typeof part === "number") {
      at = t0 + part * second;
      world.now = Math.max(world.now + second, at);
    } else {
      const all = Object.entries(part) as [KnownKey, ObservationValue | null][];
      world.says(
        id,
        all.map(([key, value]) => observed(key, value, at)),
      );
    }
  }
  return world;
}

const asks = { authenticationRequired: true, mode: "requesting" } as const;

test.each<[string, Said, string, number | null]>([
  ["nothing was said", [], "unknown", null],
  ["charging", [10, { mode: "charging" }], "charging", 10],
  ["charging, told again", [10, { mode: "charging" }, 20, { mode: "charging" }], "charging", 10],
  ["paused, all at once", [10, { mode: "finished", pausedByOrder: true }], "paused", 10],
  ["paused, the flag last", [10, { mode: "finished" }, 12, { pausedByOrder: true }], "paused", 12],
  ["paused, the flag first", [10, { pausedByOrder: true }, 12, { mode: "finished" }], "paused", 12],
  ["finished, the flag last", [10, { mode: "finished" }, 12, { pausedByOrder: false }], "finished", 12],
  ["finished, the flag first", [10, { pausedByOrder: false }, 12, { mode: "finished" }], "finished", 12],
  ["finished, and nobody knows whether paused", [10, { mode: "finished" }], "unknown", null],
  [
    "charging, though the flag is newer",
    [10, { pausedByOrder: true, mode: "charging" }, 12, { pausedByOrder: false }],
    "charging",
    10,
  ],
  ["waiting for current once its tag was shown", [10, asks, 15, { tag: "nfc-A" }], "waitingForCurrent", 15],
  ["waiting for current from when it asks, after its tag", [10, { tag: "nfc-A" }, 12, asks], "waitingForCurrent", 12],
  ["waiting for a tag, whatever other was shown", [10, asks, 15, { tag: "nfc-X" }], "waitingForAuthorisation", 10],
  ["waiting for a tag that was cleared", [10, asks, 15, { tag: null }], "waitingForAuthorisation", 10],
  ["waiting for a tag that is empty", [10, asks, 15, { tag: "" }], "waitingForAuthorisation", 10],
  ["no car, though a tag is shown", [10, { mode: "disconnected" }, 15, { tag: "nfc-A" }], "noCar", 10],
])("since when: %s", (_, said, word, sinceS) => {
  const since = sinceS === null ? null : t0 + sinceS * second;
  expect(heard(said).view().state).toMatchObject({ word, since });
});

test.each(["any", "tags"] as const)("an empty tag is none, also where the list lets in %s", (kind) => {
  const world = new TestFleet([id], { authorisation: kind === "any" ? { kind } : { kind, tags: [""] } });
  world.says(id, [observed("authenticationRequired", true, t0), observed("mode", "requesting", t0)]);
  world.says(id, [observed("tag", "", t0 + 1)]);
  expect(world.view().state.word).toBe("waitingForAuthorisation");
});

describe("a session", () => {
  test.each<[string, Said, object | null]>([
    ["begins when it is first told", [10, { sessionId: "s1" }], { id: "s1", startedAt: 10 }],
    [
      "told twice began when it was told first",
      [10, { sessionId: "s1" }, 20, { sessionId: "s1" }],
      { id: "s1", startedAt: 10 },
    ],
    [
      "told late to have begun earlier began then",
      [10, { sessionId: "s1" }, 8, { sessionId: "s1" }],
      { id: "s1", startedAt: 8 },
    ],
    [
      "that is older than the present one does not replace it",
      [10, { sessionId: "s2" }, 8, { sessionId: "s1" }],
      { id: "s2", startedAt: 10 },
    ],
    ["that is newer does", [10, { sessionId: "s1" }, 20, { sessionId: "s2" }], { id: "s2", startedAt: 20 }],
    ["ends when the car leaves", [10, { sessionId: "s1" }, 20, { mode: "disconnected" }], null],
    [
      "does not end by a leaving before it",
      [10, { sessionId: "s1" }, 9, { mode: "disconnected" }],
      { id: "s1", startedAt: 10 },
    ],
    [
      "stays ended, though an earlier leaving is told late",
      [10, { sessionId: "s1" }, 20, { mode: "disconnected" }, 18, { mode: "disconnected" }],
      null,
    ],
    ["that was cleared is none", [10, { sessionId: "s1" }, 12, { sessionId: null }], null],
    ["that is cleared after it was none is none", [12, { sessionId: null }], null],
  ])("%s", (_, said, session) => {
    const { session: shown } = heard(said).view();
    expect(shown === null ? null : { id: shown.id, startedAt: ((shown.startedAt ?? 0) - t0) / second }).toEqual(
      session,
    );
  });

  test.each<[string, Said, number | null]>([
    ["of its own", [11, { sessionEnergyKwh: 3 }], 3],
    ["of a moment before its start, where the car before was told to have left", [9.5, { sessionEnergyKwh: 3 }], 3],
    [
      "of a moment before its start, where another session was told until then",
      [6, { sessionId: "s0" }, 7, { sessionEnergyKwh: 3 }],
      null,
    ],
    [
      "of a moment before its start, where that other session ended before",
      [2, { sessionId: "s0" }, 9, { sessionEnergyKwh: 3 }],
      3,
    ],
  ])("has the energy %s", (_, said, energyKwh) => {
    const world = heard([3, { mode: "disconnected" }, 10, { sessionId: "s1", mode: "charging" }, ...said]);
    expect(world.view().session?.energyKwh?.value ?? null).toBe(energyKwh);
  });
});
