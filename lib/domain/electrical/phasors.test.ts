import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Triple } from "../topology";
import { legsOfLines } from "./legs-of-lines";
import { neutralCurrent } from "./neutral-current";
import { lineAmps } from "./phase";
import { phasorsOf } from "./phasors";

const amps = fc.double({ min: 0, max: 200, noNaN: true });
const sums = (of: Triple<number | null>, atLeast = false) => {
  const line = (i: 0 | 1 | 2) => ({ currentA: of[i], atLeast, at: 1 });
  return [line(0), line(1), line(2)] as const;
};
const nothing = { neutral: null, voltages: null, powerFactor: null };

describe("phasors", () => {
  it("of pairs are those whose lines they are", () => {
    fc.assert(
      fc.property(fc.tuple(amps, amps, amps), (pairs) => {
        const lines = lineAmps("IT3", lineAmps("TN3", pairs));
        const back = lineAmps("IT3", legsOfLines("IT3", lines));
        for (const i of [0, 1, 2] as const) expect(back[i]).toBeCloseTo(lines[i], 3);
      }),
    );
    expect(legsOfLines("IT3", [0, 0, 0])).toEqual([0, 0, 0]);
    expect(legsOfLines("IT3", lineAmps("IT3", [10, 0, 10]))[0]).toBeCloseTo(10, 6);
  });

  it("of IT lines add up to nothing", () => {
    const { lines, pairs } = phasorsOf("IT3", { ...nothing, lines: sums(lineAmps("IT3", [10, 4, 7])) });
    expect(pairs.map(({ length }) => Math.round(length))).toEqual([10, 4, 7]);
    const at = (turn: (radians: number) => number) =>
      lines.reduce((sum, { length, angle }) => sum + length * turn(((angle ?? 0) * Math.PI) / 180), 0);
    expect(at(Math.cos)).toBeCloseTo(0, 6);
    expect(at(Math.sin)).toBeCloseTo(0, 6);
  });

  it("of TN lines stand 120 degrees apart, and lag by the measured power factor", () => {
    const set = phasorsOf("TN3", { ...nothing, lines: sums([10, 10, 10]), powerFactor: 0.5 });
    expect(set.lines.map(({ angle }) => Math.round(angle ?? 0))).toEqual([-60, -180, 60]);
    expect(phasorsOf("TN3", { ...nothing, lines: sums([1, 1, 1]) }).lines.map(({ angle }) => angle)).toEqual([
      0, -120, 120,
    ]);
  });

  it("have the neutral in the direction of their sum, and none while a part is unknown", () => {
    const neutral = { currentA: neutralCurrent([16, 0, 0]), atLeast: false };
    const set = phasorsOf("TN3", { ...nothing, lines: sums([16, 0, 0]), neutral });
    expect(set.neutral).toEqual({ name: "N", length: 16, angle: 0, atLeast: false });
    const part = phasorsOf("TN3", {
      ...nothing,
      lines: sums([16, null, 0], true),
      neutral: { ...neutral, atLeast: true },
    });
    expect(part.neutral?.angle).toBeNull();
    expect(part.lines.map(({ name }) => name)).toEqual(["L1", "L3"]);
  });

  it("of voltages stand 120 degrees apart, on IT between lines", () => {
    const told = {
      deviceId: "a",
      voltageV: [230, 231, 232] as const,
      at: 1,
      imbalancePercent: 0,
      from: "lines" as const,
    };
    const voltages = (network: "TN3" | "IT3") =>
      phasorsOf(network, { ...nothing, lines: sums([0, 0, 0]), voltages: told }).voltages;
    expect(voltages("TN3")).toEqual([
      { name: "L1", length: 230, angle: 0, atLeast: false },
      { name: "L2", length: 231, angle: -120, atLeast: false },
      { name: "L3", length: 232, angle: 120, atLeast: false },
    ]);
    expect(voltages("IT3").map(({ name, angle }) => [name, angle])).toEqual([
      ["L1-L3", -30],
      ["L2-L3", -90],
      ["L1-L2", 30],
    ]);
    expect(phasorsOf("TN3", { ...nothing, lines: sums([0, 0, 0]) }).voltages).toEqual([]);
  });

  it("of pairs are named, at least so much where a line is, and without a direction where nothing flows", () => {
    const { pairs, neutral } = phasorsOf("IT3", { ...nothing, lines: sums(lineAmps("IT3", [10, 0, 10]), true) });
    expect(pairs.map(({ name, angle, atLeast }) => [name, angle && Math.round(angle), atLeast])).toEqual([
      ["L1-L3", -30, true],
      ["L2-L3", null, true],
      ["L1-L2", 30, true],
    ]);
    expect(neutral).toBeNull();
    expect(phasorsOf("TN3", { ...nothing, lines: sums([10, 0, 0]) }).pairs).toEqual([]);
    const [first] = phasorsOf("IT3", { ...nothing, lines: sums(lineAmps("IT3", [10, 4, 7])) }).pairs;
    expect(first?.atLeast).toBe(false);
  });

  it("of a neutral without current, or whose lines are not all known, have no direction", () => {
    const angle = (of: Triple<number | null>, length: number, atLeast = false) =>
      phasorsOf("TN3", { ...nothing, lines: sums(of), neutral: { currentA: length, atLeast } }).neutral?.angle;
    expect(angle([10, 10, 10], 0)).toBeNull();
    expect(angle([16, 16, null], 16)).toBeNull();
    expect(angle([16, 0, 0], 16, true)).toBeNull();
    expect(angle([0, 16, 0], 16)).toBeCloseTo(-120, 6);
  });

  it("of an IT line have no direction while another line is unknown", () => {
    const unknown: Triple<number | null>[] = [
      [null, 16, 16],
      [16, null, 16],
      [16, 16, null],
    ];
    for (const of of unknown) {
      const set = phasorsOf("IT3", { ...nothing, lines: sums(of) });
      expect(set.pairs).toEqual([]);
      expect(set.lines.map(({ angle }) => angle)).toEqual([null, null]);
    }
  });
});
