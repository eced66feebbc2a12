import { describe, expect, it } from "vitest";
import type { Triple } from "../../domain/topology";
import type { AllocationFacts } from "../../fleet/views/allocation-view";
import { allocationOf, lookAgainAt, type Memory, newMemory, remember, type TagAnswer } from "./charger-memory";
import { askedAgain } from "./tag-answers";
import { at, facts } from "./test-facts";

function learned(memory: Memory, more: Partial<AllocationFacts>, ms: number): Memory {
  remember(memory, facts(more), at + ms);
  return memory;
}

describe("the phases that a car is seen to use", () => {
  const seen = (amps: Triple<number>, ms = 30_000, before: Memory = newMemory()) => {
    const terminals = amps.map((value) => ({ value, at: at + 1 })) as unknown as AllocationFacts["terminals"];
    return learned(before, { terminals }, ms).carPhases;
  };

  it("are one or two where it charges on those, and three unless that is certain", () => {
    expect(seen([16, 0, 0])).toBe(1);
    expect(seen([16, 16, 0])).toBe(2);
    expect(seen([16, 16, 16])).toBeNull();
  });

  it("are known of a car that charges with the least current, not of one that has not begun in earnest", () => {
    expect(seen([5.5, 0, 0])).toBe(1);
    expect(seen([2, 0, 0])).toBeNull();
    expect(seen([6, 2, 0])).toBeNull();
  });

  it("do not count what a meter shows of an unused phase, but 1 A of one in use", () => {
    expect(seen([16, 0.3, 0.3])).toBe(1);
    expect(seen([16, 16, 0.3])).toBe(2);
    expect(seen([16, 1, 1])).toBeNull();
  });

  it("are not judged while the phases may still rise one after the other", () => {
    expect(seen([16, 0, 0], 10_000)).toBeNull();
    expect(seen([16, 0, 0], 25_000)).toBe(1);
  });

  it("are more again as soon as it draws on more", () => {
    const memory = newMemory();
    expect(seen([16, 0, 0], 30_000, memory)).toBe(1);
    expect(seen([16, 16, 0], 31_000, memory)).toBe(2);
    expect(seen([16, 16, 16], 32_000, memory)).toBeNull();
  });
});

it("holds a car that was done back no longer once somebody has paused it, to start it again", () => {
  const done = { mode: { value: "finished", at } } as const;
  const held = newMemory();
  held.setpoints = { ...held.setpoints, holdUntil: at + 900_000 };
  expect(learned(held, done, 0).setpoints.holdUntil).toBe(at + 900_000);
  expect(learned(held, { mode: { value: "charging", at }, finalStop: true }, 0).setpoints.holdUntil).toBe(at + 900_000);
  expect(learned(held, { ...done, finalStop: true }, 0).setpoints.holdUntil).toBe(0);
});

it("remembers nothing of a car for the next one, also where nobody told that it left", () => {
  const terminals = [16, 0, 0].map((value) => ({ value, at: at + 1 })) as unknown as AllocationFacts["terminals"];
  const memory = learned(newMemory(), { terminals, sessionId: "s-1" }, 30_000);
  memory.session = { ...memory.session, begun: true };
  const after = (sessionId: string | null) => {
    const { carPhases, session } = learned(memory, { terminals: [null, null, null], sessionId }, 31_000);
    return [carPhases, session.begun];
  };
  expect(after(null)).toEqual([1, true]);
  expect(after("s-1")).toEqual([1, true]);
  expect(after("s-2")).toEqual([null, false]);
});

describe("the phases that a car is seen to use, otherwise", () => {
  const one = [16, 0, 0].map((value) => ({ value, at: at + 1 })) as unknown as AllocationFacts["terminals"];
  const with1 = (more: Partial<AllocationFacts>, ms = 30_000) =>
    learned(newMemory(), { terminals: one, ...more }, ms).carPhases;

  it.each<[string, Partial<AllocationFacts>]>([
    ["while it does not charge", { mode: { value: "requesting", at } }],
    ["while nothing is known of what it does", { mode: null }],
    ["while its charger is not heard", { presence: { word: "silent", heardAt: at } as AllocationFacts["presence"] }],
    ["where it was given one phase alone", { allocatedTerminals: { value: "1-N", at } }],
    ["where it is not known what it was given", { allocatedTerminals: null }],
    ["where a current is not known", { terminals: [one[0], null, one[2]] }],
    ["where its currents are of before it charged", { mode: { value: "charging", at: at + 5 } }],
    ["where its currents are of before it was given all", { allocatedTerminals: { value: "1-2-3-N", at: at + 5 } }],
  ])("are not judged %s", (_, more) => expect(with1(more)).toBeNull());

  it("are judged by how long it has had them all", () => {
    const since = { allocatedTerminals: { value: "1-2-3-N", at: at + 1 } } as const;
    expect(with1(since)).toBe(1);
    const later = learned(newMemory(), { allocatedTerminals: { value: "1-N", at } }, 0);
    learned(later, { terminals: one, ...since, allocatedTerminals: { value: "1-2-3-N", at: at + 1 } }, 15_000);
    expect(later.carPhases).toBeNull();
  });

  it("are forgotten with the car", () => {
    const memory = learned(newMemory(), { terminals: one }, 30_000);
    expect(memory.carPhases).toBe(1);
    expect(learned(memory, { mode: { value: "disconnected", at: at + 31_000 } }, 31_000).carPhases).toBeNull();
  });
});

describe("what is remembered of a charger", () => {
  it("is since when its mode and its terminals are what they are, and the allocation that was found", () => {
    const memory = learned(newMemory(), {}, 0);
    expect(memory).toMatchObject({ mode: "charging", modeSince: at, allocatedOn: "1-2-3-N", foundAt: at });
    learned(
      memory,
      {
        mode: { value: "charging", at: at + 9 },
        allocatedTerminals: { value: "1-2-3-N", at: at + 9 },
        allocatedA: { value: 10, at: at + 9 },
      },
      10,
    );
    expect(memory).toMatchObject({ modeSince: at, allocatedOnSince: at, foundAt: at });
    learned(
      memory,
      { mode: { value: "finished", at: at + 19 }, allocatedTerminals: { value: "1-N", at: at + 19 } },
      20,
    );
    expect(memory).toMatchObject({
      mode: "finished",
      modeSince: at + 19,
      allocatedOn: "1-N",
      allocatedOnSince: at + 19,
    });
    const nothing = learned(newMemory(), { mode: null, allocatedTerminals: null, allocatedA: null }, 0);
    expect(nothing).toMatchObject({ mode: null, allocatedOn: null, foundAt: 0 });
  });

  it("is its allocation as it told it; terminals that nobody knows are not known", () => {
    expect(allocationOf(facts())).toEqual({ currentA: 16, terminals: "1-2-3-N" });
    expect(allocationOf(facts({ allocatedTerminals: { value: "unknown", at } }))?.terminals).toBeNull();
    expect(allocationOf(facts({ allocatedTerminals: null }))).toEqual({ currentA: 16, terminals: null });
    expect(allocationOf(facts({ allocatedA: null }))).toBeNull();
  });

  it("is looked at again while it charges, when a tag is to be answered again, and after it came back", () => {
    const memory = learned(newMemory(), {}, 0);
    expect(lookAgainAt(memory, at)).toBeGreaterThan(at);
    expect(lookAgainAt(memory, at)).toBeLessThan(at + 60_000);
    const asks = learned(newMemory(), { mode: { value: "requesting", at } }, 0);
    expect(lookAgainAt(asks, at)).toBe(Number.POSITIVE_INFINITY);
    const answer = { tag: "nfc", accepted: true, askedAt: at, rid: "a", sentAt: at, attempts: 1, acknowledged: false };
    asks.tagAnswer = answer;
    expect(lookAgainAt(asks, at)).toBe(at + 15_000);
    asks.tagAnswer = { ...answer, attempts: 2 };
    expect(lookAgainAt(asks, at)).toBe(at + 30_000);
    asks.tagAnswer = { ...answer, acknowledged: true };
    expect(lookAgainAt(asks, at)).toBe(Number.POSITIVE_INFINITY);
    const away = learned(newMemory(), { presence: { word: "offline", heardAt: at } as AllocationFacts["presence"] }, 0);
    expect(lookAgainAt({ ...away, mode: null }, at + 3_600_000)).toBe(Number.POSITIVE_INFINITY);
    learned(away, {}, 3_600_000);
    expect(lookAgainAt(away, at + 3_600_000)).toBe(at + 3_600_000 + 15_000);
  });
});

describe("a charger that was away", () => {
  const away = { presence: { word: "offline", heardAt: at } as unknown as AllocationFacts["presence"] };
  const long = 3_600_000;

  it("for long is waited for until it tells its state, a few seconds, and then believed", () => {
    const memory = learned(newMemory(), away, 0);
    learned(memory, {}, long);
    expect(learned(memory, {}, long + 10_000).awaySince).not.toBeNull();
    expect(learned(memory, {}, long + 20_000).awaySince).toBeNull();
  });

  it("is back at once with its state, or where it was away for less than it may be silent", () => {
    const memory = learned(newMemory(), away, 0);
    expect(learned(memory, { mode: { value: "charging", at: at + long } }, long).awaySince).toBeNull();
    const shortly = learned(newMemory(), away, 0);
    expect(learned(shortly, {}, 60_000).awaySince).toBeNull();
  });
});

it("answers a tag again that is shown again minutes later, and not one that the answer itself made the charger repeat", () => {
  const tagAnswer: TagAnswer = {
    tag: "nfc",
    accepted: true,
    askedAt: at,
    rid: "a",
    sentAt: at,
    attempts: 1,
    acknowledged: true,
  };
  const memory = { ...newMemory(), tagAnswer };
  askedAgain(memory, at + 40_000);
  expect(memory.tagAnswer).toBe(tagAnswer);
  askedAgain(memory, at + 120_000);
  expect(memory.tagAnswer).toBeNull();
});
