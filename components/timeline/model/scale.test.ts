import { expect, it } from "vitest";
import { roundUp } from "./scale";

it.each([
  [10_700, 1_000, 15_000],
  [0, 1_000, 1_000],
  [16, 6, 20],
  [32, 6, 40],
  [10_000, 1_000, 10_000],
])("an axis for %d (at least %d) ends at %d", (value, least, end) => expect(roundUp(value, least)).toBe(end));
