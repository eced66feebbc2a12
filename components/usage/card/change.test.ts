import { expect, it } from "vitest";
import { changeOf } from "./change";

const dates = { firstDate: "2026-10-01", lastDate: "2026-10-28" };
const sum = (wh: number | null, unknownHours = 0) => ({ ...dates, wh, unknownHours, estimatedWh: 0 });

it.each([
  [112, 100, 12],
  [88, 100, -12],
  [100, 100, 0],
  [0, 100, -100],
])("%i beside %i is %i percent", (month, before, percent) => {
  expect(changeOf({ month: sum(month), before: sum(before) })).toBe(percent);
});

it("is not known where one of both is not known whole, or there was nothing", () => {
  expect(changeOf({ month: sum(100), before: null })).toBeNull();
  expect(changeOf({ month: sum(100), before: sum(null, 3) })).toBeNull();
  expect(changeOf({ month: sum(100), before: sum(100, 0.25) })).toBeNull();
  expect(changeOf({ month: sum(100, 0.25), before: sum(100) })).toBeNull();
  expect(changeOf({ month: sum(null), before: sum(100) })).toBeNull();
  expect(changeOf({ month: sum(100), before: sum(0) })).toBeNull();
});
