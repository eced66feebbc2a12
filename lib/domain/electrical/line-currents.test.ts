import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Reading } from "../reading";
import { type NetworkType, type Rotation, rotations, type Triple } from "../topology";
import { lineCurrents } from "./line-currents";
import { legsOf } from "./phase";

const networks: NetworkType[] = ["IT1", "IT3", "TN1", "TN3"];
const reading = fc.record({ value: fc.double({ min: 0, max: 40, noNaN: true }), at: fc.nat(1e6) });
const maybe = fc.option(reading, { nil: null });
const part = fc.record({
  rotation: fc.constantFrom<Rotation>(...rotations),
  terminals: fc.tuple(maybe, maybe, maybe),
});

function amps(...values: (number | null)[]): Triple<Reading<number> | null> {
  const [a, b, c] = values.map((value, i) => (value === null ? null : { value: value as number, at: 100 + i }));
  return [a ?? null, b ?? null, c ?? null];
}
describe("lineCurrents", () => {
  it("un-rotates the terminals and names the one that feeds a line", () => {
    const lines = lineCurrents("TN3", "STR", amps(10, 11, 12));
    expect(lines.map((line) => line.reading?.value)).toEqual([12, 10, 11]);
    expect(lines.map((line) => line.reading?.at)).toEqual([102, 100, 101]);
    expect(lines.map((line) => line.terminal)).toEqual([3, 1, 2]);
    expect(lineCurrents("TN3", "RST", amps(1, 2, 3)).map((line) => line.terminal)).toEqual([null, null, null]);
    expect(lineCurrents("TN3", "L3", amps(1, 2, 3)).map((line) => line.terminal)).toEqual([null, null, 1]);
  });

  it("keeps an unknown terminal unknown on its line alone", () => {
    const lines = lineCurrents("TN3", "STR", amps(null, 11, 0));
    expect(lines.map((line) => line.reading?.value ?? null)).toEqual([0, null, 11]);
  });

  it("says 0 of a line that is not wired, and nothing when nothing is known", () => {
    expect(lineCurrents("TN3", "L2", amps(9, null, null)).map((line) => line.reading)).toEqual([
      { value: 0, at: 100 },
      { value: 9, at: 100 },
      { value: 0, at: 100 },
    ]);
    expect(lineCurrents("TN3", "L2", amps(null, 4, 4)).map((line) => line.reading)).toEqual([null, null, null]);
    expect(lineCurrents("TN3", "L1-L2", amps(4, 4, 4)).map((line) => line.reading)).toEqual([null, null, null]);
  });

  it("adds pair currents as vectors on IT: 10 A on L1-L2 and on L1-L3 are 17.32 A on L1", () => {
    const lines = lineCurrents("IT3", "RST", amps(10, 0, 10)).map((line) => line.reading?.value);
    expect(lines[0]).toBeCloseTo(17.3205, 4);
    expect(lines[1]).toBeCloseTo(10, 9);
    expect(lines[2]).toBeCloseTo(10, 9);
  });

  it("needs both pairs of a line on IT", () => {
    // 509 (L1-L2) unknown: only L3 is known.
    expect(lineCurrents("IT3", "RST", amps(3, 4, null)).map((line) => line.reading !== null)).toEqual([
      false,
      false,
      true,
    ]);
  });

  it("takes a charger on one pair by its first reading", () => {
    expect(lineCurrents("IT1", "L2-L3", amps(16, null, null)).map((line) => line.reading?.value)).toEqual([0, 16, 16]);
  });

  it("never makes a number of what is unknown", () => {
    fc.assert(
      fc.property(fc.constantFrom(...networks), part, (network, { rotation, terminals }) => {
        const legs = legsOf(network, rotation);
        const heard = terminals.some((terminal, t) => terminal !== null && legs[t] !== null);
        const lines = lineCurrents(network, rotation, terminals);
        if (!heard) for (const line of lines) expect(line.reading).toBeNull();
        const complete = legs.every((leg, t) => leg === null || terminals[t] !== null);
        if (heard && complete) for (const line of lines) expect(line.reading).not.toBeNull();
        if (heard && !complete) expect(lines.some((line) => line.reading === null)).toBe(true);
      }),
      { numRuns: 2000 },
    );
  });
});
