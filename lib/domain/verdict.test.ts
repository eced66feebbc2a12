import { describe, expect, it } from "vitest";
import { phasesView } from "./electrical/phases";
import type { PhasesView } from "./electrical/phases-view";
import type { Triple } from "./topology";
import { isWrong, type VerdictCharger, type VerdictSituation, verdictOf } from "./verdict";

const well: VerdictCharger = {
  deviceId: "ZPR000001",
  name: "P1",
  presence: { word: "online", heardAt: 1 },
  old: null,
  flapping: null,
  faults: 0,
  warnings: 0,
  state: "charging",
  tagShown: false,
  limit: null,
};

/** Lines that carry these currents, with a limit of 53 A each and of 20 A on their difference. */
function carrying(amps: Triple<number | null>, imbalanceA: number | null = 0): PhasesView {
  const empty = phasesView("TN3", [], { fuseA: 53, availableA: null, imbalanceLimitA: 20 });
  const line = (currentA: number | null) => ({ currentA, atLeast: false, at: 1 });
  return { ...empty, lines: [line(amps[0]), line(amps[1]), line(amps[2])], imbalanceA };
}

const calm: VerdictSituation = {
  hears: true,
  meterLost: false,
  places: [{ place: null, phases: carrying([10, 20, 30]) }],
  chargers: [well],
};
const verdict = (more: Partial<VerdictSituation>) => verdictOf({ ...calm, ...more });
const of = (...chargers: Partial<VerdictCharger>[]) =>
  verdict({ chargers: chargers.map((more) => ({ ...well, ...more })) });
const first = { deviceId: "ZPR000001", name: "P1" };
const circuitB = { of: "circuit", name: "B", line: "L2" } as const;

describe("all is well", () => {
  it("where nothing is wrong, nobody waits, and of no charger it is unknown", () => {
    expect(verdict({})).toEqual([]);
    expect(of({ state: "noCar" }, { state: "paused" }, { state: "finished" })).toEqual([]);
    expect(verdict({ chargers: [] })).toEqual([]);
  });

  it.each<[string, Partial<VerdictCharger>, object]>([
    ["is silent", { presence: { word: "silent", heardAt: 1 } }, { kind: "notResponding" }],
    ["is offline", { presence: { word: "offline", heardAt: 1 } }, { kind: "notResponding" }],
    ["has a fault", { faults: 2 }, { kind: "fault" }],
    ["warns", { warnings: 1 }, { kind: "warning" }],
    ["flaps", { flapping: { since: 1, times: 9, takenOver: true } }, { kind: "flapping" }],
    ["was never heard", { presence: { word: "unknown", heardAt: null }, state: "unknown" }, { kind: "neverHeard" }],
    ["has not been heard yet", { presence: { word: "unknown", heardAt: 1 } }, { kind: "notKnown" }],
    ["says what is old", { old: "restored" }, { kind: "notKnown" }],
    ["has refused a tag", { state: "waitingForAuthorisation", tagShown: true }, { kind: "tagRefused" }],
    ["awaits a tag", { state: "waitingForAuthorisation" }, { kind: "tagAwaited" }],
    ["has a car that waits", { state: "waitingForCurrent", limit: circuitB }, { kind: "waits", limit: circuitB }],
    ["has a car that waits for what nobody knows", { state: "waitingForCurrent" }, { kind: "waits", limit: null }],
  ])("is never said where a charger %s: it is named", (_, more, part) => {
    expect(of(more, {})).toEqual([{ ...part, chargers: 1, first }]);
  });

  it("is not said, nor anything else, while the dashboard hears nobody", () => {
    expect(verdict({ hears: false, places: [{ place: null, phases: carrying([60, 60, 60]) }] })).toEqual([
      { kind: "unheard" },
    ]);
  });
});

describe("a line", () => {
  it.each<[number | null, string | undefined]>([
    [53.8, "over"],
    [53.06, "over"],
    [53.05, "at"],
    [52.95, "at"],
    [52.9, undefined],
    [null, undefined],
  ])("that carries %s A of 53 A is %s its limit", (amps, kind) => {
    expect(verdict({ places: [{ place: null, phases: carrying([0, amps, 0]) }] })[0]?.kind).toBe(kind);
  });

  it("without any current is not at a limit of 0 A", () => {
    const phases = { ...carrying([0, 0, 0]), limitA: [0, 0, 0] as Triple<number> };
    expect(verdict({ places: [{ place: null, phases }] })).toEqual([]);
  });

  it("is over only where it certainly is", () => {
    const phases = carrying([50, 0, 0]);
    phases.lines[0].rangeA = [48, 58];
    expect(verdict({ places: [{ place: null, phases }] })).toEqual([]);
  });

  it("is told with its circuit, those over a limit before those at one", () => {
    const b = { id: "b", name: "B" };
    const places = [
      { place: null, phases: carrying([53, 10, 10]) },
      { place: b, phases: carrying([54, 55, 53]) },
    ];
    expect(verdict({ places })).toEqual([
      { kind: "over", place: b, lines: ["L1", "L2"] },
      { kind: "at", place: null, lines: ["L1"] },
      { kind: "at", place: b, lines: ["L3"] },
    ]);
  });
});

it.each([
  [25, [{ kind: "imbalance", reached: "over" }]],
  [20, [{ kind: "imbalance", reached: "at" }]],
  [19, []],
  [null, []],
])("an imbalance of %s A of 20 A", (amps, parts) => {
  expect(verdict({ places: [{ place: null, phases: carrying([10, 10, 10], amps) }] })).toEqual(parts);
});

it("tells all of it, the worst first, and the cars that wait by what they wait for", () => {
  const waits = { state: "waitingForCurrent", limit: circuitB } as const;
  const parts = verdict({
    meterLost: true,
    places: [{ place: null, phases: carrying([10, 53.8, 10], 43.8) }],
    chargers: [
      { state: "waitingForCurrent", limit: { of: "charger", name: null, line: null } } as const,
      waits,
      { ...waits, faults: 1 },
      { warnings: 1, presence: { word: "offline", heardAt: 1 } } as const,
      { state: "waitingForAuthorisation", tagShown: true } as const,
      { state: "waitingForAuthorisation", tagShown: true } as const,
    ].map((more) => ({ ...well, ...more })),
  });
  expect(parts.map((part) => [part.kind, "chargers" in part ? part.chargers : 0])).toEqual([
    ["over", 0],
    ["fault", 1],
    ["notResponding", 1],
    ["warning", 1],
    ["imbalance", 0],
    ["meterLost", 0],
    ["tagRefused", 2],
    ["waits", 2],
    ["waits", 1],
  ]);
  expect(parts.map(isWrong)).toEqual([true, true, true, true, true, true, false, false, false]);
});
