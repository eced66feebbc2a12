import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { type LoopWatch, watchLoop } from "./loop-watch";

let clock: number;
let watch: LoopWatch;

/** The process runs for so long: its timers are on time. */
function runs(ms: number): void {
  for (let passed = 0; passed < ms; passed += 250) {
    clock += 250;
    vi.advanceTimersByTime(250);
  }
}

beforeEach(() => {
  vi.useFakeTimers();
  clock = 0;
  watch = watchLoop(() => clock);
});
afterEach(() => {
  watch.stop();
  vi.useRealTimers();
});

describe("what is read now arrived after", () => {
  it("a moment ago, while the process keeps up", () => {
    runs(10_000);
    clock += 100;
    expect(watch.arrivedAfter()).toBe(10_000);
  });

  it("the moment before it stood still, before and after its first timer", () => {
    runs(10_000);
    clock += 40_000;
    expect(watch.arrivedAfter()).toBe(10_000);
    vi.advanceTimersByTime(250);
    expect(watch.arrivedAfter()).toBe(10_000);
    runs(1_750);
    expect(watch.arrivedAfter()).toBe(10_000);
    runs(250);
    expect(watch.arrivedAfter()).toBe(clock);
  });

  it("the earliest, when it stands still again before it has caught up", () => {
    runs(10_000);
    clock += 5_000;
    vi.advanceTimersByTime(250);
    clock += 1_500;
    vi.advanceTimersByTime(250);
    expect(watch.arrivedAfter()).toBe(10_000);
  });
});
