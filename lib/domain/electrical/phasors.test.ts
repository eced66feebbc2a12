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

  it("of an IT line have no direction while another line is unknown", () => {
    const set = phasorsOf("IT3", { ...nothing, lines: sums([16, null, 16]) });
    expect(set.pairs).toEqual([]);
    expect(set.lines.map(({ angle }) => angle)).toEqual([null, null]);
  });
});
