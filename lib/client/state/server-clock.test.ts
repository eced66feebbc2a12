import { describe, expect, it } from "vitest";
import { createServerClock } from "./server-clock";

describe("the server's clock", () => {
  it("is taken from the fastest frame, not from the last", () => {
    const clock = createServerClock(1_000_000, () => 500_000);
    clock.heard(1_000_000, 500_040, true);
    clock.heard(1_001_000, 501_002, false);
    clock.heard(1_002_000, 502_300, false);
    expect(clock.now()).toBe(500_000 + 499_998);
  });

  it("follows a clock that was set back", () => {
    const clock = createServerClock(1_000_000, () => 500_000);
    clock.heard(940_000, 500_000, false);
    expect(clock.now()).toBe(940_000);
  });
});
