import { describe, expect, it } from "vitest";
import { durationParts } from "./duration";

describe("durationParts", () => {
  it.each([
    [0, 0, 0],
    [59_999, 0, 0],
    [60_000, 0, 1],
    [3_600_000, 1, 0],
    [26 * 3_600_000 + 5 * 60_000, 26, 5],
    [-5_000, 0, 0],
  ])("%i ms", (ms, h, m) => expect(durationParts(ms)).toEqual({ h, m }));
});
