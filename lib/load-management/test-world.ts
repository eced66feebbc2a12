import type { ChargerMode } from "../domain/charger/state";
import { isIt, legsOf, lineAmps } from "../domain/electrical/phase";
import { readingsOf, type Terminals } from "../domain/electrical/terminals";
import { numbersFrom } from "../domain/random";
import {
  type Circuit,
  type Installation,
  type NetworkType,
  type Rotation,
  rotations,
  usualSettings,
} from "../domain/topology";
import { decide } from "./decide";
import { answered, noSetpoints, reported, type Setpoints, sent } from "./setpoints";
import type { Allocation, LoadCharger, LoadDecision, LoadInput } from "./types";

/** A charger as it really is, and what of that has reached the dashboard. */
interface Real {
  deviceId: string;
  circuitId: string;
  rotation: Rotation;
  maxA: number;
  maxPhases: 1 | 3;
  offline: Allocation;
  /** On IT, a car with one phase draws on the first pair even where it is given all. */
  carPhases: 1 | 3;
  mode: ChargerMode;
  at: Allocation;
  online: boolean;
  offlineSince: number;
  offlineOperation: boolean;
  /** As reported. */
  told: { allocation: Allocation | null; allocationAt: number; mode: ChargerMode; modeAt: number };
  reachable: boolean;
  since: number;
  setpoints: Setpoints;
  /** When the last post each way arrives. */
  busy: { up: number; down: number };
}

interface Post {
  due: number;
  deliver(): void;
}

export interface WorldOptions {
  lossy: boolean;
  outages: boolean;
}

/** How long a charger goes on with its allocation when it is cut off. */
const graceMs = 20_000;
const stepMs = 500;

const demands = {
  disconnected: "none",
  requesting: "asking",
  charging: "charging",
  finished: "finished",
  unknown: "unknown",
} as const;

/** An installation with chargers that obey late, not at all, or refuse; as unlike the code under test as possible. */
export class World {
  now = 1_000_000;
  readonly installation: Installation;
  readonly circuits: Circuit[] = [];
  readonly chargers: Real[] = [];
  last: LoadDecision | null = null;
  private post: Post[] = [];
  private readonly random: () => number;
  private readonly options: WorldOptions;
  private rids = 0;

  constructor(seed: number, options: WorldOptions) {
    this.random = numbersFrom(seed);
    this.options = options;
    const networkType = this.pick<NetworkType>(["TN3", "TN3", "IT3", "IT3", "TN1", "IT1"]);
    const mainFuseA = this.pick([16, 25, 40, 63, 100]);
    const some = () => Math.round(mainFuseA * (0.6 + this.random() * 0.6));
    this.installation = {
      id: "world",
      name: "World",
      networkType,
      mainFuseA,
      availableA: [some(), some(), some()],
      imbalanceLimitA: this.random() < 0.4 ? 20 : null,
      switchCurrentA: this.pick([6, 10, 15, 32]),
      timeZone: "UTC",
      authorisation: { kind: "any" },
      ...usualSettings,
    };
    const circuits = 1 + Math.floor(this.random() * 3);
    for (let i = 0; i < circuits; i += 1) {
      this.circuits.push({
        id: `c${i}`,
        installationId: "world",
        name: `C${i}`,
        fuseA: this.pick([10, 16, 20, 32, 63]),
      });
    }
    const chargers = 1 + Math.floor(this.random() * 9);
    for (let i = 0; i < chargers; i += 1) this.chargers.push(this.newCharger(i));
  }

  private pick<T>(from: readonly T[]): T {
    return from[Math.floor(this.random() * from.length)] as T;
  }

  private newCharger(i: number): Real {
    const it = isIt(this.installation.networkType);
    const fits = rotations.filter((rotation) => rotation.length === 3 || (rotation.length === 5) === it);
    const ids: readonly Terminals[] = it ? ["1-2", "2-3", "1-3", "1-2-3"] : ["1-N", "2-N", "3-N", "1-2-3-N"];
    return {
      deviceId: `ZPR${String(100000 + i)}`,
      circuitId: this.pick(this.circuits).id,
      rotation: this.pick(fits),
      maxA: this.pick([5, 10, 16, 20, 32]),
      maxPhases: this.random() < 0.2 ? 1 : 3,
      offline: { currentA: this.options.outages ? this.pick([0, 6, 10, 16]) : 0, terminals: this.pick(ids) },
      carPhases: this.random() < 0.5 ? 1 : 3,
      mode: "disconnected",
      at: { currentA: 0, terminals: null },
      online: true,
      offlineSince: 0,
      offlineOperation: false,
      told: { allocation: null, allocationAt: 0, mode: "disconnected", modeAt: 0 },
      reachable: true,
      since: 0,
      setpoints: noSetpoints,
      busy: { up: 0, down: 0 },
    };
  }

  /** What the dashboard knows of a charger, as the load management takes it. */
  known(real: Real): LoadCharger {
    const { told, setpoints } = real;
    const demand = demands[told.mode];
    return {
      deviceId: real.deviceId,
      circuitId: real.circuitId,
      rotation: real.rotation,
      maxCurrentA: real.maxA,
      minCurrentA: 6,
      reportedMaxA: real.maxA,
      reportedMinA: null,
      maxPhases: real.maxPhases,
      offlineTerminals: real.offline.terminals,
      offlineCurrentA: real.offline.currentA,
      standAlone: false,
      reachable: real.reachable,
      demand,
      since: real.since,
      allocation: told.allocation,
      askedSince: told.mode === "requesting" && told.modeAt > told.allocationAt,
      proven: true,
      pending: setpoints.pending.map(({ to, sentAt }) => ({ to, sentAt })),
      attempts: setpoints.attempts,
      holdUntil: setpoints.holdUntil,
      quietUntil: setpoints.quietUntil,
      carPhases: null,
      priority: 2,
      measured: null,
      allocatedAt: 0,
      measuredDemandA: null,
      switches: { count: 0, at: 0, terminals: null },
      timeSlice: { servedAh: 0, since: null },
    };
  }

  input(): LoadInput {
    const chargers = this.chargers.map((real) => this.known(real));
    const { installation, circuits } = this;
    return { now: this.now, installation, availableA: installation.availableA, circuits, chargers };
  }

  /** One step of time: things happen, posts arrive, the dashboard decides and sends. */
  step(happenings: boolean): LoadDecision {
    this.now += stepMs;
    if (happenings) for (const real of this.chargers) this.happen(real);
    for (const real of this.chargers) this.drift(real);
    const due = this.post.filter((post) => post.due <= this.now);
    this.post = this.post.filter((post) => post.due > this.now);
    due.sort((a, b) => a.due - b.due);
    for (const post of due) post.deliver();
    for (const real of this.chargers) real.setpoints = reported(real.setpoints, real.told, this.now);
    const decision = decide(this.input());
    this.last = decision;
    for (const { deviceId, method } of decision.commands) this.send(deviceId, method);
    return decision;
  }

  /** Takes up to 2.5 s; what one sends to the other over one connection stays in order. */
  private later(real: Real, way: "up" | "down", deliver: () => void): void {
    const due = Math.max(real.busy[way], this.now + this.random() * 2500);
    real.busy[way] = due;
    this.post.push({ due, deliver });
  }

  private report(real: Real): void {
    const said = { allocation: { ...real.at }, mode: real.mode, at: this.now };
    if (!real.online) return;
    this.later(real, "up", () => {
      if (real.told.mode !== said.mode) real.since = this.now;
      real.told.mode = said.mode;
      real.told.modeAt = said.at;
      if (real.online && said.at >= real.offlineSince) real.reachable = true;
    });
  }

  private confirm(real: Real): void {
    if (!real.online) return;
    const said = { ...real.at };
    const at = this.now;
    this.later(real, "up", () => {
      real.told.allocation = said;
      real.told.allocationAt = at;
    });
  }

  private setMode(real: Real, mode: Real["mode"]): void {
    real.mode = mode;
    this.report(real);
  }

  private happen(real: Real): void {
    const chance = this.random();
    if (real.mode === "disconnected") {
      if (chance < 0.02) this.setMode(real, "requesting");
    } else if (chance < 0.004) {
      real.at = { currentA: 0, terminals: null };
      this.setMode(real, "disconnected");
    } else if (real.mode === "charging" && chance < 0.008) this.setMode(real, "finished");
    else if (real.mode === "finished" && chance < 0.03 && real.at.currentA >= 6) this.setMode(real, "charging");
    if (!this.options.outages || this.random() > 0.004) return;
    if (real.online) {
      real.online = false;
      real.offlineSince = this.now;
      this.later(real, "up", () => {
        if (!real.online) real.reachable = false;
      });
    } else {
      real.online = true;
      if (real.offlineOperation) {
        real.offlineOperation = false;
        real.at = { currentA: 0, terminals: null };
        if (real.mode === "charging") real.mode = "requesting";
        this.report(real);
      } else {
        this.confirm(real);
        this.report(real);
      }
    }
  }

  /** A charger that asks says so again from time to time; one that is cut off for long goes its own way. */
  private drift(real: Real): void {
    if (real.mode === "requesting" && real.online && this.random() < 0.01) this.report(real);
    if (real.online || this.now - real.offlineSince < graceMs) return;
    if (real.offlineOperation && real.mode !== "requesting") return;
    real.offlineOperation = true;
    const charges = (real.mode === "requesting" || real.mode === "charging") && real.offline.currentA >= 6;
    real.at = charges ? { ...real.offline } : { currentA: 0, terminals: null };
    if (charges) real.mode = "charging";
    else if (real.mode === "charging") real.mode = "requesting";
  }

  private send(deviceId: string, method: LoadDecision["commands"][number]["method"]): void {
    const real = this.chargers.find((each) => each.deviceId === deviceId) as Real;
    const to: Allocation =
      method.name === "allocate"
        ? { currentA: method.currentA, terminals: method.terminals }
        : { currentA: 0, terminals: null };
    this.rids += 1;
    const rid = String(this.rids);
    real.setpoints = sent(real.setpoints, {
      rid,
      to,
      sentAt: this.now,
      allocationAt: real.told.allocationAt,
      modeAt: real.told.modeAt,
    });
    if (this.options.lossy && this.random() < 0.1) return;
    const refuses = this.options.lossy && this.random() < 0.05;
    this.later(real, "down", () => {
      if (!real.online) return;
      const status = refuses || real.mode === "disconnected" ? 400 : 200;
      if (status === 200) {
        const before = real.mode;
        real.at = { ...to };
        if (to.currentA >= 6 && real.mode === "requesting") real.mode = "charging";
        if (to.currentA < 6 && real.mode === "charging") real.mode = "requesting";
        this.confirm(real);
        if (before !== real.mode) this.report(real);
      }
      if (this.options.lossy && this.random() < 0.05) return;
      this.later(real, "up", () => {
        real.setpoints = answered(real.setpoints, rid, status, this.now);
      });
    });
  }

  /** The true currents of the lines behind a fuse, by hand: L1, L2, L3 in A. */
  truth(circuitId: string | null, only: (real: Real) => boolean = () => true): readonly [number, number, number] {
    const legs: [number, number, number] = [0, 0, 0];
    const { networkType } = this.installation;
    for (const real of this.chargers) {
      if (circuitId !== null && real.circuitId !== circuitId) continue;
      if (real.mode !== "charging" || real.at.currentA < 6 || real.at.terminals === null || !only(real)) continue;
      const wired = legsOf(networkType, real.rotation);
      const given = (readingsOf(networkType, real.at.terminals) ?? []).filter((reading) => wired[reading] !== null);
      const readings = given.length > 0 ? given : ([0] as const);
      const three = readings.length === 3 && real.carPhases === 3;
      for (const reading of three ? readings : readings.slice(0, 1)) {
        const leg = wired[reading];
        if (leg !== null) legs[leg] += three && isIt(networkType) ? real.at.currentA / Math.sqrt(3) : real.at.currentA;
      }
    }
    return lineAmps(networkType, legs);
  }
}
