import fc from "fast-check";
import { describe, expect, it, test } from "vitest";
import {
  boundsAt,
  lengthOf,
  liveStepMs,
  liveView,
  panned,
  pinched,
  shortestMs,
  type View,
  within,
  zoomed,
} from "./view";

const now = Date.UTC(2026, 10, 27, 12);
const hour = 3_600_000;
const bounds = boundsAt(now);
const at = (from: number, to: number): View => ({ from: now + from * hour, to: now + to * hour, live: false });

test("live is the last hour, and ends with the first move", () => {
  expect(liveView(now)).toEqual({ from: now - hour, to: now, live: true });
  expect(panned(liveView(now), -hour, bounds)).toEqual(at(-2, -1));
});

test("nothing later than now, and nothing before what can be asked for", () => {
  expect(panned(at(-3, -2), 10 * hour, bounds)).toEqual(at(-1, 0));
  const first = within({ from: bounds.first - hour, to: bounds.first + hour }, bounds);
  expect(first).toEqual({ from: bounds.first, to: bounds.first + 2 * hour, live: false });
});

test("what cannot move stays the same object, live too", () => {
  const live = liveView(now);
  expect(panned(live, hour, bounds)).toBe(live);
  const shortest = { from: now - shortestMs, to: now, live: false };
  expect(zoomed(shortest, 0.5, now, bounds)).toBe(shortest);
});

test("zooming keeps what is pointed at in its place", () => {
  expect(zoomed(at(-10, -2), 0.5, now - 4 * hour, bounds)).toEqual(at(-7, -3));
  // Where there is no time after now, the rest goes to the other side.
  expect(zoomed(at(-4, 0), 2, now - 2 * hour, bounds)).toEqual(at(-8, 0));
});

test("two fingers keep what they hold", () => {
  const held = { leftAt: now - 8 * hour, rightAt: now - 6 * hour };
  expect(pinched(held, { left: 0.25, right: 0.75 }, bounds)).toEqual(at(-9, -5));
  expect(lengthOf(pinched(held, { left: 0.5, right: 0.5 }, bounds))).toBe(100 * hour);
});

describe("whatever is done to a view", () => {
  const step = fc.oneof(
    fc.record({ pan: fc.integer({ min: -1e12, max: 1e12 }) }),
    fc.record({
      zoom: fc.double({ min: 0.01, max: 100, noNaN: true }),
      share: fc.double({ min: 0, max: 1, noNaN: true }),
    }),
  );
  it("it stays within the bounds, a minute at least, and panning keeps its length", () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 30 }), (steps) => {
        let view: View = liveView(now);
        for (const one of steps) {
          const before = lengthOf(view);
          view =
            "pan" in one
              ? panned(view, one.pan, bounds)
              : zoomed(view, one.zoom, view.from + one.share * lengthOf(view), bounds);
          if ("pan" in one) expect(lengthOf(view)).toBeCloseTo(before, 3);
          expect(view.from).toBeGreaterThanOrEqual(bounds.first - 1e-3);
          expect(view.to).toBeLessThanOrEqual(now);
          expect(lengthOf(view)).toBeGreaterThanOrEqual(shortestMs - 1e-3);
        }
      }),
    );
  });
});

test.each([
  [1, 600, 6_000],
  [1, 0, hour],
  [1 / 60, 600, 1_000],
])("of %d h on %d px a live view moves every %d ms", (hours, px, ms) =>
  expect(liveStepMs(at(-hours, 0), px)).toBeCloseTo(ms, 3),
);
