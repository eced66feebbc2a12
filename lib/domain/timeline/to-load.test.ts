import { describe, expect, test } from "vitest";
import { nextLoad } from "./to-load";
import { boundsAt, liveView, panned, zoomed } from "./view";

const now = Date.UTC(2026, 10, 27, 12);
const hour = 3_600_000;
const day = 24 * hour;
const fixed = (from: number, to: number) => ({ from: now + from, to: now + to, live: false });

describe("what is loaded", () => {
  test("is half as much again on either side, and nothing later than now", () => {
    expect(nextLoad(null, fixed(-4 * hour, -2 * hour), now, 500)).toEqual({
      from: now - 5 * hour,
      to: now - hour,
      points: 1_000,
    });
    expect(nextLoad(null, fixed(-2 * hour, 0), now, 500).to).toBe(now);
  });

  test("costs no detail: a week is still told by values, a month by hours, a year by days", () => {
    const week = nextLoad(null, fixed(-14 * day, -7 * day), now, 600);
    expect(week.to - week.from).toBeLessThanOrEqual(8 * day);
    const month = nextLoad(null, fixed(-120 * day, -60 * day), now, 600);
    expect(month.to - month.from).toBeLessThanOrEqual(92 * day);
    const year = nextLoad(null, fixed(-800 * day, -435 * day), now, 600);
    expect(year.to - year.from).toBeGreaterThan(600 * day);
  });

  test("has at most 2,000 points, by the width of the screen", () => {
    expect(nextLoad(null, fixed(-4 * hour, -2 * hour), now, 5_000).points).toBe(2_000);
    expect(nextLoad(null, fixed(-4 * hour, -2 * hour), now, 300).points).toBe(750);
  });
});

describe("it is kept", () => {
  const view = { ...fixed(-4 * hour, -2 * hour) };
  const loaded = nextLoad(null, view, now, 600);

  test("while one moves within it", () => {
    expect(nextLoad(loaded, panned(view, hour / 2, boundsAt(now)), now, 600)).toBe(loaded);
    expect(nextLoad(loaded, panned(view, -2 * hour, boundsAt(now)), now, 600)).not.toBe(loaded);
  });

  test("until it is too coarse for what is seen of it", () => {
    expect(nextLoad(loaded, zoomed(view, 0.9, now - 3 * hour, boundsAt(now)), now, 600)).toBe(loaded);
    expect(nextLoad(loaded, zoomed(view, 0.2, now - 3 * hour, boundsAt(now)), now, 600)).not.toBe(loaded);
  });

  test("for five minutes of a live view, which the stream continues", () => {
    const live = nextLoad(null, liveView(now), now, 600);
    expect(nextLoad(live, liveView(now + 4 * 60_000), now + 4 * 60_000, 600)).toBe(live);
    const later = nextLoad(live, liveView(now + 5 * 60_000), now + 5 * 60_000, 600);
    expect(later.to).toBe(now + 5 * 60_000);
  });
});
