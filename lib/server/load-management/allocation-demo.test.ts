import { beforeAll, describe, expect, it } from "vitest";
import { type PhasePart, sumPhases } from "../../domain/electrical/phase-sum";
import type { Triple } from "../../domain/topology";
import { apply } from "../../fleet/apply";
import { takeChange } from "../../fleet/state/change";
import { createFleet } from "../../fleet/state/fleet";
import type { ChargerOrder } from "../../protocol/charger-order";
import { protocols } from "../../protocol/registry";
import { encode, methodOf } from "../../protocol/zaptec/encode";
import { zaptec } from "../../protocol/zaptec/zaptec";
import { type Grid, newGrid } from "../../simulator/charger/grid";
import { newCharger } from "../../simulator/charger/state";
import type { Input, Output } from "../../simulator/charger/turn";
import { encodeEvent, pulsePayload } from "../../simulator/charger/wire-out";
import { demoFleet } from "../../simulator/demo/demo-fleet";
import { demoTopology } from "../../simulator/demo/demo-topology";
import { type Actor, chargerActor } from "../../simulator/fleet/actor";
import { createLog } from "../base/log";
import { createAllocation } from "./allocation";

const stepMs = 250;
const minutes = 12;
const speed = 60;

/** The demo's chargers and cars, the real bytes of both ways, a real fleet, and the load management: without a network. */
class DemoDay {
  now = Date.parse("2026-11-22T07:00:00Z");
  readonly fleet = createFleet({ dialectOf: () => zaptec, startedAt: this.now });
  readonly actors = new Map<string, Actor>();
  readonly online = new Set<string>();
  sent = 0;
  refused = 0;
  worst = 0;
  readonly overs: string[] = [];
  private readonly post: { at: number; deliver: () => void }[] = [];
  private readonly timers: { at: number; then: () => void }[] = [];
  private readonly allocation;

  constructor() {
    const grids = new Map<string, Grid>();
    for (const spec of demoFleet()) {
      const grid = grids.get(spec.gridId) ?? newGrid(spec.networkType, spec.mainFuseA);
      grids.set(spec.gridId, grid);
      const state = newCharger(spec, this.now, { seed: 3, speed, grid });
      this.actors.set(spec.deviceId, chargerActor(state, this.now));
    }
    const topology = { ...demoTopology, chargers: demoTopology.chargers.filter((c) => this.actors.has(c.deviceId)) };
    apply(this.fleet, { kind: "topology", topology }, this.now);
    this.allocation = createAllocation({
      fleet: this.fleet,
      now: () => this.now,
      after: (ms, then) => {
        this.timers.push({ at: this.now + ms, then });
        return () => undefined;
      },
      apply: (event) => apply(this.fleet, event, this.now),
      send: async (deviceId, rid, method) => this.send(deviceId, rid, method),
      tryLease: async () => true,
      log: createLog("demo", "silent"),
    });
    apply(this.fleet, { kind: "broker", up: true, reason: null }, this.now);
    for (const deviceId of this.actors.keys()) this.connect(deviceId, true);
  }

  connect(deviceId: string, connected: boolean): void {
    if (connected) this.online.add(deviceId);
    else this.online.delete(deviceId);
    const at = new Date(this.now).toISOString();
    this.arrive(`devices/${deviceId}/connection`, JSON.stringify({ connected, at }));
    this.input(deviceId, { kind: connected ? "connected" : "disconnected" });
  }

  private arrive(topic: string, payload: string): void {
    const message = protocols.decode(topic, Buffer.from(payload), this.now);
    const arrival = { message, receivedAt: this.now, backlog: false, timed: true, retained: false, dup: false };
    apply(this.fleet, { kind: "arrival", arrival }, this.now);
    this.allocation.arrived(arrival);
  }

  private send(deviceId: string, rid: string, method: ChargerOrder): boolean {
    this.sent += 1;
    const { payload } = encode(deviceId, rid, method) ?? { payload: "" };
    const input: Input = { kind: "method", rid, method: String(methodOf(method.name)), body: payload };
    this.post.push({ at: this.now + 100, deliver: () => this.online.has(deviceId) && this.input(deviceId, input) });
    return true;
  }

  input(deviceId: string, input: Input): void {
    const actor = this.actors.get(deviceId);
    if (!actor) throw new Error(`no charger ${deviceId}`);
    for (const output of actor.step(input, this.now)) this.say(actor, output);
  }

  private say(actor: Actor, output: Output): void {
    if (!this.online.has(actor.deviceId)) return;
    switch (output.kind) {
      case "observations":
        for (const payload of actor.payloads(output)) this.arrive(actor.topic(false), payload);
        break;
      case "pulse":
        this.arrive(actor.topic(output.ping), pulsePayload);
        if (output.ping) void this.send(actor.deviceId, "ping", { name: "pingReply" });
        break;
      case "event":
        this.arrive(actor.topic(false), encodeEvent(output));
        break;
      case "answer":
        // A car that has left meanwhile cannot be given anything: nobody could know.
        if (output.status !== 200 && actor.state?.mode !== 1) this.refused += 1;
        this.arrive(`devices/${actor.deviceId}/methods/res/${output.status}/?$rid=${output.rid}`, "");
        break;
      case "gone":
        this.connect(actor.deviceId, false);
    }
  }

  async step(): Promise<void> {
    this.now += stepMs;
    for (const deviceId of this.actors.keys()) this.input(deviceId, { kind: "tick" });
    const due = this.post.filter(({ at }) => at <= this.now);
    for (const each of due) this.post.splice(this.post.indexOf(each), 1);
    for (const { deliver } of due) deliver();
    apply(this.fleet, { kind: "tick" }, this.now);
    if (this.now % 1000 === 0) this.allocation.tick();
    this.allocation.changed(takeChange(this.fleet));
    const timers = this.timers.filter(({ at }) => at <= this.now);
    for (const each of timers) this.timers.splice(this.timers.indexOf(each), 1);
    for (const { then } of timers) then();
    await Promise.resolve();
    this.measure();
  }

  /** The true currents, from the chargers' own meters, against every fuse. */
  private measure(): void {
    for (const { id, mainFuseA, availableA, networkType } of demoTopology.installations) {
      const circuits = demoTopology.circuits.filter((circuit) => circuit.installationId === id);
      const partsOf = (circuitIds: readonly string[]): PhasePart[] =>
        demoTopology.chargers.flatMap(({ circuitId, deviceId, rotation }) => {
          const state = this.actors.get(deviceId)?.state;
          if (!state || circuitId === null || !circuitIds.includes(circuitId)) return [];
          const reading = (value: number) => ({ value, at: this.now });
          const [a, b, c] = state.meterA;
          return [{ rotation, zero: false, terminals: [reading(a), reading(b), reading(c)] }];
        });
      const check = (name: string, parts: PhasePart[], limitA: Triple<number>) => {
        sumPhases(networkType, parts, { limitA, imbalanceLimitA: null }).lines.forEach(({ currentA }, line) => {
          const limit = limitA[line as 0 | 1 | 2];
          this.worst = Math.max(this.worst, (currentA ?? 0) / limit);
          if ((currentA ?? 0) > limit) this.overs.push(`${name} L${line + 1}: ${currentA} A over ${limit} A`);
        });
      };
      for (const { id: circuitId, fuseA } of circuits) check(circuitId, partsOf([circuitId]), [fuseA, fuseA, fuseA]);
      const limit = (line: 0 | 1 | 2) => Math.min(mainFuseA, availableA[line]);
      check(id, partsOf(circuits.map((circuit) => circuit.id)), [limit(0), limit(1), limit(2)]);
    }
  }
}

describe("a day of the demo under the load management", () => {
  const day = new DemoDay();
  const cutOff = ["ZPR000233", "ZAP000117"];
  beforeAll(async () => {
    for (let i = 0; i < (minutes * 60_000) / stepMs; i += 1) {
      if (i === 400) for (const deviceId of cutOff) day.connect(deviceId, false);
      if (i === 1600) for (const deviceId of cutOff) day.connect(deviceId, true);
      await day.step();
    }
  }, 120_000);

  it("never brings a line above its fuse, by the chargers' own meters", () => {
    expect(day.overs).toEqual([]);
    // The fuses were really used.
    expect(day.worst).toBeGreaterThan(0.8);
  });

  it("leaves nobody waiting without a reason: who requests is allocated, or a limit is told", () => {
    for (const [deviceId, { state }] of day.actors) {
      if (state?.mode !== 2 || !day.online.has(deviceId)) continue;
      const grant = day.fleet.grants.get(deviceId);
      expect([deviceId, grant?.limit ?? grant?.currentA]).not.toEqual([deviceId, undefined]);
    }
  });

  it("says little: no charger is told something it refuses, and none is told all the time", () => {
    expect(day.refused).toBe(0);
    expect(day.sent / day.actors.size / minutes).toBeLessThan(6);
  });
});
