import type { DeviceId } from "../../domain/ids";
import { uniform } from "../../domain/random";
import { step } from "../charger/charger";
import { type Driver, drive, newDriver } from "../charger/driver";
import type { ChargerState } from "../charger/state";
import type { Input, Output } from "../charger/turn";
import { encodeObservations, telemetryTopic } from "../charger/wire-out";

/** Whoever stands behind one connection: a simulated charger, or a recording of a real one. */
export interface Actor {
  readonly deviceId: DeviceId;
  /** null: a recording has none. */
  readonly state: ChargerState | null;
  step(input: Input, now: number): readonly Output[];
  topic(ping: boolean): string;
  payloads(output: Extract<Output, { kind: "observations" }>): string[];
  /** Without power: it cannot connect. */
  away(): boolean;
  /** A Go leaves a last will with the broker. */
  leavesWill: boolean;
}

/** How often a lone observation goes without a collection around it. */
const singles = 0.05;

/**
 * A simulated charger with its people.
 * @param startedAt instant at which the physical clock starts; it runs `state.speed` times as fast as the real one
 */
export function chargerActor(state: ChargerState, startedAt: number, driver?: Driver): Actor {
  const people = driver ?? newDriver(state.spec.habit, state.spec.deviceId);
  const topics = new Map<string, string>();
  return {
    deviceId: state.spec.deviceId,
    state,
    leavesWill: state.maker === "Go",
    step(input, now) {
      if (input.kind !== "tick") return step(state, input, now);
      const said = step(state, input, now);
      const act = drive(people, state, startedAt + (now - startedAt) * state.speed);
      return act ? [...said, ...step(state, act, now)] : said;
    },
    topic(ping) {
      const { routingId, installationGuid } = state.settings;
      const key = `${routingId} ${installationGuid} ${ping}`;
      const known = topics.get(key) ?? telemetryTopic(state.spec.deviceId, routingId, installationGuid, ping);
      topics.set(key, known);
      return known;
    },
    payloads: ({ said }) => encodeObservations(said, said.length === 1 && uniform(state.random) < singles),
    away: () => state.down,
  };
}
