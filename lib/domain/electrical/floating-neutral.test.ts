import fc from "fast-check";
import { expect, it } from "vitest";
import { canBeFloating } from "./floating-neutral";

const corners = [
  [0, 0],
  [400, 0],
  [200, 200 * Math.sqrt(3)],
] as const;

it("law: wherever a neutral drifts to in a grid within its limits, its three voltages can be told as such", () => {
  const unit = fc.double({ min: 0, max: 1, noNaN: true });
  fc.assert(
    fc.property(unit, unit, fc.double({ min: 0.92, max: 1.08, noNaN: true }), (u, v, size) => {
      const [a, b] = u + v > 1 ? [1 - u, 1 - v] : [u, v];
      const [x, y] = [a * 400 + b * 200, b * corners[2][1]];
      const [one, two, three] = corners.map(([cx, cy]) => size * Math.hypot(x - cx, y - cy));
      expect(canBeFloating([one ?? 0, two ?? 0, three ?? 0])).toBe(true);
    }),
  );
});

it.each<[string, [number, number, number], boolean]>([
  ["in the middle", [230, 231, 229], true],
  ["drifted", [262, 199, 236], true],
  ["at one of the lines", [0, 400, 400], true],
  ["one alone wired between two lines", [230, 230, 400], false],
  ["line and neutral swapped", [230, 400, 400], false],
  ["one phase without voltage", [231, 4, 230], false],
  ["on one phase alone", [238.5, 0.4, 0.3], false],
])("%s: %j", (_, volts, can) => {
  expect(canBeFloating(volts)).toBe(can);
});
