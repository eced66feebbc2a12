import type { ChargerMode } from "../domain/charger/state";
import { isIt, legsOf, lineAmps } from "../domain/electrical/phase";
import { allTerminals, readingsOf } from "../domain/electrical/terminals";
import type { Circuit, Installation, Priority, Rotation, Triple } from "../domain/topology";
import { decide } from "./decide";
import { begun, noSession, observed, type Session, sessionPart } from "./session-state";
import { weightOf } from "./sharing/contender";
import type { Allocation, LoadCharger, LoadDecision, LoadInput, PendingCommand } from "./types";

/** A car that comes to a charger of its own for a part of a day. */
export interface Car {
  circuitId: string;
  rotation: Rotation;
  comesAt: number;
  leavesAt: number;
  needWh: number;
  /** What it takes at most in each line, on so many phases; on IT on one pair (1) or on all (3). */
  maxA: number;
  phases: 1 | 2 | 3;
  priority: Priority;
  /** From this instant on it does not follow reductions. */
  ignoresFrom?: number;
}

interface Place {
  car: Car;
  deviceId: string;
  mode: ChargerMode;
  allocation: Allocation;
  pending: (PendingCommand & { confirmAt: number })[];
  since: number;
  modeAt: number;
  /** What it draws, and what of that it has told, by terminal. */
  terminalsA: [number, number, number];
  told: { terminalsA: Triple<number>; at: number } | null;
  /** What the car will follow, when. */
  coming: { at: number; allocation: Allocation }[];
  follows: Allocation;
  carPhases: 1 | 2 | null;
  phasesSince: number;
  session: Session;
  energyWh: number;
  waitedMs: number;
}

export const stepMs = 2_000;
/** A car follows a new allocation, and its charger tells what it draws, after so long. */
const followMs = 4_000;
const lookMs = 20_000;
const voltageV = 230;
/** A change of less than this is not told. */
const tellW = 200;

/** A day of cars at chargers that obey within seconds. Deterministic; instants in ms from midnight. */
export class Day {
  now = 0;
  readonly places: Place[];
  readonly installation: Installation;
  readonly circuits: readonly Circuit[];
  /** The last decision. */
  last: LoadDecision | null = null;
  decisions = 0;
  private availableA: Triple<number>;
  private nextAt = 0;
  private readonly policy: ((input: LoadInput) => LoadDecision) | null;

  constructor(
    installation: Installation,
    circuits: readonly Circuit[],
    cars: readonly Car[],
    policy: ((input: LoadInput) => LoadDecision) | null = null,
  ) {
    this.installation = installation;
    this.circuits = circuits;
    this.availableA = installation.availableA;
    this.policy = policy;
    this.places = cars.map((car, i) => ({
      car,
      deviceId: `ZPR${100_000 + i}`,
      mode: "disconnected",
      allocation: { currentA: 0, terminals: null },
      pending: [],
      since: 0,
      modeAt: 0,
      terminalsA: [0, 0, 0],
      told: null,
      coming: [],
      follows: nothing,
      carPhases: null,
      phasesSince: 0,
      session: noSession,
      energyWh: 0,
      waitedMs: 0,
    }));
  }

  /** Another available current from now on. */
  limit(availableA: Triple<number>): void {
    this.availableA = availableA;
    this.nextAt = 0;
  }

  step(): void {
    this.now += stepMs;
    for (const place of this.places) this.live(place);
    if (this.now < this.nextAt) return;
    const decision = (this.policy ?? decide)(this.input());
    this.last = decision;
    this.decisions += 1;
    this.nextAt = Math.min(this.now + lookMs, decision.againAt ?? Number.POSITIVE_INFINITY);
    for (const { deviceId, method } of decision.commands) {
      const place = this.places.find((each) => each.deviceId === deviceId);
      if (!place) throw new Error(`no charger ${deviceId}`);
      const to = method.name === "allocate" ? { currentA: method.currentA, terminals: method.terminals } : nothing;
      place.pending.push({ to, sentAt: this.now, confirmAt: this.now + stepMs });
    }
  }

  input(): LoadInput {
    const { installation, circuits, availableA, now } = this;
    const seen = this.places.map((place) => this.seen(place));
    const others = seen.flatMap((charger, i) => {
      const session = this.places[i]?.session;
      const wants = charger.demand === "asking" || charger.demand === "charging";
      return wants && session?.begun ? [{ servedAh: session.timeSlice.servedAh, weight: weightOf(charger) }] : [];
    });
    const chargers = seen.map((charger, i) => {
      const place = this.places[i];
      if (!place || charger.demand === "none") return charger;
      place.session = begun(place.session, weightOf(charger), others);
      return { ...charger, ...sessionPart(place.session) };
    });
    return { now, installation, availableA, circuits, chargers };
  }

  private seen(place: Place): LoadCharger {
    const { car, mode, told } = place;
    const demand = demands[mode];
    const base = {
      deviceId: place.deviceId,
      circuitId: car.circuitId,
      rotation: car.rotation,
      maxCurrentA: 32,
      minCurrentA: 6,
      reportedMaxA: 32,
      reportedMinA: 6,
      maxPhases: 3,
      offlineTerminals: "1-2-3-N",
      offlineCurrentA: 0,
      standAlone: false,
      reachable: true,
      demand,
      since: place.since,
      allocation: place.allocation,
      askedSince: false,
      proven: true,
      pending: place.pending,
      attempts: place.pending.length,
      holdUntil: 0,
      quietUntil: 0,
      carPhases: place.carPhases,
      priority: car.priority,
      measured: demand === "charging" && told !== null && told.at >= place.modeAt ? told : null,
    } satisfies Omit<LoadCharger, "switches" | "timeSlice" | "measuredDemandA" | "allocatedAt">;
    place.session = observed(place.session, this.installation.networkType, base, this.now);
    return { ...base, ...sessionPart(place.session) };
  }

  private live(place: Place): void {
    const { car } = place;
    if (place.mode === "disconnected" && this.now >= car.comesAt && this.now < car.leavesAt)
      this.setMode(place, "requesting");
    if (place.mode !== "disconnected" && this.now >= car.leavesAt) this.leave(place);
    while (place.pending[0] && place.pending[0].confirmAt <= this.now) this.confirm(place, place.pending[0].to);
    if (place.mode === "requesting") place.waitedMs += stepMs;
    this.follow(place);
    const amps = place.terminalsA[0] + place.terminalsA[1] + place.terminalsA[2];
    place.energyWh += (amps * voltageV * stepMs) / 3_600_000;
    if (place.mode === "charging" && place.energyWh >= car.needWh) this.setMode(place, "finished");
    this.tell(place);
  }

  private confirm(place: Place, to: Allocation): void {
    place.pending.shift();
    if (to.terminals !== place.allocation.terminals) place.phasesSince = this.now;
    place.allocation = { ...to };
    place.coming.push({ at: this.now + followMs, allocation: place.allocation });
    this.nextAt = 0;
    if (to.currentA >= 6 && place.mode === "requesting") this.setMode(place, "charging");
    if (to.currentA < 6) {
      if (place.mode === "charging") this.setMode(place, "requesting");
      // Its contactor opens.
      place.coming = [];
      place.follows = nothing;
    }
  }

  private setMode(place: Place, mode: Place["mode"]): void {
    place.mode = mode;
    place.modeAt = this.now;
    place.since = this.now;
    this.nextAt = 0;
  }

  private leave(place: Place): void {
    this.setMode(place, "disconnected");
    place.allocation = nothing;
    place.pending = [];
    place.coming = [];
    place.follows = nothing;
    place.carPhases = null;
    place.session = noSession;
  }

  /** By reading; a car with less phases uses the first of those it is given. On IT three pairs load each line with √3 of a pair. */
  private follow(place: Place): void {
    const { car, coming, terminalsA } = place;
    while (coming[0] && coming[0].at <= this.now) place.follows = coming.shift()?.allocation ?? nothing;
    if (place.mode !== "charging") {
      terminalsA.fill(0);
      return;
    }
    if (this.now >= (car.ignoresFrom ?? Number.POSITIVE_INFINITY)) return;
    const { currentA, terminals } = place.follows;
    const { networkType } = this.installation;
    const readings = terminals === null ? [] : (readingsOf(networkType, terminals) ?? []);
    const used = readings.slice(0, readings.length === 3 ? car.phases : 1);
    const pairs = used.length === 3 && isIt(networkType) ? Math.sqrt(3) : 1;
    terminalsA.fill(0);
    for (const reading of used) terminalsA[reading] = Math.min(currentA, car.maxA) / pairs;
  }

  private tell(place: Place): void {
    const { told, terminalsA } = place;
    const moved = (i: 0 | 1 | 2) => Math.abs(terminalsA[i] - (told?.terminalsA[i] ?? 0));
    const same = told !== null && (moved(0) + moved(1) + moved(2)) * voltageV < tellW;
    if (!same || (told !== null && told.at < place.modeAt)) {
      place.told = { terminalsA: [...terminalsA], at: this.now };
      this.nextAt = Math.min(this.nextAt, this.now + 1_000);
    }
    if (
      place.mode !== "charging" ||
      place.allocation.terminals !== allTerminals(this.installation.networkType) ||
      this.now - place.phasesSince < lookMs
    )
      return;
    if (terminalsA[0] >= 4 && terminalsA[2] < 0.5) place.carPhases = terminalsA[1] < 0.5 ? 1 : 2;
  }

  /** The true line currents behind a fuse (null: the main one), in A. */
  lines(circuitId: string | null): Triple<number> {
    const legs: [number, number, number] = [0, 0, 0];
    for (const { car, terminalsA } of this.places) {
      if (circuitId !== null && car.circuitId !== circuitId) continue;
      legsOf(this.installation.networkType, car.rotation).forEach((leg, terminal) => {
        if (leg !== null) legs[leg] += terminalsA[terminal] ?? 0;
      });
    }
    return isIt(this.installation.networkType) ? lineAmps(this.installation.networkType, legs) : legs;
  }
}

const demands = {
  disconnected: "none",
  requesting: "asking",
  charging: "charging",
  finished: "finished",
  unknown: "unknown",
} as const;
const nothing: Allocation = { currentA: 0, terminals: null };
