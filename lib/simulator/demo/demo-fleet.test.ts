import { mkdtemp, readFile, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { firstOfRole, type Role } from "../../domain/access/person";
import { flowOf, linesOf } from "../charger/grid";
import { keysFor } from "../charger/keys";
import { newCharger } from "../charger/state";
import { noon } from "../charger/test-charger";
import { chargerActor } from "../fleet/actor";
import { simulatedFleet, simulatedTopology } from "../fleet/simulated-fleet";
import { demoFleet } from "./demo-fleet";
import { demoPeople } from "./demo-people";
import { demoScenes } from "./demo-scenes";
import { demoTopology, neverHeardId, recordedId } from "./demo-topology";

const fleet = demoFleet();
const circuitOf = new Map(demoTopology.chargers.map((charger) => [charger.deviceId, charger.circuitId]));

/** The scenes' currents on L1, L2, L3 of some chargers, as phasors; on IT the pairs stand 60 degrees apart. */
function lineAmps(deviceIds: ReadonlySet<string>): number[] {
  const lines = [0, 1, 2].map(() => ({ re: 0, im: 0 }));
  const add = (line: number, amps: number, degrees: number) => {
    const phasor = lines[line];
    if (!phasor) return;
    phasor.re += amps * Math.cos((degrees * Math.PI) / 180);
    phasor.im += amps * Math.sin((degrees * Math.PI) / 180);
  };
  for (const spec of fleet) {
    if (!deviceIds.has(spec.deviceId) || spec.scene.kind !== "charging") continue;
    const { currentA, phaseId, car } = spec.scene;
    const flow = flowOf(spec.networkType, phaseId, car.phases, 3);
    const wired = linesOf(spec.rotation);
    const it = spec.networkType.startsWith("IT");
    const angle = [0, -120, 120];
    const pairs = [
      [0, 2],
      [1, 2],
      [0, 1],
    ] as const;
    for (const n of [0, 1, 2] as const) {
      const amps = currentA * flow.meters[n];
      if (!it) add(wired[n], amps, 0);
      else {
        const [a, b] = pairs[n].map((terminal) => wired[terminal]);
        if (a === undefined || b === undefined) continue;
        // The pair's current is in phase with its voltage, and flows in by one line and out by the other.
        const ua = angle[a] ?? 0;
        const ub = angle[b] ?? 0;
        const re = Math.cos((ua * Math.PI) / 180) - Math.cos((ub * Math.PI) / 180);
        const im = Math.sin((ua * Math.PI) / 180) - Math.sin((ub * Math.PI) / 180);
        const degrees = (Math.atan2(im, re) * 180) / Math.PI;
        add(a, amps, degrees);
        add(b, -amps, degrees);
      }
    }
  }
  return lines.map(({ re, im }) => Math.hypot(re, im));
}

describe("the demo", { timeout: 60_000 }, () => {
  it("has three sample installations with 24, 40 and 12 chargers on 2 to 3 circuits each", () => {
    const counts = demoTopology.installations.map((installation) => {
      const circuits = demoTopology.circuits.filter((circuit) => circuit.installationId === installation.id);
      expect(circuits.length).toBeGreaterThanOrEqual(2);
      expect(circuits.length).toBeLessThanOrEqual(3);
      return demoTopology.chargers.filter((charger) => circuits.some(({ id }) => id === charger.circuitId)).length;
    });
    expect(counts).toEqual([24, 40, 12]);
    expect(new Set(demoTopology.chargers.map((charger) => charger.deviceId)).size).toBe(76);
    for (const { name } of demoTopology.installations) expect(name).toMatch(/^Sample /);
  });

  it("names only chargers that exist, and simulates all but the recorded and the never heard one", () => {
    const ids = new Set(fleet.map((spec) => spec.deviceId));
    for (const id of Object.keys(demoScenes)) expect(ids).toContain(id);
    expect(fleet).toHaveLength(74);
    expect([ids.has(recordedId), ids.has(neverHeardId)]).toEqual([false, false]);
  });

  it("shows every state and presence: charging, waiting, paused, finished, no car, silent, offline, warning, old firmware", () => {
    const has = (test: (spec: (typeof fleet)[number]) => boolean) => expect(fleet.some(test)).toBe(true);
    for (const kind of ["charging", "requesting", "paused", "finished", "empty"])
      has((spec) => spec.scene.kind === kind);
    has((spec) => spec.authenticationRequired && spec.scene.kind === "requesting" && !spec.scene.authorised);
    has((spec) => spec.pulseIntervalS === 20 && (spec.silentAfterMs ?? Infinity) < 15_000);
    // One that falls silent while it charges would be told its allocation, and never confirm it.
    has((spec) => spec.silentAfterMs !== null && spec.scene.kind === "finished");
    has((spec) => spec.offlineAfterMs !== null);
    has((spec) => spec.warnings > 2 ** 32);
    has((spec) => spec.firmware.computer !== spec.latest.computer);
  });

  it("begins below every fuse", () => {
    for (const circuit of demoTopology.circuits) {
      const ids = new Set(fleet.map((spec) => spec.deviceId).filter((id) => circuitOf.get(id) === circuit.id));
      for (const amps of lineAmps(ids)) expect(amps).toBeLessThanOrEqual(circuit.fuseA);
    }
    for (const installation of demoTopology.installations) {
      const ids = new Set(fleet.filter((spec) => spec.gridId === installation.id).map((spec) => spec.deviceId));
      const lines = lineAmps(ids);
      for (const amps of lines) expect(amps).toBeLessThanOrEqual(installation.availableA[0]);
      const imbalance = Math.max(...lines) - Math.min(...lines);
      if (installation.imbalanceLimitA) expect(imbalance).toBeLessThanOrEqual(installation.imbalanceLimitA);
    }
  });

  it("has cars that wait because their circuit has no room for another 6 A", () => {
    const garage = fleet.filter((spec) => circuitOf.get(spec.deviceId) === "cooperative-garage-b");
    const lines = lineAmps(new Set(garage.map((spec) => spec.deviceId)));
    // A further pair at 6 A, in the best case 30 degrees off the line's current.
    for (const amps of lines) expect(Math.hypot(amps + 6 * Math.cos(Math.PI / 6), 3)).toBeGreaterThan(25);
    expect(garage.filter((spec) => spec.scene.kind === "requesting")).toHaveLength(2);
  });

  it("has a manager who sees one installation, and an owner who sees more", () => {
    const sees = (role: Role) => firstOfRole(demoPeople, role)?.installationIds ?? [];
    expect(sees("manager")).toHaveLength(1);
    expect(sees("owner").length).toBeGreaterThan(1);
    const known = demoTopology.installations.map(({ id }) => id);
    for (const person of demoPeople) for (const id of person.installationIds) expect(known).toContain(id);
  });

  it("lives through a day at full speed without a fault", () => {
    const actors = fleet.map((spec) => chargerActor(newCharger(spec, noon, { seed: 1, speed: 240 }), noon));
    for (const actor of actors) actor.step({ kind: "connected" }, noon);
    const modes = new Set<number>();
    for (let real = 0; real < 360_000; real += 1000) {
      for (const actor of actors) {
        actor.step({ kind: "tick" }, noon + real);
        if (actor.state) modes.add(actor.state.mode);
        expect(Number.isFinite(actor.state?.powerW)).toBe(true);
      }
    }
    expect([...modes].sort()).toEqual([1, 2, 3, 5]);
  });
});

describe("a simulated fleet of any size", () => {
  it("hangs on circuits that exist, and is the same for the same seed", () => {
    const topology = simulatedTopology(205);
    const circuits = new Set(topology.circuits.map(({ id }) => id));
    expect([topology.installations.length, topology.circuits.length, topology.chargers.length]).toEqual([3, 11, 205]);
    for (const charger of topology.chargers) expect(circuits).toContain(charger.circuitId);
    for (const circuit of topology.circuits)
      expect(topology.installations.map(({ id }) => id)).toContain(circuit.installationId);
    expect(simulatedFleet(205, 3)).toEqual(simulatedFleet(205, 3));
    expect(simulatedFleet(205, 3)).not.toEqual(simulatedFleet(205, 4));
  });
});

describe("the chargers' keys", () => {
  it("are made once, kept in a 0600 file, and are 32 bytes each", async () => {
    const dir = await mkdtemp(join(tmpdir(), "keys-"));
    try {
      const file = join(dir, "simulator", "keys.json");
      const first = await keysFor(file, ["ZPR000001", "ZPR000002"]);
      expect((await stat(file)).mode & 0o777).toBe(0o600);
      const second = await keysFor(file, ["ZPR000002", "ZPR000003"]);
      expect(second.get("ZPR000002")).toBe(first.get("ZPR000002"));
      expect(Buffer.from(second.get("ZPR000003") ?? "", "base64")).toHaveLength(32);
      expect(Object.keys(JSON.parse(await readFile(file, "utf8")))).toHaveLength(3);
      await writeFile(file, "broken");
      await expect(keysFor(file, ["ZPR000001"])).rejects.toThrow();
    } finally {
      await rm(dir, { recursive: true });
    }
  });
});
