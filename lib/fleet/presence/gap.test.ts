import { describe, expect, test } from "vitest";
import type { KnownKey, ObservationValue } from "../../domain/charger/observation";
import { takeChange } from "../state/change";
import { minute, observed, second, TestFleet, t0 } from "../test-fleet";
import { restarted } from "../test-restart";
import { allocationFacts } from "../views/allocation-view";
import { installationView } from "../views/installation-view";

const id = "ZAP000001";
type Values = Partial<Record<KnownKey, ObservationValue | null>>;

function tell(world: TestFleet, values: Values, how: Parameters<TestFleet["says"]>[2] = {}): void {
  const keys = Object.keys(values) as KnownKey[];
  world.says(
    id,
    keys.map((key) => observed(key, values[key] ?? null, world.now)),
    how,
  );
}

const amps = { current1A: 15.6, current2A: 15.6, current3A: 15.6 };
const charging: Values = { mode: "charging", pausedByOrder: false, ...amps, powerW: 10_810.8, maxCurrentA: 16 };

/** A charger that charges, whose connection is interrupted for `ms`. */
function back(ms: number, before: Values = charging): TestFleet {
  const world = new TestFleet();
  world.broker(true);
  world.connection(true);
  world.now += second;
  tell(world, { sessionId: "s-1", sessionEnergyKwh: 12.4, voltage1V: 231, ...before });
  world.now += minute;
  world.connection(false);
  world.now += ms;
  world.connection(true);
  world.now += 100;
  world.pulse();
  return world;
}

const lines = (world: TestFleet) => world.view().lines.map(({ reading }) => reading);
const sums = (world: TestFleet) => {
  const view = installationView(world.fleet, "park", world.now);
  const [l1] = view?.phases.lines ?? [];
  return { states: view?.states, powerW: view?.powerW, l1: [l1?.currentA, l1?.atLeast] };
};

describe("after a gap of the connection what a charger said before it is old until it says it again", () => {
  test.each([300, 20 * second, 3 * 3_600 * second])("of %d ms: a pulse proves life, not values", (ms) => {
    const world = back(ms);
    world.now += minute;
    world.pulse();
    expect(world.view()).toMatchObject({
      presence: { word: "online" },
      old: "gap",
      state: { word: "charging" },
      powerW: { value: 10_810.8, old: true },
      session: { energyKwh: { value: 12.4, old: true } },
      carPhases: null,
    });
    expect(lines(world)).toMatchObject([{ old: true }, { old: true }, { old: true }]);
    expect(sums(world)).toMatchObject({
      states: { charging: 0, unknown: 1 },
      powerW: { value: null, atLeast: true },
      l1: [null, true],
    });
  });

  test("all that is told again is right at once, though it is the same", () => {
    const world = back(5 * second);
    tell(world, charging);
    expect(world.view().old).toBeNull();
    expect(world.view().powerW).toEqual({ value: 10_810.8, at: world.now });
    expect(lines(world)[0]).toEqual({ value: 15.6, at: world.now });
    expect(sums(world)).toMatchObject({ states: { charging: 1 }, powerW: { value: 10_810.8, atLeast: false } });
  });

  test("each value by itself: it charges, and how much is told later", () => {
    const world = back(minute);
    tell(world, { mode: "charging" });
    expect(world.view()).toMatchObject({ old: null, state: { word: "charging" }, powerW: { old: true } });
    expect(sums(world)).toMatchObject({ states: { charging: 1 }, powerW: { value: null, atLeast: true } });
    world.now += second;
    tell(world, { powerW: 7_000, ...amps });
    expect(world.view().powerW).toEqual({ value: 7_000, at: world.now });
    expect(world.view().session?.energyKwh).toMatchObject({ value: 12.4, old: true });
  });

  test("a car that has left meanwhile draws nothing, whatever was told before", () => {
    const world = back(minute);
    tell(world, { mode: "disconnected" });
    expect(sums(world)).toMatchObject({ states: { noCar: 1 }, powerW: { value: 0, atLeast: false }, l1: [0, false] });
  });

  test("whether a car that is finished was paused is not known from before", () => {
    const world = back(minute, { ...charging, mode: "finished", pausedByOrder: true });
    tell(world, { mode: "finished" });
    expect(world.view().old).toBe("gap");
    tell(world, { pausedByOrder: true });
    expect(world.view()).toMatchObject({ old: null, state: { word: "paused" } });
  });

  test("what was said on its way, and what is sent once more, is none of now", () => {
    const world = new TestFleet();
    world.broker(true);
    world.connection(true);
    tell(world, charging);
    world.now += minute;
    world.connection(false);
    world.now += minute;
    world.connection(true);
    const again = Object.entries(charging).map(([key, value]) => observed(key as KnownKey, value ?? null, t0));
    world.says(id, again, { dup: true });
    world.pulse();
    expect(world.view()).toMatchObject({ old: "gap", powerW: { old: true } });
  });

  test("settings, and voltages within their hour, hold all the same", () => {
    const world = back(minute);
    expect(world.view().limitA).toBe(16);
    expect(world.view().voltageV[0]).toEqual({ value: 231, at: t0 + second });
  });
});

describe("what a gap is", () => {
  test("another connection, though nobody told that the one before was lost", () => {
    const world = new TestFleet();
    world.broker(true);
    world.connection(true);
    tell(world, charging);
    world.now += minute;
    world.connection(true);
    world.pulse();
    expect(world.view().old).toBe("gap");
  });

  test("not the same connection told again, nor a broker that the dashboard alone had lost, nor a silence on a connection that stood", () => {
    const world = new TestFleet();
    world.broker(true);
    world.connection(true);
    tell(world, charging);
    world.now += minute;
    world.connection(true, { retained: true }, t0);
    world.broker(false);
    world.connection(true, { retained: true }, t0);
    world.broker(true);
    expect(world.view().old).toBeNull();
    world.tick(7 * minute);
    expect(world.view().presence.word).toBe("silent");
    world.pulse();
    expect(world.view()).toMatchObject({ presence: { word: "online" }, old: null });
  });

  test("where no connection is told of: a silence", () => {
    const world = new TestFleet();
    world.broker(true);
    tell(world, charging);
    world.tick(6 * minute);
    expect(world.view().presence.word).toBe("silent");
    world.pulse();
    expect(world.view()).toMatchObject({ presence: { word: "online" }, old: "gap" });
    tell(world, charging);
    expect(world.view()).toMatchObject({ old: null, powerW: { value: 10_810.8, at: world.now } });
  });

  test("also one that happened while the dashboard was away, and one before it was", () => {
    const lost = new TestFleet();
    lost.broker(true);
    lost.connection(true);
    tell(lost, charging);
    const meanwhile = restarted(lost);
    meanwhile.now += minute;
    meanwhile.connection(true, { retained: true }, meanwhile.now - second);
    meanwhile.broker(true);
    meanwhile.pulse();
    expect(meanwhile.view()).toMatchObject({ old: "gap", powerW: { old: true } });
    const before = restarted(back(minute));
    before.connection(true, { retained: true }, t0 + 2 * minute + second);
    before.broker(true);
    before.pulse();
    expect(before.view()).toMatchObject({ old: "gap", powerW: { old: true } });
  });
});

describe("a charger that is back is asked to tell all again", () => {
  /** The seconds after which it is asked. */
  function asked(world: TestFleet, seconds: number): number[] {
    const at: number[] = [];
    for (let n = 1; n <= seconds; n += 1) {
      world.tick(second);
      if (n % 180 === 0 && world.view().presence.word === "online") world.pulse();
      if (takeChange(world.fleet).reports.has(id)) at.push(n);
    }
    return at;
  }

  test("once it has had the time to do so by itself, and then ever more rarely", () => {
    expect(asked(back(minute), 3_600)).toEqual([2, 122, 722]);
  });

  test("until it has, and not while it is away", () => {
    const told = back(minute);
    tell(told, { ...charging, sessionEnergyKwh: 12.4 });
    expect(asked(told, 3_600)).toEqual([]);
    const gone = back(minute);
    tell(gone, { mode: "disconnected" });
    expect(asked(gone, 3_600)).toEqual([]);
    const away = back(minute);
    away.connection(false);
    expect(asked(away, 3_600)).toEqual([]);
  });

  test("not while its report could be taken for a start: of a restart that is waited for, or may come late", () => {
    const taken = back(minute);
    taken.gives("restart");
    taken.answers("restart", 200);
    expect(asked(taken, 600)).toEqual([]);
    expect(asked(taken, 10)).toEqual([1]);
    const refused = back(minute);
    refused.gives("restart");
    refused.answers("restart", 400);
    expect(asked(refused, 300)).toEqual([]);
    expect(asked(refused, 10)).toEqual([1]);
  });
});

test("the load management counts such a charger with what it had confirmed, and with nothing that it measured", () => {
  const world = back(minute, { ...charging, allocatedCurrentA: 16 });
  const facts = () => allocationFacts(world.fleet, "park")?.chargers[0];
  expect(facts()).toMatchObject({ allocatedA: { value: 16, old: true }, terminals: [null, null, null] });
  tell(world, amps);
  expect(facts()?.terminals).toMatchObject([{ value: 15.6 }, { value: 15.6 }, { value: 15.6 }]);
});
