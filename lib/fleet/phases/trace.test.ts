import { describe, expect, test } from "vitest";
import { legsOfLines } from "../../domain/electrical/legs-of-lines";
import { legsOf, lineAmps } from "../../domain/electrical/phase";
import type { Installation, NetworkType, Rotation, Triple } from "../../domain/topology";
import { decodeMeter } from "../../protocol/product/meter";
import { decode } from "../../protocol/zaptec/decode";
import { charger as simulated } from "../../simulator/charger/test-charger";
import { encodeObservations, telemetryTopic } from "../../simulator/charger/wire-out";
import { apply } from "../apply";
import { takeChange } from "../state/change";
import { observed, second, TestFleet, topologyOf } from "../test-fleet";
import { installationView } from "../views/installation-view";

const id = "ZPR000001";
const other = "ZPR000002";
const total = { topic: "house", measures: "total" as const, safeA: [12, 12, 12] as const };

/** An installation with a meter, in which the chargers are wired as entered or otherwise, and cars do what they are told. */
class Metered extends TestFleet {
  houseA: Triple<number> = [20.3, 15.1, 9.8];
  heard = true;
  private readonly drawn = new Map<string, Triple<number>>();
  private readonly late: { at: number; say: () => void }[] = [];

  constructor(
    private wired: Rotation,
    meter: Installation["meter"] = total,
    private readonly network: NetworkType = "TN3",
  ) {
    super([id, other]);
    this.enter("RST", meter);
    this.broker(true);
    for (const each of [id, other]) {
      this.connection(true, {}, this.now, each);
      this.say("mode", "charging", each);
      this.draws(each, 0, 0, 0);
    }
    this.pass(60);
  }

  enter(rotation: Rotation, meter: Installation["meter"] = total): void {
    const topology = topologyOf([id, other], { rotation });
    const installations = topology.installations.map((one) => ({ ...one, networkType: this.network, meter }));
    apply(this.fleet, { kind: "topology", topology: { ...topology, installations } }, this.now);
  }

  /** The second charger hangs in another installation behind the same meter. */
  splitUp(): void {
    const { installations, circuits, chargers } = topologyOf([id, other]);
    const topology = {
      installations: [...installations, ...installations.map((one) => ({ ...one, id: "annex" }))].map((one) => ({
        ...one,
        meter: total,
      })),
      circuits: [...circuits, ...circuits.map((one) => ({ ...one, id: "annex-a", installationId: "annex" }))],
      chargers: chargers.map((one) => (one.deviceId === other ? { ...one, circuitId: "annex-a" } : one)),
    };
    apply(this.fleet, { kind: "topology", topology }, this.now);
  }

  /** A car leaves, and its charger tells no more of its currents. */
  leaves(charger: string): void {
    this.drawn.set(charger, [0, 0, 0]);
    this.say("mode", "disconnected", charger);
  }

  rewire(rotation: Rotation): void {
    this.wired = rotation;
  }

  /** A car draws so much on the charger's terminals from now on; the charger tells a rise 5 s later, a fall at once. */
  draws(charger: string, ...amps: [number, number, number]): void {
    const rises = amps.some((each, t) => each > (this.drawn.get(charger)?.[t] ?? 0));
    this.drawn.set(charger, amps);
    const say = () =>
      this.says(
        charger,
        amps.map((each, t) =>
          observed((["current1A", "current2A", "current3A"] as const)[t] ?? "current1A", each, this.now),
        ),
      );
    this.late.push({ at: this.now + (rises ? 5 * second : 0), say });
    this.sayDue();
  }

  private sayDue(): void {
    while (this.late[0] && this.late[0].at <= this.now) this.late.shift()?.say();
  }

  /** What the meter measures: the chargers' lines by their true wiring, the house, and some noise. */
  private reading(): Triple<number> {
    const [a, b, c] = legsOfLines(this.network, this.houseA);
    const legs: [number, number, number] = [a, b, c];
    for (const amps of this.drawn.values()) {
      legsOf(this.network, this.wired).forEach((leg, t) => {
        if (leg !== null) legs[leg] += amps[t] ?? 0;
      });
    }
    const lines = lineAmps(this.network, legs);
    const of = (line: 0 | 1 | 2) => lines[line] + 0.4 * Math.sin(this.now / 7_000 + line);
    return [of(0), of(1), of(2)];
  }

  pass(seconds: number): void {
    for (let passed = 0; passed < seconds; passed += 5) {
      this.tick(5 * second);
      this.pulse(other);
      this.sayDue();
      if (!this.heard) continue;
      this.arrive({ kind: "meter", topic: "house", currentA: this.reading(), at: this.now - 300 });
    }
  }

  /** A single-phase car begins and ends, so often; each is a step. */
  steps(n: number, terminal = 0): void {
    for (let i = 0; i < n; i += 1) {
      const amps = (this.drawn.get(id)?.[terminal] ?? 0) > 0 ? 0 : 16;
      this.draws(id, terminal === 0 ? amps : 0, terminal === 1 ? amps : 0, terminal === 2 ? amps : 0);
      this.pass(60);
    }
  }

  found(): readonly object[] {
    return this.view(id).anomalies;
  }
}

const rotated = {
  kind: "loadOnOtherLine",
  deviceId: id,
  line: "L1",
  terminal: 1,
  seen: "L2",
  value: null,
  limit: null,
};

describe("a wiring that a meter sees otherwise than it was entered", () => {
  test("is told after three steps on the same other line, on the charger and its installation", () => {
    const world = new Metered("STR");
    world.steps(2);
    expect(world.found()).toEqual([]);
    takeChange(world.fleet);
    world.steps(1);
    expect(world.found()).toEqual([{ ...rotated, since: expect.any(Number) }]);
    expect([...takeChange(world.fleet).chargers]).toContain(id);
    expect(installationView(world.fleet, "park", world.now)).toMatchObject({ trouble: 1, anomalies: [rotated] });
    expect(world.view(other).anomalies).toEqual([]);
  });

  test("is told though the building moves a quarter of a minute before each step, and after it", () => {
    const world = new Metered("STR");
    const house = world.houseA;
    for (let i = 0; i < 4; i += 1) {
      world.houseA = [26, 15.1, 9.8];
      world.pass(20);
      world.draws(id, i % 2 === 0 ? 16 : 0, 0, 0);
      world.pass(15);
      world.houseA = [26, 15.1, 16];
      world.pass(60);
      world.houseA = house;
      world.pass(60);
    }
    expect(world.found()).toMatchObject([rotated]);
  });

  test("is told of a car that takes 40 s to rise to what it was given", () => {
    const world = new Metered("STR");
    for (let i = 0; i < 3; i += 1) {
      for (const amps of [6, 11, 16]) {
        world.draws(id, amps, 0, 0);
        world.pass(20);
      }
      world.pass(40);
      world.draws(id, 0, 0, 0);
      world.heard = false;
      world.pass(60);
      world.heard = true;
      world.pass(60);
    }
    expect(world.found()).toMatchObject([rotated]);
  });

  test("is told for each terminal by itself, and for a smaller change of current", () => {
    const world = new Metered("STR");
    for (const amps of [16, 10, 16, 9]) {
      world.draws(id, 0, 0, amps);
      world.pass(60);
    }
    expect(world.found()).toMatchObject([{ line: "L3", terminal: 3, seen: "L1" }]);
  });

  test("is told on IT by the pair of lines", () => {
    const world = new Metered("STR", total, "IT3");
    world.steps(3);
    expect(world.found()).toMatchObject([{ kind: "loadOnOtherLine", line: "L1-L3", terminal: null, seen: "L1-L2" }]);
    const right = new Metered("RST", total, "IT3");
    right.steps(6);
    expect(right.found()).toEqual([]);
    expect(right.fleet.chargers.get(id)?.traced?.legs).toEqual([0, null, null]);
  });

  test("is told by cars that leave, whose currents are never told to be gone", () => {
    const world = new Metered("STR");
    for (let i = 0; i < 2; i += 1) {
      world.say("mode", "charging", id);
      world.steps(1);
      world.leaves(id);
      world.pass(60);
    }
    expect(world.found()).toMatchObject([rotated]);
  });

  test("is not told where it is wired as entered", () => {
    const world = new Metered("RST");
    world.steps(6);
    world.steps(6, 1);
    expect(world.found()).toEqual([]);
    expect(world.fleet.chargers.get(id)).toMatchObject({ review: null, traced: { legs: [0, 1, null] } });
  });

  test("is taken back by one step on the entered line, and gone when the entry is corrected", () => {
    const world = new Metered("STR");
    world.steps(3);
    world.rewire("RST");
    world.pass(60);
    expect(world.found()).toMatchObject([rotated]);
    world.steps(1);
    expect(world.found()).toEqual([]);
    world.rewire("STR");
    world.steps(3);
    expect(world.found()).toMatchObject([rotated]);
    world.enter("STR");
    expect(world.found()).toEqual([]);
    // Wrong in another way: what the meter saw still holds.
    world.enter("TRS");
    expect(world.found()).toMatchObject([{ line: "L3", seen: "L2" }]);
  });

  test("is forgotten with the meter that saw it", () => {
    const world = new Metered("STR");
    world.steps(3);
    world.enter("RST", { ...total, topic: "elsewhere" });
    expect(world.found()).toEqual([]);
    expect(world.fleet.chargers.get(id)?.traced).toBeNull();
  });

  test("is told only while the charger is online", () => {
    const world = new Metered("STR");
    world.steps(3);
    world.connection(false, {}, world.now, id);
    expect(world.found()).toEqual([]);
    world.pass(60);
    world.connection(true, {}, world.now, id);
    world.say("mode", "charging", id);
    world.pass(5);
    expect(world.found()).toMatchObject([rotated]);
  });
});

describe("nothing is claimed", () => {
  test("of steps while the meter is not heard, or lost in between", () => {
    const world = new Metered("STR");
    world.heard = false;
    world.steps(4);
    world.heard = true;
    for (let i = 0; i < 4; i += 1) {
      world.draws(id, i % 2 === 0 ? 16 : 0, 0, 0);
      world.heard = false;
      world.pass(40);
      world.heard = true;
      world.pass(80);
    }
    expect(world.fleet.chargers.get(id)?.traced?.seen).toEqual([null, null, null]);
  });

  test("of two cars that step at about the same time", () => {
    const world = new Metered("STR");
    for (let i = 0; i < 6; i += 1) {
      const amps = i % 2 === 0 ? 16 : 0;
      world.draws(id, amps, 0, 0);
      world.pass(10);
      // On the line that the first is entered for: its own step is hidden by it.
      world.draws(other, 0, 0, amps);
      world.pass(60);
    }
    expect(world.fleet.chargers.get(id)?.traced?.seen).toEqual([null, null, null]);
    expect(world.fleet.chargers.get(other)?.traced?.seen).toEqual([null, null, null]);
  });

  test("of a step at the same time in another installation behind the same meter", () => {
    const world = new Metered("STR");
    world.splitUp();
    world.pass(60);
    for (let i = 0; i < 6; i += 1) {
      const amps = i % 2 === 0 ? 2.5 : 0;
      world.draws(id, i % 2 === 0 ? 16 : 0, 0, 0);
      world.draws(other, amps, 0, 0);
      world.pass(60);
    }
    expect(world.fleet.chargers.get(id)?.traced?.seen).toEqual([null, null, null]);
    world.steps(3);
    expect(world.found()).toMatchObject([rotated]);
  });

  test("of steps in a building that moves as well", () => {
    const world = new Metered("STR");
    for (let i = 0; i < 6; i += 1) {
      world.draws(id, i % 2 === 0 ? 16 : 0, 0, 0);
      world.houseA = [20.3, 15.1, i % 2 === 0 ? 13.5 : 9.8];
      world.pass(60);
    }
    expect(world.fleet.chargers.get(id)?.traced?.seen).toEqual([null, null, null]);
  });

  test("of three-phase cars, of small steps, and of a charger that is not online", () => {
    const world = new Metered("STR");
    for (let i = 0; i < 6; i += 1) {
      world.draws(id, i % 2 === 0 ? 16 : 0, i % 2 === 0 ? 16 : 0, i % 2 === 0 ? 16 : 0);
      world.pass(60);
    }
    for (let i = 0; i < 6; i += 1) {
      world.draws(id, i % 2 === 0 ? 4 : 0, 0, 0);
      world.pass(60);
    }
    world.connection(false, {}, world.now, id);
    for (let i = 0; i < 6; i += 1) {
      world.houseA = [20.3, i % 2 === 0 ? 31.1 : 15.1, 9.8];
      world.pass(60);
    }
    expect(world.fleet.chargers.get(id)?.traced?.seen).toEqual([null, null, null]);
  });

  test("where the meter measures the building without its chargers, or there is none", () => {
    for (const meter of [{ ...total, measures: "building" as const }, null]) {
      const world = new Metered("STR", meter);
      world.steps(4);
      expect(world.fleet.chargers.get(id)?.traced).toBeNull();
      expect(world.found()).toEqual([]);
    }
  });
});

test("a meter's readings are kept for two minutes only", () => {
  const world = new Metered("STR");
  world.pass(3_600);
  const kept = () => world.fleet.installations.get("park")?.readings.length;
  expect(kept()).toBeLessThanOrEqual(25);
  for (let i = 0; i < 2_400; i += 1) {
    world.tick(100);
    world.arrive({ kind: "meter", topic: "house", currentA: [20, 15, 10], at: world.now });
  }
  expect(kept()).toBeLessThanOrEqual(125);
});

test("a simulated charger whose wires are rotated is found by the bytes it and the meter say", () => {
  const car = simulated({ deviceId: id, rotation: "TRS" });
  const world = new TestFleet([id]);
  world.now = car.now();
  const topology = topologyOf([id]);
  const installations = topology.installations.map((one) => ({ ...one, meter: total }));
  apply(world.fleet, { kind: "topology", topology: { ...topology, installations } }, world.now);
  world.broker(true);
  world.connection(true, {}, world.now, id);
  const topic = telemetryTopic(id, "default", car.state.settings.installationGuid, false);
  const pass = (seconds: number) => {
    for (let passed = 0; passed < seconds; passed += 5) {
      car.pass(5 * second);
      world.tick(car.now() - world.now);
      for (const output of car.outputs.splice(0)) {
        if (output.kind !== "observations") continue;
        for (const payload of encodeObservations(output.said))
          world.arrive(decode(topic, Buffer.from(payload), world.now));
      }
      const currentA = car.state.grid.lineA.map((amps, line) => amps + 12 + line);
      const payload = JSON.stringify({ at: new Date(world.now).toISOString(), currentA });
      world.arrive(decodeMeter("house", Buffer.from(payload), world.now));
    }
  };
  car.connect();
  car.plugIn({ phases: 1, maxA: 32 });
  pass(60);
  for (const amps of ["16", "8", "20"]) {
    expect(world.view(id).anomalies).toEqual([]);
    expect(car.call(501, [amps, "4"])).toBe(200);
    pass(60);
  }
  expect(world.view(id).anomalies).toMatchObject([{ ...rotated, seen: "L3" }]);
});
