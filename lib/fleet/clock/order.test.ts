import { expect, test } from "vitest";
import { isAfter } from "./order";

test("what was said is ordered by epoch, then by own time, then by arrival", () => {
  const said = [
    [1, 100, 103],
    [1, 100, 104],
    [1, 200, 101],
    [2, 50, 90],
    [2, 50, 91],
    [2, 60, 80],
    [3, 10, 20],
  ].map(([epoch = 0, ownAt = 0, arrivedAt = 0]) => ({ epoch, ownAt, arrivedAt, observedAt: 0 }));
  for (const [i, a] of said.entries()) for (const [j, b] of said.entries()) expect(isAfter(a, b)).toBe(i > j);
});
