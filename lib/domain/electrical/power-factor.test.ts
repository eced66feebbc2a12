import { describe, expect, it } from "vitest";
import type { Reading } from "../reading";
import type { Triple } from "../topology";
import { carPhasesOf } from "./car-phases";
import { isSymmetric, leastFactors, powerFactorOf } from "./power-factor";

const all = (...values: (number | null)[]): Triple<Reading<number> | null> => {
  const of = (value: number | null | undefined) => (value == null ? null : { value, at: 5_000 });
  return [of(values[0]), of(values[1]), of(values[2])];
};
const watts = (value: number, at = 5_000) => ({ value, at });

describe("the power factor", () => {
  it("is active by apparent power of what is wired", () => {
    const measured = { terminals: all(10, 10, 10), voltages: all(230, 230, 230), powerW: watts(6555) };
    expect(powerFactorOf("TN3", "RST", measured)).toEqual({ value: 0.95, at: 5_000 });
    const single = { terminals: all(10, 99, 99), voltages: all(230, null, null), powerW: watts(2185) };
    expect(powerFactorOf("TN3", "L2", single)?.value).toBeCloseTo(0.95, 9);
  });

  it("is not known where a voltage, a current or the power is not, or they are not of one time", () => {
    const measured = { terminals: all(10, 0, 0), voltages: all(230, null, null), powerW: watts(2185) };
    expect(powerFactorOf("TN3", "RST", measured)?.value).toBeCloseTo(0.95, 9);
    expect(powerFactorOf("TN3", "RST", { ...measured, voltages: all(null, 230, 230) })).toBeNull();
    expect(powerFactorOf("TN3", "RST", { ...measured, terminals: all(10, null, 0) })).toBeNull();
    expect(powerFactorOf("TN3", "RST", { ...measured, powerW: null })).toBeNull();
    expect(powerFactorOf("TN3", "RST", { ...measured, powerW: watts(2185, 16_000) })).toBeNull();
  });

  it("is 1 within the meters' tolerance, and not known beyond it, or of next to nothing", () => {
    const measured = { terminals: all(10, 0, 0), voltages: all(230, 230, 230), powerW: watts(2350) };
    expect(powerFactorOf("TN3", "RST", measured)?.value).toBe(1);
    expect(powerFactorOf("TN3", "RST", { ...measured, powerW: watts(2600) })).toBeNull();
    expect(powerFactorOf("TN3", "RST", { ...measured, terminals: all(1, 0, 0), powerW: watts(200) })).toBeNull();
  });

  it("is known of a car that charges slowly, and by readings that came a few seconds apart", () => {
    const slow = { terminals: all(4, 0, 0), voltages: all(230, 230, 230), powerW: watts(874) };
    expect(powerFactorOf("TN3", "RST", slow)?.value).toBeCloseTo(0.95, 9);
    expect(powerFactorOf("TN3", "RST", { ...slow, powerW: watts(874, 12_000) })?.value).toBeCloseTo(0.95, 9);
  });

  it("is at least what it would be at the highest voltage of a healthy grid, and no vaguer than that", () => {
    const unknown = { terminals: all(10, 0, 0), voltages: all(), powerW: watts(10 * 253 * 0.9) };
    const [least] = leastFactors(unknown, false);
    expect(least).toBeLessThan(0.9 + 1e-9);
    expect(least).toBeGreaterThan(0.85);
  });

  it("is at least what it would be after the voltage has drifted by some volts, and no vaguer than that", () => {
    const drifted = { terminals: all(10, 0, 0), voltages: all(230, 0, 0), powerW: watts(10 * 234 * 0.95) };
    const [least] = leastFactors(drifted, false);
    expect(least).toBeLessThan(0.95);
    expect(least).toBeGreaterThan(0.9);
  });

  it("is that of a symmetric load where its currents are nearly alike, small or large", () => {
    expect(isSymmetric([0, 1, 2], all(6, 6.4, 6))).toBe(true);
    expect(isSymmetric([0, 1, 2], all(6, 7, 6))).toBe(false);
    expect(isSymmetric([0, 1, 2], all(32, 30.6, 32))).toBe(true);
    expect(isSymmetric([0, 1, 2], all(32, 29, 32))).toBe(false);
  });

  it("is nothing at least where the power is not known", () => {
    const measured = { terminals: all(10, 5, 0), voltages: all(230, 230, 230), powerW: null };
    expect(leastFactors(measured, false)).toEqual([0, 0, 0]);
  });
});

describe("a symmetric load", () => {
  it("has three alike currents", () => {
    const legs = [0, 1, 2] as const;
    expect(isSymmetric(legs, all(9.2, 9.3, 9.25))).toBe(true);
    expect(isSymmetric(legs, all(9.2, 0, 9.25))).toBe(false);
    expect(isSymmetric(legs, all(9.2, null, 9.25))).toBe(false);
    expect(isSymmetric(legs, all(0, 0, 0))).toBe(false);
    expect(isSymmetric([0, null, null], all(9, 9, 9))).toBe(false);
  });
});

describe("the phases of a car", () => {
  it("are those it loads: one, two or three", () => {
    expect(carPhasesOf("TN3", "RST", all(16, 0, 0))).toBe(1);
    expect(carPhasesOf("TN3", "STR", all(16, 15.8, 0.1))).toBe(2);
    expect(carPhasesOf("TN3", "RST", all(16, 16, 16))).toBe(3);
    expect(carPhasesOf("TN3", "L2", all(16, null, null))).toBe(1);
    expect(carPhasesOf("IT3", "RST", all(0, 16, 0))).toBe(1);
  });

  it("are not known where a wired reading is not, or nothing flows", () => {
    expect(carPhasesOf("TN3", "RST", all(16, null, 0))).toBeNull();
    expect(carPhasesOf("TN3", "RST", all(0, 0.2, 0))).toBeNull();
  });
});
