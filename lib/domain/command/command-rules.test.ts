import { describe, expect, test } from "vitest";
import type { StateWord } from "../charger/state";
import { commandKinds } from "./command";
import type { CommandRule } from "./command-rules";
import { availabilities, availability, type CommandSituation, isUnreachable, offer } from "./command-rules";

const online = { word: "online", reason: "connected", heardAt: 1 } as const;
const at = (state: StateWord): CommandSituation => ({ state, presence: online, connected: true });
const told = (situation: CommandSituation, kind: (typeof commandKinds)[number]) => {
  const answer = availability(kind, situation);
  return answer.possible ? "possible" : answer.rule;
};

describe("by state", () => {
  test.each<[StateWord, "possible" | CommandRule, "possible" | CommandRule]>([
    ["noCar", "startOnlyWhenPaused", "stopNoCar"],
    ["waitingForCurrent", "startOnlyWhenPaused", "possible"],
    ["waitingForAuthorisation", "startOnlyWhenPaused", "possible"],
    ["charging", "startOnlyWhenPaused", "possible"],
    ["finished", "startOnlyWhenPaused", "possible"],
    ["paused", "possible", "stopAlreadyPaused"],
    ["unknown", "stateUnknown", "stateUnknown"],
  ])("%s: start %s, stop %s, restart and upgrade possible", (state, start, stop) => {
    expect(commandKinds.map((kind) => told(at(state), kind))).toEqual([start, stop, "possible", "possible"]);
  });
});

test("a car that is done because it declined a start can be started once more", () => {
  expect(told({ ...at("finished"), declined: true }, "start")).toBe("possible");
  expect(told({ ...at("charging"), declined: true }, "start")).toBe("startOnlyWhenPaused");
});

describe("by reach", () => {
  test.each<[string, Partial<CommandSituation>, "possible" | CommandRule]>([
    ["connected", {}, "possible"],
    [
      "offline",
      { presence: { word: "offline", reason: "connectionLost", heardAt: 1 }, connected: false },
      "notConnected",
    ],
    ["connected but silent", { presence: { word: "silent", reason: "noPulse", heardAt: 1 } }, "possible"],
    [
      "silent where no connection is known",
      { presence: { word: "silent", reason: "noPulse", heardAt: 1 }, connected: null },
      "notConnected",
    ],
    [
      "never heard where no connection is known",
      { presence: { word: "unknown", reason: "neverHeard", heardAt: null }, connected: null },
      "notConnected",
    ],
    [
      "not heard yet since the dashboard began to look",
      { presence: { word: "unknown", reason: "neverHeard", heardAt: 1 }, connected: null },
      "possible",
    ],
    ["broker lost", { presence: { word: "unknown", reason: "brokerLost", heardAt: 1 } }, "brokerLost"],
  ])("%s: %s", (_, situation, expected) => {
    expect(told({ ...at("charging"), ...situation }, "restart")).toBe(expected);
  });

  test("such a refusal is told apart from one by state", () => {
    expect((["notConnected", "brokerLost", "storeUnavailable"] as const).every(isUnreachable)).toBe(true);
    expect((["stopNoCar", "startOnlyWhenPaused", "open", "role"] as const).some(isUnreachable)).toBe(false);
  });
});

test("offer: right, store, reach and state, open command; the first reason is told", () => {
  const may = availabilities(at("charging")).stop;
  const all = { may, permitted: true, storeUp: true, open: false } as const;
  expect(offer(all)).toEqual({ possible: true });
  expect(offer({ ...all, permitted: false })).toEqual({ possible: false, rule: "role" });
  expect(offer({ ...all, storeUp: false })).toEqual({ possible: false, rule: "storeUnavailable" });
  expect(offer({ ...all, open: true })).toEqual({ possible: false, rule: "open" });
  expect(offer({ ...all, open: true, may: availabilities(at("noCar")).stop })).toEqual({
    possible: false,
    rule: "stopNoCar",
  });
});
