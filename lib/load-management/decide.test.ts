import { describe, expect, it } from "vitest";
import { singleTerminal, type Terminals } from "../domain/electrical/terminals";
import { decide } from "./decide";
import { charger, charging, input } from "./test-input";
import type { LoadDecision } from "./types";

/** The n-th of a charger's terminals alone, from 0 on. */
const single = (n: number) => singleTerminal("TN3", n as 0 | 1 | 2);

const id = (n: number) => `ZPR${100000 + n}`;
const amps = (decision: LoadDecision) => [...decision.grants.values()].map(({ currentA }) => currentA);
const short = ({ commands }: LoadDecision) =>
  commands.map(({ deviceId, method }) => {
    const what = method.name === "allocate" ? `${method.currentA} ${method.terminals}` : "0";
    return `${Number(deviceId.slice(3)) - 100000}: ${what}`;
  });

describe("shares", () => {
  it("are equal, in whole amperes, the odd ones to who came first", () => {
    const decision = decide(input([charger(1), charger(2)], { fuseA: 31 }));
    expect(amps(decision)).toEqual([16, 15]);
    expect(short(decision)).toEqual(["1: 16 1-2-3-N", "2: 15 1-2-3-N"]);
  });

  it("leave to others what a charger cannot take itself", () => {
    expect(amps(decide(input([charger(1, { reportedMaxA: 16 }), charger(2)], { fuseA: 40 })))).toEqual([16, 24]);
  });

  it("are at least 6 A or nothing, for who came first; the rest waits and is told what is full", () => {
    const five = [1, 2, 3, 4, 5].map((n) => charger(n, { since: 10 - n, rotation: "L2" }));
    const decision = decide(input(five, { fuseA: 20 }));
    expect(decision.grants.get(id(5))?.currentA).toBe(7);
    expect(decision.grants.get(id(1))).toMatchObject({
      currentA: 0,
      terminals: null,
      limit: { of: "circuit", name: "C", line: "L2" },
    });
    expect(short(decision)).toHaveLength(3);
  });

  it("keep the place of who charges before who has waited longer", () => {
    const decision = decide(
      input([charging(2, 8, "1-N", { rotation: "L1", since: 99 }), charger(1, { rotation: "L1" })], { fuseA: 8 }),
    );
    expect(decision.grants.get(id(2))?.currentA).toBe(8);
    expect(decision.grants.get(id(1))?.currentA).toBe(0);
  });

  it("respect the available current of each line, and the main fuse above it", () => {
    const one = (availableA: [number, number, number], mainFuseA: number) =>
      decide(input([charger(1)], { installation: { availableA, mainFuseA } })).grants.get(id(1));
    expect(one([40, 18, 40], 63)).toMatchObject({
      currentA: 18,
      terminals: "1-2-3-N" as const,
      limit: { of: "installation", name: "Park", line: "L2" },
    });
    expect(one([80, 80, 80], 25)?.currentA).toBe(25);
  });

  it("give nothing to a charger whose own maximum is below its minimum", () => {
    const decision = decide(input([charger(1, { reportedMaxA: 5 })]));
    expect(decision.grants.get(id(1))).toMatchObject({
      currentA: 0,
      terminals: null,
      limit: { of: "charger", name: null, line: null },
    });
  });

  it("are nothing where there is less than the least that a car knows, whatever minimum was entered", () => {
    expect(amps(decide(input([charger(1, { minCurrentA: 1 })], { fuseA: 5 })))).toEqual([0]);
  });

  it("respect a charger's own minimum above 6 A", () => {
    const decision = decide(
      input([charger(1, { reportedMinA: 10 }), charger(2)], { fuseA: 16, installation: { switchCurrentA: 6 } }),
    );
    expect(amps(decision)).toEqual([10, 6]);
  });
});

describe("phases", () => {
  const ways = (cars: readonly ReturnType<typeof charger>[], fuseA: number, more = {}) =>
    [...decide(input(cars, { fuseA, ...more })).grants.values()].map(({ currentA, terminals }) => [
      currentA,
      terminals,
    ]);

  it("are three while everybody can charge that way, since one phase would leave the others unused", () => {
    expect(ways([charger(1), charger(2)], 28)).toEqual([
      [14, "1-2-3-N"],
      [14, "1-2-3-N"],
    ]);
  });

  it("are one for as few as are needed so that nobody waits, and for those the current of three", () => {
    const cars = [1, 2, 3, 4].map((n) => charger(n));
    expect(ways(cars, 20)).toEqual([
      [6, "1-2-3-N"],
      [14, "3-N"],
      [14, "1-N"],
      [14, "2-N"],
    ]);
  });

  it("are never one at or above the switch current: somebody waits rather", () => {
    const cars = [1, 2, 3, 4].map((n) => charger(n));
    expect(ways(cars, 20, { installation: { switchCurrentA: 6 } }).at(-1)).toEqual([0, null]);
  });

  it("are one where one line leaves much less than the others", () => {
    const narrow = { availableA: [40, 7, 40] as const };
    expect(ways([charger(1)], 63, { installation: narrow })).toEqual([[32, "1-N"]]);
  });

  it("are three again when all could have the switch current that way, and not soon after a change", () => {
    const on = (now: number) => {
      const switches = { count: 1, at: 1_000_000, terminals: "2-N" as const };
      const cars = [1, 2, 3, 4].map((n) =>
        charging(n, 7, single(n % 3), { switches: { ...switches, terminals: single(n % 3) } }),
      );
      return (fuseA: number) => ways(cars, fuseA, { now }).map(([, terminals]) => terminals);
    };
    expect(on(1_300_000)(32)).toEqual(["2-N", "3-N", "1-N", "2-N"]);
    expect(on(1_299_999)(60)).toEqual(["2-N", "3-N", "1-N", "2-N"]);
    expect(on(1_300_000)(60)).toEqual(Array(4).fill("1-2-3-N"));
  });

  it("do not change more than four times in a session", () => {
    const switches = { count: 4, at: 0, terminals: "2-N" as const };
    expect(ways([charging(1, 7, "2-N", { switches })], 32)).toEqual([[32, "2-N"]]);
    const three = { count: 4, at: 0, terminals: "1-2-3-N" as const };
    const cars = [charging(1, 6, "1-2-3-N", { switches: three }), charger(2, { carPhases: 1, rotation: "L1" })];
    expect(ways(cars, 10)).toEqual([
      [10, "1-2-3-N"],
      [0, null],
    ]);
  });

  it("keep the last change of a session for going back to three, unless the car would wait", () => {
    const three = (count: number) =>
      charging(1, 6, "1-2-3-N", { rotation: "STR", switches: { count, at: 0, terminals: "1-2-3-N" as const } });
    const other = charger(2, { carPhases: 1, rotation: "L1" });
    expect(ways([three(2), other], 10).map(([, terminals]) => terminals)).not.toContain(null);
    expect(ways([three(3), other], 10)).toEqual([
      [10, "1-2-3-N"],
      [0, null],
    ]);
    const back = charging(1, 7, "2-N", { switches: { count: 3, at: 0, terminals: "2-N" as const } });
    expect(ways([back], 32)).toEqual([[32, "1-2-3-N"]]);
    const waits = charger(1, { switches: { count: 3, at: 0, terminals: "1-N" as const } });
    expect(ways([waits, charging(2, 8, "1-N", { rotation: "L1" })], 8).map(([, terminals]) => terminals)).not.toContain(
      null,
    );
  });

  it("are counted as two for a car that was seen to use two", () => {
    const two = charging(1, 16, "1-2-3-N", { carPhases: 2 });
    expect(ways([two, charger(2, { rotation: "L3" })], 20)).toEqual([
      [20, "1-2-3-N"],
      [20, "1-N"],
    ]);
  });

  it("stay three where the charger itself allows no more", () => {
    const decision = decide(input([charger(1, { reportedMaxA: 10 })]));
    expect(decision.grants.get(id(1))).toMatchObject({ currentA: 10, terminals: "1-2-3-N" as const });
  });

  it("spread single-phase cars over the lines, by their rotation", () => {
    const one = { carPhases: 1 } as const;
    const rotated = [charger(1, one), charger(2, { ...one, rotation: "STR" }), charger(3, { ...one, rotation: "TRS" })];
    const decision = decide(input(rotated, { fuseA: 20 }));
    // Terminal 1 of each is on another line.
    expect([...decision.grants.values()].map(({ terminals, currentA }) => [terminals, currentA])).toEqual([
      ["1-N", 20],
      ["1-N", 20],
      ["1-N", 20],
    ]);
  });

  it("keep a car on the line it charges on", () => {
    const one = { carPhases: 1 } as const;
    const decision = decide(input([charging(1, 20, "3-N", one), charger(2, one), charger(3, one)], { fuseA: 20 }));
    expect(decision.grants.get(id(1))).toMatchObject({ currentA: 20, terminals: "3-N" as const });
    expect(new Set([...decision.grants.values()].map(({ terminals }) => terminals)).size).toBe(3);
  });

  it("are pairs on IT, whose currents add as vectors", () => {
    const it = { networkType: "IT3" as const, mainFuseA: 40, availableA: [40, 40, 40] as const };
    const cars = [1, 2, 3].map((n) => charger(n, { carPhases: 1 }));
    const decision = decide(input(cars, { installation: it, fuseA: 40 }));
    expect([...decision.grants.values()].map(({ terminals }) => terminals)).toEqual(["1-3", "2-3", "1-2"]);
    // Three balanced pairs: line = pair * 1.732, so 23 A each is 39.8 A; added by magnitude it would be 20 A each.
    expect(amps(decision)).toEqual([23, 23, 23]);
  });

  it("load each line with the allocated current when all are given on IT", () => {
    const it = { networkType: "IT3" as const, mainFuseA: 20, availableA: [20, 20, 20] as const };
    expect(decide(input([charger(1)], { installation: it })).grants.get(id(1))).toMatchObject({
      currentA: 20,
      terminals: "1-2-3" as const,
    });
  });

  it("are the one that is wired", () => {
    const decision = decide(input([charger(1, { rotation: "L3" })]));
    expect(decision.grants.get(id(1))).toMatchObject({ currentA: 32, terminals: "1-N" as const });
  });

  it("are none where rotation and grid contradict each other", () => {
    const decision = decide(input([charger(1, { rotation: "L1-L2" })]));
    expect(decision.grants.get(id(1))?.currentA).toBe(0);
    expect(decision.commands).toEqual([]);
  });
});

describe("imbalance", () => {
  const german = { imbalanceLimitA: 20 };
  it("holds a lone single-phase car down to the limit, and says so", () => {
    const decision = decide(input([charger(1, { carPhases: 1 })], { installation: german }));
    expect(decision.grants.get(id(1))).toMatchObject({
      currentA: 20,
      terminals: "1-N" as const,
      limit: { of: "imbalance", name: "Park", line: "L1" },
    });
  });

  it("lets lines rise together, the first only so far as the others have followed", () => {
    const cars = [1, 2, 3].map((n) => charger(n, { carPhases: 1 }));
    const decision = decide(input(cars, { installation: german }));
    expect(amps(decision)).toEqual([32, 32, 32]);
    expect(short(decision)).toEqual(["1: 20 1-N", "2: 20 2-N", "3: 20 3-N"]);
    const two = [charging(1, 20, "1-N"), charging(2, 20, "2-N"), charging(3, 20, "3-N")].map((each) => ({
      ...each,
      carPhases: 1 as const,
    }));
    expect(short(decide(input(two, { installation: german })))).toEqual(["1: 32 1-N", "2: 32 2-N", "3: 32 3-N"]);
  });

  it("moves nobody only because those on the other lines are placed later", () => {
    const cars = Array.from({ length: 12 }, (_, n) => charging(n + 1, 6, single(Math.floor(n / 4)), { carPhases: 1 }));
    const phases = [...decide(input(cars, { installation: german })).grants.values()].map(({ terminals }) => terminals);
    expect(phases).toEqual([0, 1, 2].flatMap((n) => Array.from({ length: 4 }, () => single(n))));
  });

  it("moves a car where nobody follows on the other lines", () => {
    const cars = Array.from({ length: 4 }, (_, n) => charging(n + 1, 6, "1-N", { carPhases: 1 }));
    const grants = [...decide(input(cars, { installation: german })).grants.values()];
    expect(grants.filter(({ terminals }) => terminals === "1-N").length).toBeLessThan(4);
    expect(grants.every(({ currentA }) => currentA >= 6)).toBe(true);
  });

  it("keeps a place for who comes first, until those on other lines are placed, from those whose claim is less", () => {
    const over = { servedAh: 200, since: 0 };
    const cars = [
      charging(1, 6, "1-N", { rotation: "L2", timeSlice: { servedAh: 0, since: 990_000 } }),
      charger(2, { rotation: "L2" }),
      charger(3, { rotation: "L2", timeSlice: { servedAh: 300, since: null } }),
      charging(4, 6, "1-N", { rotation: "L1", timeSlice: over }),
      charging(5, 6, "1-N", { rotation: "L3", timeSlice: over }),
    ].map((each) => ({ ...each, reportedMaxA: 6 }));
    const { grants } = decide(input(cars, { installation: { imbalanceLimitA: 10 } }));
    expect([2, 3].map((n) => grants.get(id(n))?.currentA)).toEqual([6, 0]);
  });

  it("lets one more onto a line when the others have risen", () => {
    const onL2 = [1, 2, 3].map((n) => charger(n, { rotation: "L2", reportedMaxA: 6 }));
    const others = [charger(4, { rotation: "L1" }), charger(5, { rotation: "L3" })];
    const { grants } = decide(input([...onL2, ...others], { installation: { imbalanceLimitA: 10 } }));
    expect([1, 2, 3].map((n) => grants.get(id(n))?.currentA)).toEqual([6, 6, 6]);
  });

  it("does not count three-phase cars", () => {
    expect(amps(decide(input([charger(1)], { installation: german })))).toEqual([32]);
  });
});

describe("what may be drawn", () => {
  const six = { installation: { switchCurrentA: 6 } };
  const left = (other: Parameters<typeof charger>[1]) =>
    decide(input([charger(1, other), charger(2)], { ...six, fuseA: 40 })).grants.get(id(2))?.currentA;
  const off = { reachable: false } as const;

  it("by a charger out of reach is the larger of 708 and 523, else 510, else the entered maximum", () => {
    const at = { allocation: { currentA: 10, terminals: "1-2-3-N" as const } };
    expect(left({ ...off, ...at, offlineCurrentA: 16, offlineTerminals: "1-2-3-N" as const })).toBe(24);
    expect(left({ ...off, ...at, offlineCurrentA: 0, offlineTerminals: "1-2-3-N" as const })).toBe(30);
    expect(left({ ...off, ...at, reportedMaxA: 25 })).toBe(15);
    expect(left({ ...off, offlineCurrentA: 6, reportedMaxA: 20 })).toBe(20);
    expect(left({ ...off, maxCurrentA: 28 })).toBe(12);
    expect(left({ ...off, demand: "none", ...at, offlineCurrentA: 16, offlineTerminals: "1-2-3-N" as const })).toBe(24);
  });

  it("by one out of reach is on the phases of either, and on all when they are not known", () => {
    const single = {
      allocation: { currentA: 20, terminals: "1-N" as const },
      offlineCurrentA: 20,
      rotation: "RST",
    } as const;
    const line = (offlineTerminals: Terminals | null) => {
      const decision = decide(
        input([charger(1, { ...off, ...single, offlineTerminals }), charger(2, { carPhases: 1 })], { fuseA: 32 }),
      );
      const grant = decision.grants.get(id(2));
      return [grant?.currentA, grant?.terminals];
    };
    expect(line("1-N")).toEqual([32, "2-N"]);
    expect(line("2-N")).toEqual([32, "3-N"]);
    expect(line("1-2-3-N")).toEqual([12, "1-N"]);
    expect(line(null)).toEqual([12, "1-N"]);
  });

  it("by one that was never heard is its maximum", () => {
    expect(left({ ...off, demand: "unknown" })).toBe(8);
    expect(left({ demand: "unknown" })).toBe(8);
  });

  it("by one on its own (stand-alone) is its maximum, and nothing is sent to it", () => {
    expect(
      left({ standAlone: true, allocation: { currentA: 6, terminals: "1-2-3-N" as const }, offlineCurrentA: 6 }),
    ).toBe(8);
  });

  it("by one with no car, paused, or asking anew is nothing, whatever it was allocated before", () => {
    const old = { allocation: { currentA: 32, terminals: "1-2-3-N" as const } };
    expect(left({ ...old, demand: "none" })).toBe(32);
    expect(left({ ...old, demand: "paused" })).toBe(32);
    expect(left({ ...old, demand: "barred" })).toBe(32);
  });

  it("by one that is about to pause, or has confirmed and not begun, is its allocation", () => {
    const at = { allocation: { currentA: 12, terminals: "1-2-3-N" as const }, askedSince: false };
    expect(left({ ...at, demand: "ending" })).toBe(28);
    expect(left({ ...at, demand: "barred" })).toBe(28);
  });

  it("by one with unsettled commands is the most of old and new", () => {
    const pending = [{ to: { currentA: 6, terminals: "1-2-3-N" as const }, sentAt: 999_000 }];
    const decision = decide(input([charging(1, 32, "1-2-3-N", { pending }), charger(2)], { ...six, fuseA: 40 }));
    // Both shall have 20 A, but the first may still draw 32.
    expect(amps(decision)).toEqual([20, 20]);
    expect(short(decision)).toEqual([]);
  });
});

describe("commands", () => {
  const six = { installation: { switchCurrentA: 6 } };

  it("lower before they raise", () => {
    expect(short(decide(input([charging(1, 32, "1-2-3-N"), charger(2)], six)))).toEqual(["1: 16 1-2-3-N"]);
    expect(short(decide(input([charging(1, 16, "1-2-3-N"), charger(2)], six)))).toEqual(["2: 16 1-2-3-N"]);
  });

  it("are none when everybody has what they shall have", () => {
    expect(decide(input([charging(1, 16, "1-2-3-N"), charging(2, 16, "1-2-3-N")], six))).toMatchObject({
      commands: [],
      againAt: null,
    });
  });

  it("stop a car that there is no room for any more", () => {
    const decision = decide(
      input([charging(1, 8, "1-2-3-N", { since: 1 }), charging(2, 8, "1-2-3-N", { since: 2 })], { ...six, fuseA: 10 }),
    );
    expect(short(decision)).toEqual(["2: 0"]);
  });

  it("say an allocation again that only the store vouches for, and raise nobody before it is confirmed", () => {
    const found = charging(1, 10, "1-2-3-N", { proven: false });
    expect(short(decide(input([found, charging(2, 10, "1-2-3-N")], six)))).toEqual(["1: 10 1-2-3-N"]);
  });

  it("change phases through what both have in common", () => {
    // From one phase to three at a lower current, where the other car still has the other lines.
    const decision = decide(input([charging(1, 30, "1-N"), charging(2, 30, "2-N")], { fuseA: 32 }));
    expect(short(decision)).toEqual(["1: 16 1-N", "2: 16 2-N"]);
    expect(short(decide(input([charging(1, 16, "1-N"), charging(2, 16, "2-N")], { fuseA: 32 })))).toEqual([
      "1: 16 1-2-3-N",
      "2: 16 1-2-3-N",
    ]);
  });

  it("do not pile up on a charger that confirms none, but a second reduction does not wait for the first", () => {
    const lowers = (unsettled: number) => {
      const pending = Array.from({ length: unsettled }, (_, i) => ({
        to: { currentA: 30 - i, terminals: "1-2-3-N" as const },
        sentAt: 999_000 + i,
      }));
      return short(
        decide(input([charging(1, 32, "1-2-3-N", { pending, attempts: unsettled })], { ...six, fuseA: 10 })),
      );
    };
    expect(lowers(2)).toEqual(["1: 10 1-2-3-N"]);
    expect(lowers(6)).toEqual([]);
  });

  it("are repeated to a charger that does not confirm, ever more rarely, and nobody relies on it", () => {
    const pending = [{ to: { currentA: 16, terminals: "1-2-3-N" as const }, sentAt: 1_000_000 }];
    const at = (now: number, attempts: number) =>
      decide(input([charging(1, 32, "1-2-3-N", { pending, attempts }), charger(2)], { ...six, fuseA: 40, now }));
    expect(at(1_014_999, 1)).toMatchObject({ commands: [], unconfirmed: [], againAt: 1_015_000 });
    const late = at(1_015_000, 1);
    expect(late.unconfirmed).toEqual([id(1)]);
    expect(short(late)).toEqual(["1: 16 1-2-3-N", "2: 8 1-2-3-N"]);
    expect(short(at(1_029_999, 2))).toEqual(["2: 8 1-2-3-N"]);
    expect(short(at(1_030_000, 2))).toEqual(["1: 16 1-2-3-N", "2: 8 1-2-3-N"]);
    expect(short(at(1_479_999, 9))).toEqual(["2: 8 1-2-3-N"]);
    expect(short(at(1_480_000, 9))).toEqual(["1: 16 1-2-3-N", "2: 8 1-2-3-N"]);
  });

  it("stop a charger that does not confirm when its line is above the limit", () => {
    const pending = [{ to: { currentA: 30, terminals: "1-2-3-N" as const }, sentAt: 1_000_000 }];
    const decision = decide(
      input([charging(1, 6, "1-2-3-N", { pending, attempts: 1 })], { fuseA: 16, now: 1_020_000 }),
    );
    expect(short(decision)).toEqual(["1: 0"]);
  });

  it("leave a charger alone that refused, and let others have what it does not take", () => {
    const refused = charger(1, { holdUntil: 1_005_000, quietUntil: 1_005_000 });
    const decision = decide(input([refused, charger(2)], six));
    expect(short(decision)).toEqual(["2: 32 1-2-3-N"]);
    expect(decision.againAt).toBe(1_005_000);
  });

  it("raise nobody during a hold, but lower", () => {
    const holding = (currentA: number, fuseA: number) =>
      short(decide(input([charging(1, currentA, "1-2-3-N", { holdUntil: 2_000_000 })], { ...six, fuseA })));
    expect(holding(10, 32)).toEqual([]);
    expect(holding(20, 10)).toEqual(["1: 10 1-2-3-N"]);
  });

  it("take back what a finished car holds only when somebody comes short", () => {
    const done = charging(1, 16, "1-2-3-N", { demand: "finished" });
    expect(short(decide(input([done], six)))).toEqual([]);
    expect(short(decide(input([done, charger(2)], six)))).toEqual(["1: 0"]);
    const taken = { ...done, pending: [{ to: { currentA: 0, terminals: null }, sentAt: 999_000 }] };
    const decision = decide(input([taken, charging(2, 16, "1-2-3-N")], six));
    expect(short(decision)).toEqual([]);
    expect(decision.grants.get(id(2))?.currentA).toBe(32);
  });
});

describe("what people are told of a charger's share", () => {
  const told = (...those: ReturnType<typeof charger>[]) => decide(input(those)).grants;

  it("that its car takes less, as it was measured", () => {
    const measured = { terminalsA: [8, 9, 8.5], at: 5 } as const;
    const takes = (more: object) => told(charging(1, 16, "1-2-3-N", { measured, ...more })).get(id(1))?.takes;
    expect(takes({ measuredDemandA: 10 })).toEqual({ kind: "less", currentA: 9, at: 5 });
    expect(takes({ measuredDemandA: null })).toBeNull();
    expect(takes({ measuredDemandA: 10, measured: null })).toBeNull();
    // It is given less than it needs.
    const two = [
      charging(1, 16, "1-N", { measured, measuredDemandA: 20, rotation: "L1" }),
      charger(2, { rotation: "L1" }),
    ];
    expect(told(...two).get(id(1))).toMatchObject({ currentA: 16, takes: null });
  });

  it("that its car takes more than it may, beside what it may", () => {
    const over = charging(1, 10, "1-N", { measured: { terminalsA: [20, 0, 0], at: 5 } });
    expect(told(over).get(id(1))).toEqual({
      currentA: 10,
      terminals: "1-N",
      limit: null,
      queue: null,
      takes: { kind: "more", currentA: 20, at: 5 },
    });
    expect(decide(input([over])).overdrawing).toEqual([id(1)]);
  });

  it("that its tag is not accepted, and what one that does not confirm was told last", () => {
    expect(told(charger(1, { demand: "barred" })).get(id(1))).toEqual({
      currentA: 0,
      terminals: null,
      limit: { of: "tag", name: null, line: null },
      queue: null,
      takes: null,
    });
    const pending = [{ to: { currentA: 12, terminals: "2-N" as const }, sentAt: 900_000 }];
    const late = { pending, attempts: 9 };
    expect(told(charging(1, 10, "1-N", late)).get(id(1))).toEqual({
      currentA: 12,
      terminals: "2-N",
      limit: null,
      queue: null,
      takes: null,
    });
    expect(told(charging(1, 10, "1-N", { ...late, reachable: false })).has(id(1))).toBe(false);
    expect(told(charger(1, { demand: "none" })).has(id(1))).toBe(false);
  });
});

describe("the next decision", () => {
  const now = 10_000_000;
  const minute = 60_000;
  const six = { installation: { switchCurrentA: 6 } };
  const again = (those: ReturnType<typeof charger>[], more: object = {}) =>
    (decide(input(those, { now, ...more })).againAt ?? Number.NaN) - now;

  it("is at the end of the first hold or silence of any charger", () => {
    const held = (n: number, ms: number) => charging(n, 16, "1-2-3-N", { holdUntil: now + ms });
    expect(again([held(1, 5_000), held(2, 3_000)], six)).toBe(3_000);
    expect(again([held(1, -5_000), held(2, 9_000)], six)).toBe(9_000);
    expect(again([charging(1, 16, "1-2-3-N", { quietUntil: now + 7_000 })], six)).toBe(7_000);
    expect(again([held(1, -5_000)], six)).toBeNaN();
  });

  it("is when a command should have been confirmed, or is to be repeated; of who cannot be heard never", () => {
    const pending = (sentAgo: number, more: object = {}) =>
      charging(1, 16, "1-2-3-N", {
        pending: [{ to: { currentA: 10, terminals: "1-2-3-N" as const }, sentAt: now - sentAgo }],
        attempts: 2,
        ...more,
      });
    expect(again([pending(4_000)])).toBe(11_000);
    expect(again([pending(20_000)])).toBe(10_000);
    expect(again([pending(4_000, { reachable: false })])).toBeNaN();
  });

  it("is when a car that draws more has had the time to follow", () => {
    const measured = { terminalsA: [20, 0, 0], at: now } as const;
    const drawing = (agoMs: number, amps: number) =>
      again(
        [charging(1, amps, "1-N", { measured, allocatedAt: now - agoMs, rotation: "L1", reportedMaxA: amps })],
        six,
      );
    expect(drawing(5_000, 10)).toBe(7_000);
    expect(drawing(5_000, 20)).toBeNaN();
    expect(drawing(20_000, 10)).toBeNaN();
  });

  it("is, while somebody waits, at the end of a time slice, and then every half minute", () => {
    const slice = (n: number, agoMs: number) =>
      charging(n, 8, "1-N", { rotation: "L1", timeSlice: { servedAh: 0, since: now - agoMs } });
    const waits = charger(9, { rotation: "L1" });
    expect(again([slice(1, 5 * minute), waits], { ...six, fuseA: 8 })).toBe(10 * minute);
    expect(
      again([slice(1, 20 * minute), charger(9, { rotation: "L1", timeSlice: { servedAh: 900, since: null } })], {
        ...six,
        fuseA: 8,
      }),
    ).toBe(30_000);
    expect(again([slice(1, 5 * minute)], { ...six, fuseA: 8 })).toBeNaN();
    expect(
      again([slice(1, 5 * minute), charger(9, { rotation: "L1", reportedMaxA: 5 })], { ...six, fuseA: 8 }),
    ).toBeNaN();
  });

  it("is when the phases of a car may be changed again, where it waits or is on one", () => {
    const switches = (terminals: Terminals) => ({ count: 1, at: now - 2 * minute, terminals });
    expect(again([charging(1, 16, "1-N", { switches: switches("1-N") })])).toBe(3 * minute);
    expect(again([charging(1, 16, "1-2-3-N", { switches: switches("1-2-3-N") })])).toBeNaN();
    expect(again([charging(1, 16, "1-N", { switches: { ...switches("1-N"), count: 4 } })])).toBeNaN();
  });
});

describe("what is sent", () => {
  const six = { installation: { switchCurrentA: 6 } };

  it("stops before it starts", () => {
    const stays = charging(1, 10, "1-N", { rotation: "L1", timeSlice: { servedAh: 0, since: 990_000 } });
    const goes = charging(2, 6, "1-N", { rotation: "L1", reportedMaxA: 5 });
    const fresh = charger(3, { rotation: "L2" });
    expect(short(decide(input([fresh, stays, goes], { ...six, fuseA: 16 })))).toEqual(["2: 0", "3: 16 1-N"]);
  });

  it("is nothing to a charger that is left alone, and nothing again to a car that is gone or paused", () => {
    const pending = [{ to: { currentA: 16, terminals: "1-2-3-N" as const }, sentAt: 900_000 }];
    const late = (more: object) =>
      short(decide(input([charging(1, 32, "1-2-3-N", { pending, attempts: 1, ...more })], six)));
    expect(late({})).toEqual(["1: 16 1-2-3-N"]);
    for (const more of [{ demand: "none" }, { demand: "paused" }, { reachable: false }, { quietUntil: 2_000_000 }])
      expect(late(more)).toEqual([]);
    const done = charging(1, 16, "1-2-3-N", { demand: "finished", quietUntil: 2_000_000 });
    expect(short(decide(input([done, charger(2)], six)))).toEqual([]);
  });

  it("takes back from finished cars only where somebody comes short behind the same fuse", () => {
    const circuits = ["a", "b"].map((circuit) => ({ id: circuit, installationId: "park", name: circuit, fuseA: 20 }));
    const done = (circuitId: string) => charging(1, 10, "1-2-3-N", { demand: "finished", circuitId });
    const asks = charger(2, { circuitId: "a" });
    const sent = (circuitId: string, mainFuseA: number) =>
      short(decide(input([done(circuitId), asks], { circuits, installation: { switchCurrentA: 6, mainFuseA } })));
    expect(sent("a", 63)).toEqual(["1: 0"]);
    expect(sent("b", 63)).toEqual(["2: 20 1-2-3-N"]);
    expect(sent("b", 25)).toEqual(["1: 0"]);
  });

  it("does not stop a car that draws more again while a command to it is under way, or it refused one", () => {
    const over = (more: object) =>
      short(
        decide(
          input([charging(1, 10, "1-N", { measured: { terminalsA: [20, 0, 0], at: 5 }, rotation: "L1", ...more })], {
            ...six,
            fuseA: 16,
          }),
        ),
      );
    expect(over({})).toEqual(["1: 0"]);
    expect(over({ quietUntil: 2_000_000 })).toEqual([]);
    expect(over({ pending: [{ to: { currentA: 0, terminals: null }, sentAt: 999_000 }] })).toEqual([]);
    expect(over({ allocatedAt: 970_000 })).toEqual([]);
  });

  it("leaves a charger on a circuit that nobody knows alone", () => {
    expect(decide(input([charger(1, { circuitId: "gone" })]))).toMatchObject({ commands: [], grants: new Map() });
  });
});
