import { describe, expect, test } from "vitest";
import { priceModel } from "./model";
import { gapsIn, modelFaults } from "./model-faults";
import { model, period } from "./test-model";

describe("a model", () => {
  test("of what an owner enters", () => {
    expect(priceModel.safeParse(model([{}], ["2026-05-17"])).success).toBe(true);
  });
  test.each([
    ["a day that is none", { from: "2026-02-30" }],
    ["a price as a number", { energy: { kind: "fixed", perKwh: 1.5 } }],
    ["a price with a comma", { energy: { kind: "fixed", perKwh: "1,5" } }],
    ["a currency in words", { currency: "euro" }],
    [
      "a band that begins between quarter-hours",
      {
        energy: {
          kind: "timeOfDay",
          perKwh: "1",
          bands: [{ perKwh: "1", season: null, days: ["weekday"], from: "06:10", to: "22:00" }],
        },
      },
    ],
    ["what it does not know", { discount: "1" }],
  ])("is refused with %s", (_, more) => {
    expect(priceModel.safeParse({ periods: [{ ...period(), ...more }], holidays: [] }).success).toBe(false);
  });
});

describe("periods", () => {
  test("may follow each other in any order", () => {
    const given = model([{ from: "2026-03-01" }, { from: "2026-01-01", to: "2026-02-28" }]);
    expect([modelFaults(given), gapsIn(given)]).toEqual([[], []]);
  });
  test("must not overlap, not by a day", () => {
    const given = model([{ from: "2026-02-28" }, { from: "2026-01-01", to: "2026-02-28" }]);
    expect(modelFaults(given)).toEqual([{ code: "overlap", first: 1, second: 0, from: "2026-02-28" }]);
    expect(modelFaults(model([{}, { from: "2026-07-01" }]))).toMatchObject([{ code: "overlap", first: 0, second: 1 }]);
  });
  test("must not end before they begin", () => {
    expect(modelFaults(model([{ from: "2026-02-02", to: "2026-02-01" }]))).toEqual([
      { code: "endBeforeStart", period: 0 },
    ]);
  });
  test("leave gaps, which are named by their days", () => {
    expect(gapsIn(model([{ to: "2026-01-31" }, { from: "2026-03-01", to: "2026-03-31" }]))).toEqual([
      { from: "2026-02-01", to: "2026-02-28" },
      { from: "2026-04-01", to: null },
    ]);
  });
});
