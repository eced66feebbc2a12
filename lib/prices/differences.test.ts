import { isDeepStrictEqual } from "node:util";
import { describe, expect, test } from "vitest";
import { compare, namesOf } from "./differences";
import { model, period } from "./test-model";

describe("two models", () => {
  const one = model([{}, { from: "2027-01-01", vatPercent: "0" }], ["2026-05-17"]);
  const other = model([{ to: "2026-12-31" }, { from: "2028-01-01", vatPercent: "0" }]);

  test("differ in periods, by the day on which they begin, and in what of them is another", () => {
    expect(compare(one, other, isDeepStrictEqual)).toEqual({
      periods: [
        { from: "2026-01-01", what: ["to"] },
        { from: "2027-01-01", what: "onlyInFirst" },
        { from: "2028-01-01", what: "onlyInSecond" },
      ],
      holidays: true,
    });
    expect(namesOf(compare(one, other, isDeepStrictEqual))).toEqual([
      "2026-01-01 to",
      "2027-01-01",
      "2028-01-01",
      "holidays",
    ]);
  });

  test("are the same where nothing of them is another", () => {
    expect(namesOf(compare(one, structuredClone(one), isDeepStrictEqual))).toEqual([]);
  });

  test("are compared in everything that a period has", () => {
    const { from, ...rest } = period();
    const changed = period({
      to: "2026-12-31",
      currency: "EUR",
      vatPercent: "19",
      withVat: true,
      energy: { kind: "fixed", perKwh: "9" },
      monthly: [{ name: "Meter", amount: "1", sharedBy: "kwh", isProvisional: false }],
      isProvisional: true,
    });
    const { periods } = compare(
      { periods: [{ from, ...rest }], holidays: [] },
      { periods: [changed], holidays: [] },
      isDeepStrictEqual,
    );
    expect([...(periods[0]?.what ?? [])].sort()).toEqual(Object.keys(rest).sort());
  });
});
