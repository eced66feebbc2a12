import { expect, test } from "vitest";
import { differencesOf } from "./differences";
import { model } from "./test-model";

test("two models differ in periods, by the day on which they begin, and in what of them is another", () => {
  const one = model([{}, { from: "2027-01-01", vatPercent: "0" }], ["2026-05-17"]);
  const other = model([{ to: "2026-12-31" }, { from: "2028-01-01", vatPercent: "0" }]);
  expect(differencesOf(one, other)).toEqual(["2026-01-01 to", "2027-01-01", "2028-01-01", "holidays"]);
  expect(differencesOf(one, structuredClone(one))).toEqual([]);
});
