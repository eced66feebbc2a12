import { describe, expect, it } from "vitest";
import { createSlowDown } from "./slow-down";

const limits = { allowed: 5, windowMs: 60_000, waitMs: 2_000, waiting: 2, addresses: 10 };

function failTimes(times: number, address = "192.0.2.1", now = 0) {
  const slowDown = createSlowDown(limits);
  for (let count = 0; count < times; count++) slowDown.failed(address, now);
  return slowDown;
}

describe("createSlowDown", () => {
  it("slows after five failures in a minute, and only that address", () => {
    expect(failTimes(4).wait("192.0.2.1", 0)).toBe(0);
    const slowDown = failTimes(5);
    expect(slowDown.wait("192.0.2.1", 0)).toBe(2_000);
    expect(slowDown.wait("192.0.2.2", 0)).toBe(0);
  });

  it("forgets after the minute", () => {
    expect(failTimes(5).wait("192.0.2.1", 59_999)).toBe(2_000);
    expect(failTimes(5).wait("192.0.2.1", 60_000)).toBe(0);
  });

  it("turns away when too many wait, until one of them is through", () => {
    const slowDown = failTimes(5);
    expect([1, 2, 3].map(() => slowDown.wait("192.0.2.1", 0))).toEqual([2_000, 2_000, null]);
    slowDown.waited("192.0.2.1");
    expect(slowDown.wait("192.0.2.1", 0)).toBe(2_000);
  });

  it("counts the failures of a window", () => {
    const slowDown = failTimes(7);
    expect(slowDown.failed("192.0.2.1", 10)).toBe(8);
    expect(slowDown.failed("192.0.2.1", 200_000)).toBe(1);
  });

  it("remembers no more addresses than it may, and those that failed last", () => {
    const slowDown = failTimes(5);
    for (let host = 1; host <= 10; host++) slowDown.failed(`198.51.100.${host}`, 0);
    expect(slowDown.wait("192.0.2.1", 0)).toBe(0);
    expect(slowDown.failed("198.51.100.10", 0)).toBe(2);
  });
});
