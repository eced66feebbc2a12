import { describe, expect, it } from "vitest";
import { retryDelayMs } from "./backoff";

describe("retryDelayMs", () => {
  it("doubles, is spread over its upper half, and ends at 10 s", () => {
    expect(retryDelayMs(0, 1)).toBe(400);
    expect(retryDelayMs(0, 0)).toBe(200);
    expect(retryDelayMs(3, 1)).toBe(3200);
    expect(retryDelayMs(40, 1)).toBe(10_000);
    expect(retryDelayMs(5000, 0)).toBe(5_000);
  });
});
