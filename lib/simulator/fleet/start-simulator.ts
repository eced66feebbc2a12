import { type Car, car as makeCar } from "../charger/car";
import { type Grid, newGrid } from "../charger/grid";
import { number } from "../charger/numbers";
import { type ChargerSpec, withDefaults } from "../charger/spec";
import { type ChargerState, newCharger } from "../charger/state";
import { encodeObservations } from "../charger/wire-out";
import type { WeatherKind } from "../faults/fault-injection";
import { chargerActor } from "./actor";
import { simulatedCloud } from "./cloud";
import type { Heard, Member, Quirk } from "./member";
import type { Recording } from "./recording";
import { replayActor } from "./replay";
import { type Runner, startRunner } from "./runner";
import type { Transport } from "./transport";

export interface SimulatorOptions {
  transport: Transport;
  chargers: readonly (Partial<ChargerSpec> & { deviceId: string })[];
  /** Chargers that say what recorded real ones said. */
  recordings?: readonly { recording: Recording; deviceId: string }[];
  seed?: number;
  /** Physical seconds per real second. */
  speed?: number;
  weather?: readonly WeatherKind[];
  now?: () => number;
  connectsPerS?: number;
  /** Answers requests, tags and pings itself: for a broker behind which nothing allocates. */
  selfAllocate?: boolean;
  onDown?: (deviceId: string, reason: string) => void;
}

/** One simulated charger in somebody's hand. */
interface ChargerHandle {
  readonly deviceId: string;
  readonly state: Readonly<ChargerState>;
  /** Methods that arrived, oldest first. */
  readonly heard: readonly Heard[];
  connected(): boolean;
  plugIn(car?: Partial<Car>, tag?: string): void;
  unplug(): void;
  showTag(tag: string): void;
  /** The next calls of a method (its number) get 400, or 200 with no effect, or no answer. */
  quirk(method: number, quirk: Quirk, times?: number): void;
  setSilent(silent: boolean): void;
  disconnect(): void;
  reconnect(): void;
  /** Says an observation of anybody's making, at `at` (default now). A number is written as the charger writes numbers. */
  say(id: number, value: string | number | null, at?: number): void;
  sendRaw(payload: string | Uint8Array): void;
  /** Ends when the state is as asked; rejects after `withinMs` with the charger's name and what was waited for. */
  waitFor(what: string, holds: (state: Readonly<ChargerState>) => boolean, withinMs?: number): Promise<void>;
}

export interface Simulator {
  charger(deviceId: string): ChargerHandle;
  readonly runner: Runner;
  stop(): Promise<void>;
}

const lookMs = 50;

function handle(member: Member, state: ChargerState, now: () => number): ChargerHandle {
  return {
    deviceId: state.spec.deviceId,
    state,
    heard: member.heard,
    connected: () => member.connected(),
    plugIn: (part, tag) => member.input({ kind: "plugIn", car: makeCar(part), tag: tag ?? null }),
    unplug: () => member.input({ kind: "unplug" }),
    showTag: (tag) => member.input({ kind: "showTag", tag }),
    quirk: (method, quirk, times = 1) => member.quirk(String(method), quirk, times),
    setSilent: (silent) => member.setSilent(silent),
    disconnect: () => member.leave(),
    reconnect: () => member.come(),
    say(id, value, at = now()) {
      const text = typeof value === "number" ? number(state.maker, value) : value;
      for (const payload of encodeObservations([{ id, value: text, at }])) member.sendRaw(payload);
    },
    sendRaw: (payload) => member.sendRaw(payload),
    waitFor(what, holds, withinMs = 20_000) {
      const until = Date.now() + withinMs;
      return new Promise((resolve, reject) => {
        const look = () => {
          if (holds(state)) resolve();
          else if (Date.now() > until) reject(new Error(`${state.spec.deviceId} in ${withinMs} ms: not ${what}`));
          else setTimeout(look, lookMs);
        };
        look();
      });
    },
  };
}

/** Starts simulated chargers on a transport; those with the same `gridId` share their mains. */
export function startSimulator(options: SimulatorOptions): Simulator {
  const { seed = 1, speed = 1, now = Date.now, recordings = [] } = options;
  const grids = new Map<string, Grid>();
  const startedAt = now();
  const states = options.chargers.map((part) => {
    const spec = withDefaults(part);
    const grid = grids.get(spec.gridId) ?? newGrid(spec.networkType, spec.mainFuseA, grids.size * 97);
    grids.set(spec.gridId, grid);
    return newCharger(spec, startedAt, { seed, speed, grid });
  });
  const runner = startRunner({
    actors: [
      ...states.map((state) => ({
        actor: chargerActor(state, startedAt),
        silentAfterMs: state.spec.silentAfterMs,
        offlineAfterMs: state.spec.offlineAfterMs,
      })),
      ...recordings.map(({ recording, deviceId }) => ({ actor: replayActor(recording, deviceId) })),
    ],
    transport: options.transport,
    now,
    seed,
    weather: options.weather ?? [],
    connectsPerS: options.connectsPerS,
    onOutput: options.selfAllocate ? simulatedCloud : undefined,
    onDown: options.onDown,
  });
  const handles = new Map<string, ChargerHandle>();
  for (const state of states) {
    const member = runner.members.get(state.spec.deviceId);
    if (member) handles.set(state.spec.deviceId, handle(member, state, now));
  }
  return {
    runner,
    stop: () => runner.stop(),
    charger(deviceId) {
      const found = handles.get(deviceId);
      if (!found) throw new Error(`no simulated charger ${deviceId}`);
      return found;
    },
  };
}
