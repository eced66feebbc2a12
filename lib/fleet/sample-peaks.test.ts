import { describe, expect, test } from "vitest";
import type { InstallationView } from "../contract/view";
import type { NetworkType } from "../domain/topology";
import { apply } from "./apply";
import { takeChange } from "./state/change";
import { minute, observed, second, TestFleet, topologyOf } from "./test-fleet";
import { installationView } from "./views/installation-view";

const ids = ["ZAP000001", "ZAP000002"];

/** A car park on a grid, with a car that draws and one that is not known. */
class Park extends TestFleet {
  constructor(network: NetworkType) {
    super(ids);
    const topology = topologyOf(ids);
    const installations = topology.installations.map((one) => ({ ...one, networkType: network }));
    apply(this.fleet, { kind: "topology", topology: { ...topology, installations } }, this.now);
    this.broker(true);
    for (const each of ids) this.connection(true, {}, this.now, each);
    this.say("mode", "charging");
    for (const key of ["voltage1V", "voltage2V", "voltage3V"] as const) this.say(key, 230);
  }

  draws(...[a, b, c]: [number, number, number]): void {
    this.drawsAt("ZAP000001", a, b, c);
  }

  drawsAt(deviceId: string, a: number, b: number, c: number): void {
    this.says(deviceId, [
      observed("powerW", (a + b + c) * 200, this.now),
      observed("current1A", a, this.now),
      observed("current2A", b, this.now),
      observed("current3A", c, this.now),
    ]);
  }

  look(): InstallationView {
    const view = installationView(this.fleet, "park", this.now);
    if (view === null) throw new Error("no installation");
    return view;
  }
}

const peaksOf = ({ phases, circuits }: InstallationView) =>
  [phases, ...circuits.map((each) => each.phases)].map(({ peaks, peaksFrom }) => ({ peaks, peaksFrom }));

describe.each(["TN3", "IT3"] as const)("peaks on %s", (network) => {
  test("are those that somebody who looks all the time has seen", () => {
    const [seen, unseen] = [new Park(network), new Park(network)];
    const draws: [number, number, number][] = [
      [16, 16, 16],
      [6, 20, 0],
      [0, 0, 0],
      [9, 9, 31],
    ];
    for (const amps of draws) {
      for (const world of [seen, unseen]) {
        world.draws(...amps);
        if (amps[0] === 0) world.say("mode", "disconnected", "ZAP000002");
        world.tick(11 * second);
      }
      seen.look();
    }
    expect(unseen.fleet.installations.get("park")?.view).toBeNull();
    expect(peaksOf(unseen.look())).toEqual(peaksOf(seen.look()));
    expect(unseen.look().phases.peaks[0]?.currentA).toBeGreaterThan(15);
  });

  test("of a circuit are gone when they are an hour old, also where the installation's are younger", () => {
    const world = new Park(network);
    const { circuits, chargers, installations } = topologyOf(ids);
    const other = { id: "park-b", installationId: "park", name: "B", fuseA: 40 };
    const moved = chargers.map((one) => (one.deviceId === "ZAP000002" ? { ...one, circuitId: other.id } : one));
    const on = installations.map((one) => ({ ...one, networkType: network }));
    const topology = { installations: on, circuits: [...circuits, other], chargers: moved };
    apply(world.fleet, { kind: "topology", topology }, world.now);
    world.say("mode", "charging", "ZAP000002");
    world.drawsAt("ZAP000002", 6, 6, 6);
    world.draws(16, 16, 16);
    world.tick(11 * second);
    world.draws(6, 6, 6);
    const pass = (minutes: number) => {
      for (let i = 0; i < minutes; i += 1) {
        for (const id of ids) world.pulse(id);
        world.tick(minute);
      }
    };
    pass(30);
    world.drawsAt("ZAP000002", 30, 30, 30);
    world.tick(11 * second);
    const ofA = () => world.look().circuits[0]?.phases.peaks[0]?.currentA;
    expect(ofA()).toBeGreaterThan(15);
    takeChange(world.fleet);
    pass(37);
    expect([...takeChange(world.fleet).installations]).toEqual(["park"]);
    expect(ofA()).toBeLessThan(12);
    expect(world.look().phases.peaks[0]?.currentA).toBeGreaterThan(30);
  });

  test("are gone when they are an hour old, and that is told", () => {
    const world = new Park(network);
    world.say("mode", "disconnected", "ZAP000002");
    world.draws(16, 16, 16);
    world.tick(11 * second);
    world.draws(6, 6, 6);
    const peak = world.look().phases.peaks[0]?.currentA;
    expect(peak).toBeGreaterThan(15);
    takeChange(world.fleet);
    // Nothing more is said: a silent charger would not be known any more.
    for (let i = 0; i < 13; i += 1) {
      world.pulse();
      world.pulse("ZAP000002");
      world.tick(5 * minute);
    }
    expect([...takeChange(world.fleet).installations]).toEqual([]);
    expect(world.look().phases.peaks[0]?.currentA).toBe(peak);
    world.pulse();
    world.pulse("ZAP000002");
    world.tick(minute);
    expect([...takeChange(world.fleet).installations]).toEqual(["park"]);
    expect(world.look().phases.peaks[0]?.currentA).toBeLessThan(12);
  });
});
