import { describe, expect, it } from "vitest";
import type { Triple } from "../../domain/topology";
import type { AllocationFacts } from "../../fleet/views/allocation-view";
import { type Memory, newMemory, remember, type TagAnswer } from "./charger-memory";
import { askedAgain } from "./tag-answers";

const at = 1_000_000;

function facts(more: Partial<AllocationFacts> = {}): AllocationFacts {
  return {
    deviceId: "ZPR100001",
    entry: {
      deviceId: "ZPR100001",
      installationId: "park",
      circuitId: "c",
      name: "A",
      rotation: "RST",
      maxCurrentA: 32,
      minCurrentA: 6,
      priority: 2,
    } as unknown as AllocationFacts["entry"],
    rotation: "RST",
    network: "TN3",
    presence: { word: "online", heardAt: at } as AllocationFacts["presence"],
    inDoubt: false,
    silentAfterMs: 2 * 180_000,
    mode: { value: "charging", at },
    finalStop: false,
    stateSince: at,
    authenticationRequired: false,
    tag: null,
    allocatedA: { value: 16, at },
    allocatedTerminals: { value: "1-2-3-N", at },
    terminals: [null, null, null],
    maxCurrentA: 32,
    minCurrentA: 6,
    maxPhases: 3,
    offlineTerminals: "1-2-3-N",
    offlineCurrentA: 0,
    standAlone: false,
    ...more,
  };
}

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
