import { describe, expect, it } from "vitest";
import { createRateLimit } from "./rate-limit";

describe("createRateLimit", () => {
  it("takes so many in any window, and again when the first has left it", () => {
    const limit = createRateLimit(3, 1000);
    expect([0, 100, 200, 300].map((at) => limit.take("a", at))).toEqual([true, true, true, false]);
    expect(limit.take("b", 300)).toBe(true);
    expect(limit.take("a", 1000)).toBe(true);
    expect(limit.take("a", 1001)).toBe(false);
  });

  it("does not count what it refuses", () => {
    const limit = createRateLimit(1, 1000);
    expect([0, 999, 1000].map((at) => limit.take("a", at))).toEqual([true, false, true]);
  });
});
