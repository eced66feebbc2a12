import { expect, it } from "vitest";
import { quarterMs } from "../../../lib/domain/time/quarters-of-day";
import { barsOf } from "./bars";

const begin = Date.UTC(2026, 10, 28);
const quarters = (...told: [index: number, wh: number, isEstimated?: boolean][]) =>
  told.map(([index, wh, isEstimated = false]) => ({ at: begin + index * quarterMs, wh, isEstimated }));

it("has a bar for each quarter-hour, also where none flowed", () => {
  expect(barsOf(quarters([1, 100], [4, 50, true]))).toEqual({
    bars: quarters([1, 100], [2, 0], [3, 0], [4, 50, true]),
    stepMinutes: 15,
  });
});

it("has longer bars for a longer time, with all of the energy", () => {
  const many = quarters(...Array.from({ length: 300 }, (_, index): [number, number] => [index, 10]));
  const { bars, stepMinutes } = barsOf(many);
  expect([bars.length, stepMinutes]).toEqual([75, 60]);
  expect(bars.reduce((sum, { wh }) => sum + wh, 0)).toBe(3_000);
  const long = barsOf(quarters([0, 1], [96 * 200, 2, true]));
  expect([long.bars.length, long.stepMinutes, long.bars.at(-1)?.isEstimated]).toEqual([201, 1_440, true]);
});

it("has none of nothing", () => {
  expect(barsOf([])).toEqual({ bars: [], stepMinutes: 15 });
});
