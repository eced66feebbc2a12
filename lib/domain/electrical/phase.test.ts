import fc from "fast-check";
import { describe, expect, it, test } from "vitest";
import { type NetworkType, type Rotation, rotations } from "../topology";
import { isIt, itPairs, legsOf, legsOfLine, lineAmps, linesOf, linesOfLeg, voltageTerminalOf } from "./phase";
import { allTerminals, legsOfTerminals, linesOfTerminals, readingsOf, singleTerminal } from "./terminals";

const threePhase = rotations.filter((rotation) => rotation.length === 3);
const networks: NetworkType[] = ["IT1", "IT3", "TN1", "TN3"];
const amps = fc.double({ min: 0, max: 100, noNaN: true });

/** The pair currents as phasors in phase with their pair's voltage, summed into each line: the calculation by hand. */
function byPhasors(legs: readonly [number, number, number]): number[] {
  const voltage = [90, -30, 210].map((degrees) => (degrees * Math.PI) / 180);
  const sum = [0, 1, 2].map(() => ({ re: 0, im: 0 }));
  itPairs.forEach(([a, b], leg) => {
    const re = Math.cos(voltage[a] as number) - Math.cos(voltage[b] as number);
    const im = Math.sin(voltage[a] as number) - Math.sin(voltage[b] as number);
    const length = Math.hypot(re, im);
    const current = legs[leg] as number;
    const from = sum[a] as { re: number; im: number };
    const to = sum[b] as { re: number; im: number };
    from.re += (current * re) / length;
    from.im += (current * im) / length;
    to.re -= (current * re) / length;
    to.im -= (current * im) / length;
  });
  return sum.map(({ re, im }) => Math.hypot(re, im));
}

describe("rotation", () => {
  it("is a permutation of the lines for every three-phase wiring, each a different one", () => {
    for (const rotation of threePhase) expect([...linesOf(rotation)].sort()).toEqual([0, 1, 2]);
    expect(new Set(threePhase.map((rotation) => linesOf(rotation).join())).size).toBe(6);
  });

  it("names the line of terminal n by its letter n", () => {
    for (const rotation of threePhase) {
      expect(linesOf(rotation)).toEqual([...rotation].map((letter) => "RST".indexOf(letter)));
    }
  });

  it("permutes the legs too, on both kinds of grid", () => {
    for (const network of ["TN3", "IT3"] as const) {
      for (const rotation of threePhase) expect([...legsOf(network, rotation)].sort()).toEqual([0, 1, 2]);
    }
  });

  it("maps each pair of terminals to the pair of their lines on IT", () => {
    for (const rotation of threePhase) {
      legsOf("IT3", rotation).forEach((leg, reading) => {
        const [a, b] = itPairs[reading as 0 | 1 | 2];
        const lines = linesOf(rotation);
        expect([...itPairs[leg as 0 | 1 | 2]].sort()).toEqual([lines[a], lines[b]].sort());
      });
    }
    expect(legsOf("IT3", "STR")).toEqual([2, 0, 1]);
  });

  it("leaves one leg on a single-phase wiring, and none where grid and wiring contradict each other", () => {
    expect(legsOf("TN3", "L2")).toEqual([1, null, null]);
    expect(legsOf("TN1", "RST")).toEqual([0, null, null]);
    expect(legsOf("IT1", "RST")).toEqual([0, null, null]);
    expect(legsOf("IT3", "L1-L3")).toEqual([0, null, null]);
    expect(legsOf("IT3", "L2-L3")).toEqual([1, null, null]);
    expect(legsOf("IT1", "L1-L2")).toEqual([2, null, null]);
    expect(legsOf("TN3", "L1-L2")).toEqual([null, null, null]);
    expect(legsOf("IT3", "L1")).toEqual([null, null, null]);
  });
});

test.each<[Rotation, (number | null)[]]>([
  ["RST", [1, 2, 3]],
  ["STR", [3, 1, 2]],
  ["L2", [null, 1, null]],
  ["L2-L3", [null, 1, 1]],
  ["L1-L3", [1, null, 1]],
])(
  "the voltages of L1, L2, L3 are those of the terminals that a charger wired as %s has on them",
  (rotation, terminals) => {
    expect(([0, 1, 2] as const).map((line) => voltageTerminalOf(rotation, line))).toEqual(terminals);
  },
);

describe("lineAmps", () => {
  it("agrees with phasors drawn by hand on IT", () => {
    fc.assert(
      fc.property(fc.tuple(amps, amps, amps), (legs) => {
        const lines = lineAmps("IT3", legs);
        byPhasors(legs).forEach((expected, line) => {
          expect(lines[line]).toBeCloseTo(expected, 6);
        });
      }),
      { numRuns: 2000 },
    );
  });

  it("gives the known figures", () => {
    // 10 A on L1-L3 and 10 A on L1-L2.
    const [l1, l2, l3] = lineAmps("IT3", [10, 0, 10]);
    expect(l1).toBeCloseTo(17.3205, 4);
    expect(l2).toBeCloseTo(10, 9);
    expect(l3).toBeCloseTo(10, 9);
    // A single-phase car loads two lines alike.
    expect(lineAmps("IT1", [0, 16, 0])).toEqual([0, 16, 16]);
    // Balanced three-phase: the pair's current times the root of three.
    for (const line of lineAmps("IT3", [10, 10, 10])) expect(line).toBeCloseTo(10 * Math.sqrt(3), 9);
    expect(lineAmps("TN3", [1, 2, 3])).toEqual([1, 2, 3]);
  });

  it("never falls when a leg's current grows", () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...networks),
        fc.tuple(amps, amps, amps),
        fc.nat(2),
        amps,
        (network, legs, at, more) => {
          const grown: [number, number, number] = [...legs];
          grown[at as 0 | 1 | 2] += more;
          const after = lineAmps(network, grown);
          lineAmps(network, legs).forEach((before, line) => {
            expect(after[line]).toBeGreaterThanOrEqual(before - 1e-9);
          });
        },
      ),
    );
  });

  it("knows which legs meet in a line", () => {
    for (const network of networks) {
      for (const line of [0, 1, 2] as const) {
        for (const leg of [0, 1, 2] as const) {
          const alone: [number, number, number] = [0, 0, 0];
          alone[leg] = 8;
          const loaded = (lineAmps(network, alone)[line] ?? 0) > 0;
          expect(legsOfLine(network, line).includes(leg)).toBe(loaded);
          expect(linesOfLeg(network, leg).includes(line)).toBe(loaded);
        }
      }
    }
  });
});

describe("terminals", () => {
  it("of a rotated charger are the lines that they are wired to", () => {
    expect(linesOfTerminals("TN3", "RST", "1-N")).toEqual([0]);
    expect(linesOfTerminals("TN3", "STR", "1-N")).toEqual([1]);
    expect(linesOfTerminals("TN3", "TSR", "3-N")).toEqual([0]);
    expect(linesOfTerminals("TN3", "STR", "1-2-3-N")).toEqual([0, 1, 2]);
  });

  it("are pairs on IT", () => {
    expect(linesOfTerminals("IT3", "RST", "1-2")).toEqual([0, 1]);
    expect(linesOfTerminals("IT3", "RST", "2-3")).toEqual([1, 2]);
    expect(linesOfTerminals("IT3", "RST", "1-3")).toEqual([0, 2]);
    expect(linesOfTerminals("IT3", "STR", "1-2")).toEqual([1, 2]);
    expect(linesOfTerminals("IT3", "STR", "1-2-3")).toEqual([0, 1, 2]);
  });

  it("can only mean the one wired leg of a single-phase charger", () => {
    expect(linesOfTerminals("TN3", "L2", "1-N")).toEqual([1]);
    expect(linesOfTerminals("TN3", "L2", "1-2-3-N")).toEqual([1]);
    expect(linesOfTerminals("TN3", "L2", "3-N")).toEqual([1]);
    for (const pair of ["1-2", "2-3", "1-3", "1-2-3"] as const)
      expect(linesOfTerminals("IT3", "L2-L3", pair)).toEqual([1, 2]);
  });

  it("are not known on another grid, or where grid and wiring contradict each other", () => {
    for (const pair of ["unknown", "1-2", "2-3", "1-3", "1-2-3"] as const)
      expect(legsOfTerminals("TN3", "RST", pair)).toBeNull();
    for (const one of ["unknown", "1-N", "2-N", "3-N", "1-2-N", "1-2-3-N"] as const)
      expect(legsOfTerminals("IT3", "RST", one)).toBeNull();
    expect(legsOfTerminals("TN3", "L1-L2", "1-N")).toBeNull();
  });

  it("round trip through their readings", () => {
    for (const network of networks) {
      for (const reading of [0, 1, 2] as const) {
        expect(readingsOf(network, singleTerminal(network, reading))).toEqual([reading]);
      }
      expect(readingsOf(network, allTerminals(network))).toEqual([0, 1, 2]);
    }
  });

  it("cover with the three single ids what the id of all phases covers", () => {
    fc.assert(
      fc.property(
        fc.constantFrom<NetworkType>("TN3", "IT3"),
        fc.constantFrom<Rotation>(...threePhase),
        (network, rotation) => {
          const singles = ([0, 1, 2] as const).flatMap((r) =>
            legsOfTerminals(network, rotation, singleTerminal(network, r)),
          );
          expect(singles.sort()).toEqual([0, 1, 2]);
          expect([...(legsOfTerminals(network, rotation, allTerminals(network)) ?? [])].sort()).toEqual([0, 1, 2]);
          expect(isIt(network)).toBe(network === "IT3");
        },
      ),
    );
  });
});
