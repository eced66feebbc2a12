import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parseDecimal } from "./number";

describe("parseDecimal", () => {
  it("gives what Number gives, to the last bit, for numbers as chargers write them", () => {
    fc.assert(
      fc.property(
        fc.double({ noNaN: true, noDefaultInfinity: true, min: -1e9, max: 1e9 }),
        fc.nat(6),
        (value, digits) => {
          const text = value.toFixed(digits);
          expect(parseDecimal(text)).toBe(Number(text) + 0);
        },
      ),
      { numRuns: 5000 },
    );
  });

  it("gives what Number gives for long numbers and exponents", () => {
    fc.assert(
      fc.property(fc.double({ noNaN: true, noDefaultInfinity: true }), (value) => {
        expect(parseDecimal(String(value))).toBe(value + 0);
      }),
    );
    expect(parseDecimal("9007199254740993")).toBe(Number("9007199254740993"));
    expect(parseDecimal("0.1000000000000000055511151231257827")).toBe(0.1);
  });

  it.each(["", " ", "1 ", " 1", "0x10", "1,5", "1.2.3", "-", ".", "+", "e5", "1e", "--1", "١", "1_000", "true"])(
    "finds no number in %j",
    (text) => expect(parseDecimal(text)).toBeNaN(),
  );

  it.each(["1e999", "-1e999", "NaN", "nan", "inf", "-Infinity"])("finds %j not finite", (text) => {
    expect(Math.abs(parseDecimal(text))).toBe(Number.POSITIVE_INFINITY);
  });

  it("knows one zero", () => {
    expect(Object.is(parseDecimal("-0.000"), 0)).toBe(true);
    expect(Object.is(parseDecimal("-0e0"), 0)).toBe(true);
  });

  it("reads a bare point and sign as Number does", () => {
    expect([parseDecimal("5."), parseDecimal(".5"), parseDecimal("+5"), parseDecimal("-.5")]).toEqual([
      5, 0.5, 5, -0.5,
    ]);
  });
});
