import { randomUUID } from "node:crypto";
import type { GrantView } from "../../domain/charger/grant";
import type { DeviceId, InstallationId } from "../../domain/ids";
import type { Change, FleetEvent } from "../../fleet/state/event";
import type { Fleet } from "../../fleet/state/fleet";
import type { LiveInstallation } from "../../fleet/state/installation";
import { allocationFacts, allocationKey, installationIdOf, measuredMostA } from "../../fleet/views/allocation-view";
import { lookAgainAt, type Memory, newMemory, remember } from "../../load-management/allocation/charger-memory";
import { grantViewOf } from "../../load-management/allocation/grant-view";
import { loadInputOf } from "../../load-management/allocation/load-input";
import { createSettling } from "../../load-management/allocation/settling";
import { answerTag, askedAgain } from "../../load-management/allocation/tag-answers";
import { decide } from "../../load-management/decide";
import { measuredMattersAt } from "../../load-management/session-state";
import { answered } from "../../load-management/setpoints";
import type { ChargerOrder } from "../../protocol/charger-order";
import type { Arrival } from "../../protocol/message";
import type { After } from "../../stream/broadcast/frame-timer";
import { createLeaderLease } from "../base/leader-lease";
import type { Log } from "../base/log";
import { createCurrentGrants } from "./current-grants";
import { createAllocationSender } from "./order-sender";
import { createTroubleLog } from "./trouble-log";

export interface AllocationWorld {
  fleet: Fleet;
  now(): number;
  after: After;
  apply(event: FleetEvent): void;
  /** False: there is no link, and nothing went out. */
  send(deviceId: DeviceId, rid: string, method: ChargerOrder): Promise<boolean>;
  /** Takes or renews what only one instance may do; "unavailable": the store is gone. */
  tryLease(ttlMs: number): Promise<boolean | "unavailable">;
  log: Log;
}

/** The load management at work: who asks is allocated, tags are answered, and nobody else of several instances does the same. */
export interface Allocation {
  /** What came of the fleet's events. */
  changed(change: Change): void;
  /** Everything that comes through the broker's door; only answers matter here. */
  arrived(arrival: Arrival): void;
  /** What is remembered of a charger; null: nothing, as where another instance allocates. */
  memory(deviceId: DeviceId): Memory | null;
  /** To be called each second. */
  tick(): void;
  close(): void;
}

/** Changes are gathered this long after a decision, so that one burst is one decision. */
const gatherMs = 250;

export function createAllocation(world: AllocationWorld): Allocation {
  const { fleet, now, log } = world;
  const memories = new Map<DeviceId, Memory>();
  const dirty = new Set<InstallationId>();
  const dueAt = new Map<InstallationId, number>();
  const currentGrants = createCurrentGrants((grants) => world.apply({ kind: "grants", grants }));
  const trouble = createTroubleLog(log);
  const seen = new Map<InstallationId, LiveInstallation>();
  const sender = createAllocationSender(fleet, now, world.send, log);
  const settling = createSettling();
  const turn = createLeaderLease(world.tryLease, now, log);
  let lastRunAt = 0;
  let callOff: (() => void) | null = null;
  let mine = false;

  const memoryOf = (deviceId: DeviceId): Memory => {
    let memory = memories.get(deviceId);
    if (memory === undefined) {
      memory = newMemory();
      memories.set(deviceId, memory);
    }
    return memory;
  };

  function plan(): void {
    if (callOff !== null || dirty.size === 0) return;
    callOff = world.after(Math.max(0, lastRunAt + gatherMs - now()), () => {
      callOff = null;
      run();
    });
  }

  const isAnybodyThere = () => {
    for (const { word } of fleet.chargers.values()) if (word === "online") return true;
    return false;
  };

  function run(): void {
    lastRunAt = now();
    const settled = settling.isSettled(fleet.live, fleet.epoch, now(), isAnybodyThere);
    if (turn.mine() !== mine) takeTurn(turn.mine());
    if (!mine || !settled) return;
    let told = false;
    const those = [...dirty];
    dirty.clear();
    for (const id of those) told = decideFor(id) || told;
    if (told) currentGrants.tell();
  }

  function takeTurn(is: boolean): void {
    mine = is;
    log.info(is ? "this instance allocates" : "another instance allocates");
    for (const id of fleet.installations.keys()) dirty.add(id);
    if (is) return;
    memories.clear();
    dueAt.clear();
    currentGrants.clear();
  }

  /** True: what is granted has changed. */
  function decideFor(id: InstallationId): boolean {
    const facts = allocationFacts(fleet, id);
    if (facts === null) {
      dueAt.delete(id);
      return currentGrants.remove(id);
    }
    for (const charger of facts.chargers) {
      const memory = memoryOf(charger.deviceId);
      remember(memory, charger, now());
      answerTag(charger, memory, now(), randomUUID, (...tag) => void sender.goesOut(...tag));
    }
    const input = loadInputOf(facts, memoryOf, now());
    const decision = decide(input);
    for (const send of decision.commands) {
      sender.sendOut(send, memoryOf(send.deviceId), () => dueAt.set(id, now() + 1000));
    }
    const looks = facts.chargers.map(({ deviceId }) => lookAgainAt(memoryOf(deviceId), now()));
    dueAt.set(
      id,
      looks.reduce((first, at) => Math.min(first, at), decision.againAt ?? Number.POSITIVE_INFINITY),
    );
    trouble.tell(input.chargers, decision);
    const granted = new Map<DeviceId, GrantView>();
    for (const charger of input.chargers) {
      const { deviceId } = charger;
      const view = grantViewOf(facts.installation.networkType, charger, decision.grants.get(deviceId), now());
      if (view) granted.set(deviceId, view);
    }
    return currentGrants.put(id, granted);
  }

  function markDirty(deviceId: DeviceId): void {
    const id = installationIdOf(fleet, deviceId);
    if (id !== null) dirty.add(id);
  }

  /** People have changed what hangs where, or its limits: then an installation is another object. */
  function noteTopology(ids: Iterable<InstallationId>): void {
    let changed = false;
    for (const id of ids) {
      const live = fleet.installations.get(id);
      if (live === seen.get(id)) continue;
      dirty.add(id);
      changed = true;
      if (live) seen.set(id, live);
      else seen.delete(id);
    }
    if (!changed) return;
    for (const deviceId of memories.keys()) if (!fleet.chargers.has(deviceId)) memories.delete(deviceId);
  }

  /** Most of what a charger says changes nothing here. */
  function noteHeard(deviceId: DeviceId): void {
    const key = allocationKey(fleet, deviceId);
    if (key === null) return;
    const memory = memoryOf(deviceId);
    if (memory.key === key) {
      noteMeasured(deviceId, memory);
      return;
    }
    memory.key = key;
    const online = fleet.chargers.get(deviceId)?.word === "online";
    if (online && !memory.online) settling.came(now());
    memory.online = online;
    markDirty(deviceId);
  }

  /** Measurements make a decision only where they matter, and at most one a second: at the next tick. */
  function noteMeasured(deviceId: DeviceId, { session }: Memory): void {
    if (session.timeSlice.since === null) return;
    const amps = measuredMostA(fleet, deviceId);
    const id = installationIdOf(fleet, deviceId);
    if (amps === null || id === null) return;
    const at = measuredMattersAt(session, amps, now());
    if (at < (dueAt.get(id) ?? Number.POSITIVE_INFINITY)) dueAt.set(id, at);
  }

  return {
    changed(change) {
      for (const deviceId of change.chargers) noteHeard(deviceId);
      noteTopology(change.installations);
      for (const [deviceId] of change.tags) {
        const memory = memories.get(deviceId);
        if (memory) askedAgain(memory, now());
        markDirty(deviceId);
      }
      for (const id of change.available) dirty.add(id);
      if (change.links) for (const id of fleet.installations.keys()) dirty.add(id);
      plan();
    },
    arrived({ message, retained }) {
      if (message.kind !== "answer" || retained) return;
      const memory = memories.get(message.deviceId);
      if (memory === undefined) return;
      if (memory.tagAnswer?.rid === message.rid) {
        memory.tagAnswer.acknowledged = message.status === 200;
      } else {
        const setpoints = answered(memory.setpoints, message.rid, message.status, now());
        if (setpoints === memory.setpoints) return;
        if (message.status !== 200)
          log.warn({ charger: message.deviceId, rid: message.rid }, "a charger refuses its allocation");
        memory.setpoints = setpoints;
      }
      markDirty(message.deviceId);
      plan();
    },
    memory: (deviceId) => memories.get(deviceId) ?? null,
    tick() {
      turn.renew();
      for (const [id, at] of dueAt) if (at <= now()) dirty.add(id);
      if (turn.mine() !== mine) {
        for (const id of fleet.installations.keys()) dirty.add(id);
      }
      plan();
    },
    close() {
      callOff?.();
      turn.close();
    },
  };
}
