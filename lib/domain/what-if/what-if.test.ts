import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { legsOfLines } from "../electrical/legs-of-lines";
import { lineAmps } from "../electrical/phase";
import { phasesView } from "../electrical/phases";
import type { NetworkType, Rotation, Triple } from "../topology";
import { type WhatIfInput, whatIf } from "./what-if";
import { adviseCircuit, adviseRotation } from "./what-if-advice";
import { rotated, type WhatIfCharger } from "./what-if-load";

const amp = fc.double({ min: 0, max: 60, noNaN: true });

function charger(
  deviceId: string,
  more: Partial<WhatIfCharger> & { amps?: Triple<number | null> } = {},
): WhatIfCharger {
  const { amps = [0, 0, 0], ...rest } = more;
  const line = (value: number | null) => ({ reading: value === null ? null : { value, at: 1 }, terminal: null });
  return {
    deviceId,
    name: `Place ${deviceId}`,
    circuitId: "a",
    rotation: "RST",
    limitA: 16,
    lines: [line(amps[0]), line(amps[1]), line(amps[2])],
    presence: { word: "online", since: 0, heardAt: 0, reason: "connected" },
    old: null,
    state: { word: "charging", mode: "charging" as const, since: 0, limit: null, pausedBy: null },
    ...rest,
  };
}
const noCar = {
  state: { word: "noCar", mode: "disconnected" as const, since: 0, limit: null, pausedBy: null },
} as const;

function place(network: NetworkType = "TN3"): WhatIfInput["installation"] {
  const of = (fuseA: number) => phasesView(network, [], { fuseA, availableA: null, imbalanceLimitA: 20 });
  return {
    networkType: network,
    phases: of(63),
    circuits: [
      { id: "a", name: "A", phases: of(32) },
      { id: "b", name: "B", phases: of(32) },
    ],
  };
}

const input = (chargers: WhatIfCharger[], chosen: string[], more: Partial<WhatIfInput> = {}): WhatIfInput => ({
  installation: place(),
  chargers,
  chosen: new Set(chosen),
  phases: 1,
  ...more,
});

describe("what if", () => {
  it("adds the plain demand of the chosen ones to what the others load now", () => {
    const chargers = [
      charger("x", { amps: [10, 10, 10] }),
      charger("y", noCar),
      charger("z", { ...noCar, circuitId: "b" }),
    ];
    const single = whatIf(input(chargers, ["y", "z"]));
    expect(single.installation.linesA).toEqual([42, 10, 10]);
    expect(single.installation).toMatchObject({
      atLeast: false,
      imbalanceA: 32,
      imbalanceLimitA: 20,
      overA: [0, 0, 0],
    });
    expect(single.circuits.map(({ linesA }) => linesA)).toEqual([
      [26, 10, 10],
      [16, 0, 0],
    ]);
    expect(whatIf(input(chargers, ["y", "z"], { phases: 3 })).installation.linesA).toEqual([42, 42, 42]);
    expect(whatIf(input(chargers, ["y"], { phases: 2 })).installation.linesA).toEqual([26, 26, 10]);
  });

  it("says by how much a circuit would be over its fuse", () => {
    const chargers = ["x", "y", "z"].map((id) => charger(id, noCar));
    expect(whatIf(input(chargers, ["x", "y", "z"])).circuits[0]?.overA).toEqual([16, 0, 0]);
  });

  it("says at least where another one is not known", () => {
    const offline = charger("x", { presence: { word: "offline", since: 0, heardAt: 0, reason: "connectionLost" } });
    expect(whatIf(input([offline, charger("y", noCar)], ["y"])).installation.atLeast).toBe(true);
    expect(whatIf(input([charger("x", { amps: [1, null, 0] })], [])).installation.atLeast).toBe(true);
    const { lines } = charger("x", { amps: [1, 1, 1] });
    const old = { ...lines[0], reading: { value: 1, at: 1, old: true } };
    expect(whatIf(input([charger("x", { lines: [old, lines[1], lines[2]] })], [])).installation.atLeast).toBe(true);
  });

  it("gives the same for the same, in whatever order the chargers are told", () => {
    const chargers = ["a", "b", "c", "d"].map((id) => charger(id, { ...noCar, circuitId: id < "c" ? "a" : "b" }));
    const forth = input(chargers, ["a", "b", "d"]);
    const back = input([...chargers].reverse(), ["d", "b", "a"]);
    expect(whatIf(back)).toEqual(whatIf(forth));
    expect(adviseRotation(back)).toEqual(adviseRotation(forth));
    expect(adviseCircuit(back)).toEqual(adviseCircuit(forth));
  });

  it("takes a three-phase car on IT as symmetric, and a single-phase one as its first pair", () => {
    const on = (phases: 1 | 3) => whatIf(input([charger("x", noCar)], ["x"], { installation: place("IT3"), phases }));
    for (const amps of on(3).installation.linesA) expect(amps).toBeCloseTo(16, 9);
    expect(on(1).installation.linesA).toEqual([16, 0, 16]);
  });

  it("finds the pairs again from the lines, on IT", () => {
    fc.assert(
      fc.property(amp, amp, amp, (a, b, c) => {
        legsOfLines("IT3", lineAmps("IT3", [a, b, c])).forEach((leg, i) => {
          expect(leg).toBeCloseTo([a, b, c][i] ?? Number.NaN, 3);
        });
      }),
    );
    expect(legsOfLines("TN3", [1, 2, 3])).toEqual([1, 2, 3]);
  });
});

describe("the advice", () => {
  it("names the rotation that balances best, with the imbalance before and after", () => {
    const chargers = ["x", "y"].map((id) => charger(id, noCar));
    const advice = adviseRotation(input([...chargers, charger("z", { amps: [0, 0, 16] })], ["x", "y"]));
    expect(advice).toEqual({
      deviceId: "x",
      name: "Place x",
      from: "RST",
      to: "STR",
      imbalanceBeforeA: 32,
      imbalanceAfterA: 0,
    });
  });

  it("names the circuit that leaves most room", () => {
    const chargers = [charger("x", noCar), charger("y", noCar), charger("z", { circuitId: "b", amps: [4, 0, 0] })];
    expect(adviseCircuit(input(chargers, ["x", "y"]))).toMatchObject({
      deviceId: "x",
      from: "a",
      to: "b",
      fullestBefore: 1,
      fullestAfter: 20 / 32,
    });
  });

  it("says nothing where nothing is gained", () => {
    expect(adviseRotation(input([charger("x", noCar)], ["x"], { phases: 3 }))).toBeNull();
    expect(adviseCircuit(input([charger("x", noCar)], []))).toBeNull();
  });

  it("sends no electrician for half an ampere of balance, but for two", () => {
    const other = (amps: number) => charger("z", { amps: [amps, 0, 0], rotation: "L1" });
    const gains = (amps: number) => adviseRotation(input([charger("y", { amps: [amps, 0, 0] }), other(10)], []));
    expect(gains(0.5)).toBeNull();
    expect(gains(2)).toMatchObject({ deviceId: "y", imbalanceBeforeA: 12, imbalanceAfterA: 10 });
  });

  it("sends no electrician for one hundredth of a circuit, but for a tenth", () => {
    const gains = (amps: number) =>
      adviseCircuit(
        input([charger("x", { ...noCar, limitA: amps }), charger("z", { amps: [20, 0, 0], rotation: "L1" })], ["x"]),
      );
    expect(gains(1)).toBeNull();
    expect(gains(3.5)).toMatchObject({ deviceId: "x", from: "a", to: "b" });
  });

  it("turns a load as a permutation", () => {
    const wirings: Rotation[] = ["RST", "STR", "TRS", "RTS", "SRT", "TSR"];
    fc.assert(
      fc.property(fc.constantFrom(...wirings), fc.constantFrom(...wirings), amp, amp, amp, (from, to, a, b, c) => {
        for (const network of ["TN3", "IT3"] as const) {
          const there = rotated(network, [a, b, c], from, to);
          expect([...(there ?? [])].sort()).toEqual([a, b, c].sort());
          expect(rotated(network, there ?? [0, 0, 0], to, from)).toEqual([a, b, c]);
        }
      }),
    );
    expect(rotated("TN3", [1, 2, 3], "L1", "RST")).toBeNull();
  });

  it("keeps its word: with the rotation that it names, the imbalance is what it said", () => {
    const one = fc.record({ amps: fc.tuple(amp, amp, amp), chosen: fc.boolean() });
    fc.assert(
      fc.property(fc.array(one, { minLength: 1, maxLength: 6 }), (cars) => {
        const chargers = cars.map(({ amps, chosen }, i) => charger(`c${i}`, chosen ? noCar : { amps }));
        const before = input(
          chargers,
          cars.flatMap(({ chosen }, i) => (chosen ? [`c${i}`] : [])),
        );
        const advice = adviseRotation(before);
        if (advice === null) return;
        expect(advice.imbalanceBeforeA).toBeCloseTo(whatIf(before).installation.imbalanceA ?? Number.NaN, 6);
        const after = chargers.map((each) => {
          if (each.deviceId !== advice.deviceId) return each;
          const [x, y, z] = each.lines.map(({ reading }) => reading?.value ?? 0);
          const turned = rotated("TN3", [x ?? 0, y ?? 0, z ?? 0], advice.from, advice.to) ?? [0, 0, 0];
          return {
            ...charger(each.deviceId, { ...each, amps: turned }),
            rotation: advice.to,
            lines: charger("", { amps: turned }).lines,
          };
        });
        const told = whatIf({ ...before, chargers: after }).installation.imbalanceA;
        expect(told).toBeCloseTo(advice.imbalanceAfterA, 6);
      }),
    );
  });
});
