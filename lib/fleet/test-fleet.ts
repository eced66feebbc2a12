import type { ChargerView } from "../contract/view";
import type { KnownKey, Observation, ObservationValue } from "../domain/charger/observation";
import type { Command, CommandKind } from "../domain/command/command";
import type { DeviceId } from "../domain/ids";
import { type Authorisation, type Rotation, type Topology, usualPriority, usualSettings } from "../domain/topology";
import type { Dialect } from "../protocol/dialect";
import type { Arrival, Message } from "../protocol/message";
import { zaptec } from "../protocol/zaptec/zaptec";
import { apply } from "./apply";
import { createFleet, type Fleet } from "./state/fleet";
import { chargerView } from "./views/charger-view";

/** When the tests' world begins, ms. */
export const t0 = 1_700_000_000_000;
export const second = 1_000;
export const minute = 60_000;

const ids: Partial<Record<KnownKey, number>> = {
  mode: 710,
  pausedByOrder: 718,
  authenticationRequired: 120,
  pulseIntervalS: 147,
  powerW: 513,
  current1A: 507,
  current2A: 508,
  current3A: 509,
  voltage1V: 501,
  sessionEnergyKwh: 553,
  maxCurrentA: 510,
  rotation: 548,
  sessionId: 721,
  tag: 722,
  completedSession: 723,
  warnings: 804,
  startedUp: 811,
  uptime: 820,
  uptimeMCU: 821,
  computerVersion: 911,
  mcuVersion: 908,
  upgradeNote: 830,
};

/** An observation as a dialect gives it, with Zaptec's id and a text of its own. */
export function observed(key: KnownKey, value: ObservationValue | null, at: number): Observation {
  const raw = value === null ? null : typeof value === "boolean" ? (value ? "1" : "0") : String(value);
  return { id: ids[key] ?? 9_000 + key.length, key, raw, value, ownAt: at, observedAt: at, epoch: 0, arrivedAt: at };
}

type How = { backlog?: boolean; timed?: boolean; retained?: boolean; dup?: boolean; pingReply?: boolean };

/** A fleet of one installation, and words to make things happen to it. */
export class TestFleet {
  readonly fleet: Fleet;
  now = t0;

  constructor(
    chargers: readonly DeviceId[] = ["ZAP000001"],
    more: { authorisation?: Authorisation; dialect?: Dialect } = {},
  ) {
    this.fleet = createFleet({ startedAt: t0, dialectOf: () => more.dialect ?? zaptec });
    apply(this.fleet, { kind: "topology", topology: topologyOf(chargers, more) }, this.now);
  }

  tick(ms = 0): void {
    this.now += ms;
    apply(this.fleet, { kind: "tick" }, this.now);
  }

  broker(up: boolean): void {
    apply(this.fleet, { kind: "broker", up, reason: up ? null : "connectionLost" }, this.now);
  }

  arrive(message: Message, how: How = {}): void {
    const backlog = how.backlog ?? !this.fleet.live;
    const arrival: Arrival = {
      message,
      receivedAt: this.now,
      backlog,
      timed: how.timed ?? !backlog,
      retained: how.retained ?? false,
      dup: how.dup ?? false,
    };
    apply(this.fleet, { kind: "arrival", arrival }, this.now);
  }

  says(deviceId: DeviceId, observations: Observation[], how: How = {}): void {
    const asksReply = how.pingReply ?? false;
    const decoded = observations.map((each) => ({ ...each, arrivedAt: this.now }));
    this.arrive(
      { kind: "observations", deviceId, clock: "charger", asksReply, observations: decoded, faults: [] },
      how,
    );
  }

  /** One value, observed now. */
  say(key: KnownKey, value: ObservationValue | null, deviceId = "ZAP000001"): void {
    this.says(deviceId, [observed(key, value, this.now)]);
  }

  pulse(deviceId = "ZAP000001", how: How = {}): void {
    this.arrive({ kind: "pulse", deviceId, asksReply: how.pingReply ?? false }, how);
  }

  connection(connected: boolean, how: How = {}, at = this.now, deviceId = "ZAP000001"): void {
    this.arrive({ kind: "connection", deviceId, connected, at }, how);
  }

  answers(rid: string, status: number, body: string | null = null, how: How = {}, deviceId = "ZAP000001"): void {
    this.arrive({ kind: "answer", deviceId, rid, status, body }, how);
  }

  /** A command that was stored and has gone out. */
  gives(kind: CommandKind, id: string = kind, deviceId = "ZAP000001"): void {
    apply(this.fleet, { kind: "commandRequested", command: requested(kind, id, this.now, deviceId) }, this.now);
    apply(this.fleet, { kind: "commandPublished", id }, this.now);
  }

  course(id: string): string[] {
    return (this.fleet.commands.get(id)?.command.course ?? []).map((step) => step.stage);
  }

  view(deviceId = "ZAP000001"): ChargerView {
    const view = chargerView(this.fleet, deviceId, this.now);
    if (view === null) throw new Error(`no charger ${deviceId}`);
    return view;
  }
}

export function requested(kind: CommandKind, id: string, at: number, deviceId = "ZAP000001"): Command {
  return {
    id,
    deviceId,
    kind,
    by: { personId: "p1", name: "Ada" },
    idempotencyKey: `key-${id}`,
    course: [{ stage: "requested", at, reason: null }],
    waiting: null,
    deadlineAt: null,
  };
}

export function topologyOf(
  chargers: readonly DeviceId[],
  more: { authorisation?: Authorisation; rotation?: Rotation } = {},
): Topology {
  return {
    installations: [
      {
        id: "park",
        name: "Car park",
        networkType: "TN3",
        mainFuseA: 63,
        availableA: [50, 80, 50],
        imbalanceLimitA: 20,
        switchCurrentA: 15,
        timeZone: "Europe/Berlin",
        authorisation: more.authorisation ?? { kind: "any" },
        ...usualSettings,
      },
    ],
    circuits: [{ id: "park-a", installationId: "park", name: "A", fuseA: 40 }],
    chargers: chargers.map((deviceId, index) => ({
      deviceId,
      circuitId: "park-a",
      name: `P${index + 1}`,
      rotation: more.rotation ?? "RST",
      maxCurrentA: 32,
      minCurrentA: 6,
      priority: usualPriority,
      enrolled: true,
    })),
  };
}
