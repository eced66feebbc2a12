import { between, type Random, randomFrom } from "../../domain/random";
import type { Car } from "./car";
import { type Grid, newGrid } from "./grid";
import { newGuid } from "./guid";
import type { Maker } from "./numbers";
import { type ChargerSpec, type Firmware, makerOf } from "./spec";

/** What 501 grants: whole amperes or with decimals, and a phase id. */
export interface Allocation {
  currentA: number;
  phaseId: number;
}

export interface Session {
  id: string;
  startedAt: number;
  /** The meter's register when it began, kWh. */
  startKwh: number;
  /** Quarter-hour (Go: hour) readings within it. */
  readings: { at: number; kwh: number }[];
  tag: string | null;
}

/** The settings that the twin can change, by their observation. */
export interface Settings {
  authenticationRequired: boolean;
  maxCurrentA: number;
  minCurrentA: number;
  maxPhases: number;
  offlinePhase: number;
  offlineCurrentA: number;
  enabled: boolean;
  standAlone: boolean;
  installationGuid: string;
  routingId: string;
  name: string;
}

/** Something that a charger will do at an instant of real time. */
export type Todo =
  | {
      at: number;
      what: "confirm" | "close" | "paused" | "finish" | "down" | "boot" | "download" | "downloaded" | "showTag";
    }
  | { at: number; what: "completed"; record: string };

/** 1 disconnected, 2 connected-requesting, 3 charging, 5 connected-finished. */
export type Mode = 1 | 2 | 3 | 5;

export interface ChargerState {
  readonly spec: ChargerSpec;
  readonly maker: Maker;
  readonly random: Random;
  readonly grid: Grid;
  /** Physical seconds per real second. */
  readonly speed: number;
  settings: Settings;
  firmware: Firmware;
  linkUp: boolean;
  linkSince: number;
  /** It is restarting: without connection, current or word. */
  down: boolean;
  startUpDue: boolean;
  bootedAt: number;
  car: Car | null;
  mode: Mode;
  finalStop: boolean;
  session: Session | null;
  authorised: boolean;
  tagAtHand: string | null;
  /** In force now; null: nothing may flow. */
  allocation: Allocation | null;
  /** What 708 and 519 said last. */
  told: Allocation;
  contactor: boolean;
  /** Current per loaded phase, A. */
  drawA: number;
  meterA: [number, number, number];
  terminalA: [number, number, number];
  voltageV: [number, number, number];
  powerW: number;
  /** The meter's register; only the integral of power moves it. */
  registerKwh: number;
  offlineOperation: boolean;
  /** It asked whether the other end's logic is alive, and has no answer yet. */
  pingAskedAt: number | null;
  upgrade: "waiting" | "running" | null;
  todo: Todo[];
  steppedAt: number;
  /** The instant of its newest observation, whole microseconds since 1970. */
  saidAtUs: number;
  cadence: Cadence;
}

/** What was said last and what is due next; instants in ms of real time. */
interface Cadence {
  powerW: number;
  powerDueAt: number | null;
  energyKwh: number;
  voltageSaid: boolean;
  pulseAt: number;
  pulseIntervalS: number;
  climateAt: number;
  meterAt: number;
  requestAt: number;
  requests: number;
}

export interface ChargerOptions {
  seed: number;
  speed?: number;
  grid?: Grid;
}

function beginning(spec: ChargerSpec, random: Random, now: number, registerKwh: number) {
  const scene = spec.scene;
  const nothing = { mode: 1 as Mode, car: null, session: null, allocation: null, finalStop: false, energyKwh: 0 };
  if (scene.kind === "empty") return nothing;
  const past = "energyKwh" in scene ? scene : { energyKwh: 0, startedAgoMs: 60_000 };
  const session: Session = {
    id: newGuid(random),
    startedAt: now - past.startedAgoMs,
    startKwh: registerKwh - past.energyKwh,
    readings: [],
    tag: scene.tag ?? null,
  };
  const mode: Mode = scene.kind === "charging" ? 3 : scene.kind === "requesting" ? 2 : 5;
  const allocation = scene.kind === "charging" ? { currentA: scene.currentA, phaseId: scene.phaseId } : null;
  const finalStop = scene.kind === "paused";
  return { mode, car: { ...scene.car }, session, allocation, finalStop, energyKwh: past.energyKwh };
}

/** A charger as its scene sets it up, just booted and not yet connected. The same spec, seed and instant give the same one. */
export function newCharger(spec: ChargerSpec, now: number, options: ChargerOptions): ChargerState {
  const random = randomFrom(`${options.seed}/${spec.deviceId}`);
  const registerKwh = Math.round(between(random, 900, 9000) * 1000) / 1000;
  const begin = beginning(spec, random, now, registerKwh);
  const authorised =
    !spec.authenticationRequired ||
    begin.mode === 3 ||
    (spec.scene.kind === "requesting" && spec.scene.authorised === true);
  return {
    spec,
    maker: makerOf(spec.deviceId),
    random,
    grid: options.grid ?? newGrid(spec.networkType, spec.mainFuseA),
    speed: options.speed ?? 1,
    settings: {
      authenticationRequired: spec.authenticationRequired,
      maxCurrentA: spec.maxCurrentA,
      minCurrentA: spec.minCurrentA,
      maxPhases: spec.networkType === "TN3" || spec.networkType === "IT3" ? 3 : 1,
      offlinePhase: spec.offlinePhase,
      offlineCurrentA: spec.offlineCurrentA,
      enabled: true,
      standAlone: false,
      installationGuid: spec.installationGuid,
      routingId: "default",
      name: "",
    },
    firmware: { ...spec.firmware },
    linkUp: false,
    linkSince: now,
    down: false,
    startUpDue: true,
    bootedAt: now,
    car: begin.car,
    mode: begin.mode,
    finalStop: begin.finalStop,
    session: begin.session,
    authorised,
    tagAtHand: begin.session?.tag ?? null,
    allocation: begin.allocation,
    told: begin.allocation ?? { currentA: 0, phaseId: spec.offlinePhase },
    contactor: begin.mode === 3,
    drawA: 0,
    meterA: [0, 0, 0],
    terminalA: [0, 0, 0],
    voltageV: [0, 0, 0],
    powerW: 0,
    registerKwh,
    offlineOperation: false,
    pingAskedAt: null,
    upgrade: null,
    todo: [],
    steppedAt: now,
    saidAtUs: 0,
    cadence: {
      powerW: 0,
      powerDueAt: null,
      energyKwh: begin.energyKwh,
      voltageSaid: begin.energyKwh >= 0.1,
      pulseAt: now,
      pulseIntervalS: 0,
      climateAt: now + 120_000,
      meterAt: 0,
      requestAt: now + 90_000,
      requests: 0,
    },
  };
}
