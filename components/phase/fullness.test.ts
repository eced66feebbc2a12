import { expect, test } from "vitest";
import { fullnessOf } from "./fullness";

test("over is certain, full is possible, and what is not known is neither", () => {
  const of = (currentA: number | null, rangeA?: [number, number]) => fullnessOf({ currentA, rangeA }, 63);
  expect([of(61.9), of(62.1), of(63.04), of(63.2)]).toEqual([null, "full", "full", "over"]);
  expect([of(60, [55, 65]), of(66, [64, 68]), of(50, [45, 55])]).toEqual(["full", "over", null]);
  expect(of(null)).toBeNull();
  expect(fullnessOf({ currentA: 99 }, null)).toBeNull();
});
