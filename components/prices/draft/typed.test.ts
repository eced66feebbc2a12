import { describe, expect, test } from "vitest";
import { decimalOf, percentOf, shownDecimal } from "./typed";

describe("a typed number", () => {
  test.each([
    ["1,5", "1.5"],
    ["1.5", "1.5"],
    [" 0,3636 ", "0.3636"],
    ["-0,012", "-0.012"],
    ["−0,012", "-0.012"],
    [",36", "0.36"],
    ["-.5", "-0.5"],
    ["0.123456", "0.123456"],
    ["1.50", "1.50"],
    ["123456789", "123456789"],
  ])("%s is kept as %s, digit by digit", (typed, kept) => {
    expect(decimalOf(typed)).toBe(kept);
  });

  test.each(["", " ", "1,2,3", "1.234,56", "1 000", "1e3", "0x10", "NaN", "1,", "0.1234567", "1234567890", "€ 1"])(
    "%j is none",
    (typed) => {
      expect(decimalOf(typed)).toBeNull();
    },
  );

  test("is a percentage only where it is one", () => {
    expect(["25", "7,7", "19.000"].map(percentOf)).toEqual(["25", "7.7", "19.000"]);
    expect(["-1", "100", "1,2345", "25 %", ""].map(percentOf)).toEqual([null, null, null, null, null]);
  });

  test("is shown as its language writes it, with every digit", () => {
    expect(shownDecimal("-0.123400", ",")).toBe("-0,123400");
    expect(decimalOf(shownDecimal("-0.123400", ","))).toBe("-0.123400");
  });
});
