import { describe, expect, test } from "vitest";
import type { StateWord } from "./state";
import { isPast, type StateInput, stateWord } from "./state";

const none: StateInput = { mode: null, finalStopActive: null, authenticationRequired: null, tagAccepted: false };

describe("stateWord", () => {
  test.each<[StateWord, Partial<StateInput>]>([
    ["unknown", {}],
    ["unknown", { mode: 0 }],
    ["unknown", { mode: 4 }],
    ["unknown", { mode: 6 }],
    ["noCar", { mode: 1 }],
    ["noCar", { mode: 1, finalStopActive: true }],
    ["waitingForCurrent", { mode: 2 }],
    ["waitingForCurrent", { mode: 2, authenticationRequired: false }],
    ["waitingForCurrent", { mode: 2, authenticationRequired: true, tagAccepted: true }],
    ["waitingForAuthorisation", { mode: 2, authenticationRequired: true }],
    ["charging", { mode: 3 }],
    ["charging", { mode: 3, finalStopActive: true }],
    ["paused", { mode: 5, finalStopActive: true }],
    ["finished", { mode: 5, finalStopActive: false }],
    ["unknown", { mode: 5 }],
  ])("%s when %o", (word, input) => {
    expect(stateWord({ ...none, ...input })).toBe(word);
  });
});

test("a state is of the past unless its charger is online", () => {
  expect((["online", "silent", "offline", "unknown"] as const).map(isPast)).toEqual([false, true, true, true]);
});
