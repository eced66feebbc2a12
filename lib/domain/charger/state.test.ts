import { describe, expect, test } from "vitest";
import type { StateWord } from "./state";
import { isPast, type StateInput, stateWord } from "./state";

const none: StateInput = { mode: null, pausedByOrder: null, authenticationRequired: null, tagAccepted: false };

describe("stateWord", () => {
  test.each<[StateWord, Partial<StateInput>]>([
    ["unknown", {}],
    ["unknown", { mode: "unknown" as const }],
    ["unknown", { mode: "unknown" as const }],
    ["unknown", { mode: "unknown" as const }],
    ["noCar", { mode: "disconnected" as const }],
    ["noCar", { mode: "disconnected" as const, pausedByOrder: true }],
    ["waitingForCurrent", { mode: "requesting" as const }],
    ["waitingForCurrent", { mode: "requesting" as const, authenticationRequired: false }],
    ["waitingForCurrent", { mode: "requesting" as const, authenticationRequired: true, tagAccepted: true }],
    ["waitingForAuthorisation", { mode: "requesting" as const, authenticationRequired: true }],
    ["charging", { mode: "charging" as const }],
    ["charging", { mode: "charging" as const, pausedByOrder: true }],
    ["paused", { mode: "finished" as const, pausedByOrder: true }],
    ["finished", { mode: "finished" as const, pausedByOrder: false }],
    ["unknown", { mode: "finished" as const }],
  ])("%s when %o", (word, input) => {
    expect(stateWord({ ...none, ...input })).toBe(word);
  });
});

test("a state is of the past unless its charger is online", () => {
  expect((["online", "silent", "offline", "unknown"] as const).map(isPast)).toEqual([false, true, true, true]);
});
