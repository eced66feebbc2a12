import { describe, expect, it, test } from "vitest";
import type { AllocationFacts } from "../../fleet/views/allocation-view";
import { type Memory, newMemory, remember } from "./charger-memory";
import { loadChargerOf } from "./load-charger";
import { at, facts } from "./test-facts";

/** The charger as the load management takes it a second after all was said. */
function taken(more: Partial<AllocationFacts> = {}, change: (memory: Memory) => void = () => undefined) {
  const memory = newMemory();
  remember(memory, facts(more), at);
  change(memory);
  return loadChargerOf(facts(more), memory, "c", at + 1_000);
}

describe("what a car wants", () => {
  test.each<[Partial<AllocationFacts>, string]>([
    [{ mode: { value: "disconnected", at } }, "none"],
    [{ mode: { value: "requesting", at } }, "asking"],
    [{ mode: { value: "requesting", at }, authenticationRequired: null }, "asking"],
    [{ mode: { value: "requesting", at }, authenticationRequired: true }, "barred"],
    [{ mode: { value: "charging", at } }, "charging"],
    [{ mode: { value: "charging", at }, finalStop: null }, "charging"],
    [{ mode: { value: "charging", at }, finalStop: true }, "ending"],
    [{ mode: { value: "finished", at } }, "finished"],
    [{ mode: { value: "finished", at }, finalStop: true }, "paused"],
    [{ mode: { value: "unknown", at } }, "unknown"],
    [{ mode: null }, "unknown"],
  ])("of a charger that says %j is: %s", (more, demand) => expect(taken(more).demand).toBe(demand));

  it("with a tag is current only once the charger was told that this tag is granted, for this request", () => {
    const tag = { tag: "nfc-A", at, accepted: true };
    const asks = { mode: { value: "requesting", at }, authenticationRequired: true, tag } as const;
    const answer = { tag: "nfc-A", accepted: true, askedAt: at, rid: "a", sentAt: at, attempts: 1, acknowledged: true };
    const told = (change: Partial<typeof answer>, more: Partial<AllocationFacts> = {}) =>
      taken({ ...asks, ...more }, (memory) => {
        memory.tagAnswer = { ...answer, ...change };
      }).demand;
    expect(told({})).toBe("asking");
    expect(taken(asks).demand).toBe("barred");
    expect(told({ acknowledged: false })).toBe("barred");
    expect(told({ accepted: false })).toBe("barred");
    expect(told({ tag: "nfc-B" })).toBe("barred");
    expect(told({ askedAt: at - 1 })).toBe("barred");
    expect(told({}, { tag: null })).toBe("barred");
    expect(told({}, { tag: { ...tag, accepted: false } })).toBe("barred");
  });
});

describe("what a car is measured to take", () => {
  const terminals = ([1, 2, 3] as const).map((value) => ({ value, at: at + value }));
  const [one, two, three] = terminals as unknown as AllocationFacts["terminals"];

  test.each<[string, Partial<AllocationFacts>, object | null]>([
    ["is the newest word of all three", { terminals: [one, two, three] }, { terminalsA: [1, 2, 3], at: at + 3 }],
    ["is not known while one is not", { terminals: [one, null, three] }, null],
    [
      "needs no word of a terminal without a wire",
      { terminals: [one, null, null], rotation: "L2" },
      { terminalsA: [1, 0, 0], at: at + 1 },
    ],
    [
      "is nothing of a car that does not charge",
      { terminals: [one, two, three], mode: { value: "finished", at } },
      null,
    ],
    [
      "is not what was said before it charged",
      { terminals: [one, two, three], mode: { value: "charging", at: at + 4 } },
      null,
    ],
  ])("%s", (_, more, measured) => expect(taken(more).measured).toEqual(measured));
});

describe("whether a charger can be reached, and is on its own allocation", () => {
  it("only online, with a clock that is not in doubt, and after it told its state", () => {
    expect(taken().reachable).toBe(true);
    expect(taken({ presence: { word: "silent", heardAt: at } as AllocationFacts["presence"] }).reachable).toBe(false);
    expect(taken({ inDoubt: true }).reachable).toBe(false);
    expect(taken({}, (memory) => Object.assign(memory, { awaySince: at })).reachable).toBe(false);
  });

  it("not where it has asked since it told that", () => {
    const asks = { mode: { value: "requesting", at: at + 5 } } as const;
    expect(taken(asks).askedSince).toBe(true);
    expect(taken({ ...asks, allocatedA: null }).askedSince).toBe(true);
    expect(taken({ ...asks, allocatedA: { value: 16, at: at + 6 } }).askedSince).toBe(false);
    expect(taken().askedSince).toBe(false);
    const settled = (memory: Memory) =>
      Object.assign(memory, { setpoints: { ...memory.setpoints, settledFor: at + 5 } });
    expect(taken(asks, settled).askedSince).toBe(false);
  });

  it("is proven by any allocation but the one that was found", () => {
    expect(taken().proven).toBe(false);
    expect(taken({}, (memory) => Object.assign(memory, { foundAt: at - 1 })).proven).toBe(true);
    expect(taken({ allocatedA: null }, (memory) => Object.assign(memory, { foundAt: 1 })).proven).toBe(false);
    const proven = (memory: Memory) => Object.assign(memory, { setpoints: { ...memory.setpoints, proven: true } });
    expect(taken({}, proven).proven).toBe(true);
  });
});

it("takes what was entered, what the charger says, and what is remembered of its session", () => {
  expect(taken({ maxCurrentA: 20, minCurrentA: 8, maxPhases: 1, offlineCurrentA: 10, standAlone: true })).toMatchObject(
    {
      deviceId: "ZPR100001",
      circuitId: "c",
      maxCurrentA: 32,
      reportedMaxA: 20,
      reportedMinA: 8,
      maxPhases: 1,
      offlineCurrentA: 10,
      offlineTerminals: "1-2-3-N",
      standAlone: true,
      since: at,
      priority: 2,
      allocation: { currentA: 16, terminals: "1-2-3-N" },
      allocatedAt: at + 1_000,
      switches: { count: 0, terminals: "1-2-3-N" },
      timeSlice: { servedAh: 0, since: at + 1_000 },
      measuredDemandA: null,
    },
  );
});
