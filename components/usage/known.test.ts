import { expect, it } from "vitest";
import { knownWh } from "./known";

it.each([
  [0, 0, 0],
  [0, 1, null],
  [5, 1, 5],
  [null, 0, null],
])("%s Wh with %i unknown hours are %s", (wh, unknownHours, expected) => {
  expect(knownWh({ wh, unknownHours, estimatedWh: 0 })).toBe(expected);
});
