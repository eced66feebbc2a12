import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { apply } from "../apply";
import { minute, observed, second, TestFleet, t0 } from "../test-fleet";
import { historyOf } from "../views/history-view";
import { History, mostPoints, type Sample } from "./history";

const id = "ZAP000001";
const watts = (power: number): Sample => [power, 1, 2, 3];
const pointsOf = (history: History) =>
  Array.from({ length: history.length }, (_, i) => [history.at(i), history.sample(i)[0]]);

describe("History", () => {
  test("is bounded, in order of time, and keeps least and most power", () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.nat(3_000), fc.nat(22_000)), { minLength: 400, maxLength: 1_500 }), (steps) => {
        const history = new History();
        let at = 1_700_000_000_000;
        const all: number[] = [];
        for (const [ms, power] of steps) {
          at += ms;
          history.add(at, watts(power));
          all.push(power);
        }
        const points = pointsOf(history);
        expect(points.length).toBeLessThanOrEqual(mostPoints);
        const ats = points.map(([instant]) => instant ?? 0);
        expect(ats).toEqual(ats.toSorted((a, b) => a - b));
        expect(ats.at(-1)).toBeLessThanOrEqual(at);
      }),
      { numRuns: 50 },
    );
  });

  test("thinning keeps a single peak and a single gap", () => {
    const history = new History();
    for (let i = 0; i < mostPoints + 1; i += 1) {
      const power = i === 101 ? 22_000 : i === 202 ? Number.NaN : 5_000 + (i % 7);
      history.add(1_700_000_000_000 + i, [power, 1, 2, 3]);
    }
    const powers = pointsOf(history).map(([, power]) => power);
    expect(powers.length).toBeLessThan(mostPoints);
    expect(powers).toContain(22_000);
    expect(powers.some((power) => Number.isNaN(power))).toBe(true);
  });

  test("forgets what is older than an hour, but for the value that held into it", () => {
    const history = new History();
    for (let i = 0; i < 200; i += 1) history.add(i * minute, watts(i));
    const first = history.firstSince(199 * minute);
    expect(history.at(first)).toBe(139 * minute);
    expect(history.length).toBeLessThan(100);
  });

  test("keeps every point of an hour in which a charger spoke four times a minute, and not thousands of a busy one", () => {
    const filled = (points: number) => {
      const history = new History();
      for (let i = 0; i < points; i += 1) history.add((i * 60 * minute) / points, watts(i % 2 === 0 ? 7_000 : i));
      return history.length;
    };
    expect(filled(240)).toBe(240);
    expect(filled(10_000)).toBeLessThanOrEqual(500);
  });

  test("a value that is said again makes no point; an earlier instant is not taken", () => {
    const history = new History();
    history.add(10, watts(1));
    history.add(20, watts(1));
    history.add(5, watts(2));
    expect(pointsOf(history)).toEqual([[10, 1]]);
  });
});

describe("historyOf", () => {
  const said = (world: TestFleet, power: number) =>
    world.says(id, [
      observed("powerW", power, world.now),
      observed("current1A", 1.5, world.now),
      observed("current2A", 2.5, world.now),
      observed("current3A", 3.5, world.now),
    ]);

  test("tells power and line currents, and null while nothing was known", () => {
    const world = new TestFleet();
    world.broker(true);
    said(world, 4_000);
    world.now += second;
    world.broker(false);
    world.now += second;
    world.broker(true);
    world.now += second;
    world.pulse();
    world.now += second;
    said(world, 5_000);
    expect(historyOf(world.fleet, id, world.now)).toEqual([
      [t0, 4_000, 1.5, 2.5, 3.5],
      [t0 + second, null, null, null, null],
      [t0 + 3 * second, 4_000, 1.5, 2.5, 3.5],
      [t0 + 4 * second, 5_000, 1.5, 2.5, 3.5],
    ]);
  });

  test("a charger that is back is back with what it says now, not with what it said before", () => {
    const world = new TestFleet();
    world.broker(true);
    said(world, 4_000);
    world.now += second;
    world.broker(false);
    world.broker(true);
    world.now += second;
    world.says(id, [observed("powerW", 0, world.now - 300)]);
    const powers = historyOf(world.fleet, id, world.now).map(([at, power]) => [at - t0, power]);
    expect(powers).toEqual([
      [0, 4_000],
      [second, null],
      [2 * second - 300, 0],
    ]);
  });

  test("what the store kept is known until it was last heard, and again once it is online", () => {
    const world = new TestFleet();
    const observations = [observed("powerW", 7_000, t0 - 3 * minute)];
    apply(
      world.fleet,
      { kind: "restored", deviceId: id, heardAt: t0 - 2 * minute, derived: null, observations },
      world.now,
    );
    world.connection(true, { retained: true }, t0 - 10 * minute);
    world.broker(true);
    const powers = historyOf(world.fleet, id, world.now).map(([at, power]) => [at - t0, power]);
    expect(powers).toEqual([
      [-3 * minute, 7_000],
      [-2 * minute, null],
      [0, 7_000],
    ]);
  });

  test("un-rotates", () => {
    const world = new TestFleet();
    world.say("rotation", "STR");
    said(world, 4_000);
    expect(historyOf(world.fleet, id, world.now)).toEqual([[t0, 4_000, 3.5, 1.5, 2.5]]);
  });

  test("a charger that never drew power has none, and costs none", () => {
    const world = new TestFleet();
    world.say("mode", "disconnected");
    expect(historyOf(world.fleet, id, world.now)).toEqual([]);
    expect(world.fleet.chargers.get(id)?.history).toBeNull();
  });
});
