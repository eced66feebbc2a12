import { isDeepStrictEqual } from "node:util";
import { expect, it } from "vitest";
import { gapsInMonth, holdsTheSame, modelOfMonth } from "./in-month";
import { model } from "./test-model";

const same = (first: ReturnType<typeof model>, second: ReturnType<typeof model>, month: string) =>
  holdsTheSame(first, second, month, isDeepStrictEqual);

it("cuts periods to the month", () => {
  const { periods } = modelOfMonth(
    model([{ from: "2025-01-01", to: "2026-02-10" }, { from: "2026-02-15" }]),
    "2026-02",
  );
  expect(periods.map(({ from, to }) => [from, to])).toEqual([
    ["2026-02-01", "2026-02-10"],
    ["2026-02-15", "2026-02-28"],
  ]);
});

it("names the days without a price", () => {
  const gaps = (...periods: object[]) => gapsInMonth(modelOfMonth(model(periods), "2026-02"), "2026-02");
  expect(gaps({ from: "2026-02-03", to: "2026-02-10" }, { from: "2026-02-15", to: "2026-02-27" })).toEqual([
    { from: "2026-02-01", to: "2026-02-02" },
    { from: "2026-02-11", to: "2026-02-14" },
    { from: "2026-02-28", to: "2026-02-28" },
  ]);
  expect(gaps({ from: "2025-01-01" })).toEqual([]);
  expect(gaps({ from: "2027-01-01" })).toEqual([{ from: "2026-02-01", to: "2026-02-28" }]);
});

it("knows which changes leave a month as it is", () => {
  const before = model([{ from: "2026-01-01" }], ["2026-05-17"]);
  const later = model(
    [
      { from: "2026-01-01", to: "2026-03-31" },
      { from: "2026-04-01", vatPercent: "15" },
    ],
    ["2026-05-17"],
  );
  expect([same(before, later, "2026-03"), same(before, later, "2026-04")]).toEqual([true, false]);
  expect(same(before, model([{ from: "2026-01-01", vatPercent: "15" }], ["2026-05-17"]), "2026-03")).toBe(false);
  const free = model([{ from: "2026-01-01" }], ["2026-02-28", "2026-05-17"]);
  // A band of the evening of the 28th reaches into March.
  expect(["2026-01", "2026-02", "2026-03", "2026-04"].map((month) => same(before, free, month))).toEqual([
    true,
    false,
    false,
    true,
  ]);
});
