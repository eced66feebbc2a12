import { randomUUID } from "node:crypto";
import { Refusal } from "../../contract/refusal";
import { chargerScope, may } from "../../domain/access/permissions";
import type { Person } from "../../domain/access/person";
import type { Command, CommandKind } from "../../domain/command/command";
import type { CommandRule } from "../../domain/command/command-rules";
import { isUnreachable, offer } from "../../domain/command/command-rules";
import type { DeviceId } from "../../domain/ids";
import type { FleetEvent } from "../../fleet/state/event";
import type { ChargerOrder } from "../../protocol/charger-order";
import { type Dialect, unansweredMs } from "../../protocol/dialect";
import type { Store } from "../../store/store";
import type { FleetReader } from "../../stream/broadcast/fleet-reader";
import type { Log } from "../base/log";
import { createRateLimit } from "../base/rate-limit";
import { isStoreUnavailable } from "../base/store-link";

export interface CommandGiverOptions {
  now(): number;
  dialectOf(deviceId: DeviceId): Dialect;
  fleetReader: FleetReader;
  /** Null while the database is not there. */
  store(): Store | null;
  apply(event: FleetEvent): void;
  /** The open command of a kind; null: none. */
  open(deviceId: DeviceId, kind: CommandKind): Command | null;
  /** The order with which a command begins; null: it is not known any more. */
  firstOrder(id: string): ChargerOrder | null;
  /** False: there is no link to the broker, and nothing went out. */
  send(deviceId: DeviceId, rid: string, order: ChargerOrder): Promise<boolean>;
  log: Log;
}

export interface CommandGiver {
  /** Records, then sends. The same key of the same person gives the same command again. Throws a Refusal. */
  give(person: Person, deviceId: DeviceId, kind: CommandKind, idempotencyKey: string): Promise<Command>;
  /** The store is back: ends what was perhaps recorded when it went, and never sent. */
  settleDoubtful(store: Store): Promise<void>;
}

const perMinute = 10;
const rememberedKeys = 5_000;

/** Recorded, but the broker was gone: its end is the answer, now and when it is asked for again. */
const notSent = (command: Command) => command.course.some((step) => step.reason?.code === "notPublished");

/** Where people's commands are taken: at most ten a minute each, one open per charger and kind, stored before they go out. */
export function createCommandGiver(world: CommandGiverOptions): CommandGiver {
  const limit = createRateLimit(perMinute, 60_000);
  const running = new Map<string, Promise<Command>>();
  /** The newest keys with what they made, so that a repeat is answered while the database is away. */
  const made = new Map<string, Command>();
  const doubtful = new Set<string>();

  const storeGone = (error: unknown): never => {
    if (isStoreUnavailable(error)) throw new Refusal("storeUnavailable");
    throw error;
  };

  function again(command: Command, deviceId: DeviceId, kind: CommandKind): Command {
    if (command.deviceId !== deviceId || command.kind !== kind) throw new Refusal("idempotencyKeyReused");
    if (notSent(command)) throw new Refusal("brokerNotConnected", { rule: "brokerLost" });
    return command;
  }

  function refuse(rule: CommandRule, deviceId: DeviceId, kind: CommandKind): never {
    if (rule === "open") throw new Refusal("commandOpen", { rule, by: world.open(deviceId, kind)?.by.name ?? "" });
    if (rule === "role") throw new Refusal("notAllowed", { rule });
    if (rule === "storeUnavailable") throw new Refusal("storeUnavailable", { rule });
    if (!isUnreachable(rule)) throw new Refusal("commandNotPossible", { rule });
    throw new Refusal(rule === "brokerLost" ? "brokerNotConnected" : "chargerNotConnected", { rule });
  }

  async function record(command: Command, store: Store): Promise<Command | "recorded"> {
    const request = () => store.commands.request(command);
    const asked = await request().catch((error: unknown) => {
      // Whether it was recorded is not known: if it was, it is ended once the database is back.
      if (isStoreUnavailable(error)) doubtful.add(command.id);
      return storeGone(error);
    });
    if (asked.outcome === "same") return again(asked.command, command.deviceId, command.kind);
    if (asked.outcome === "keyReused") throw new Refusal("idempotencyKeyReused");
    if (asked.outcome === "open") throw new Refusal("commandOpen", { rule: "open", by: asked.command.by.name });
    return "recorded";
  }

  async function giveNew(person: Person, deviceId: DeviceId, kind: CommandKind, key: string): Promise<Command> {
    const store = world.store();
    if (store === null) throw new Refusal("storeUnavailable");
    const before = await store.commands.byKey(person.id, key).catch(storeGone);
    if (before !== null) return again(before, deviceId, kind);
    const now = world.now();
    if (!limit.take(person.id, now)) throw new Refusal("tooManyRequests");
    const charger = world.fleetReader.charger(deviceId);
    if (charger === null) throw new Refusal("notFound");
    const open = world.open(deviceId, kind) !== null;
    const permitted = may(person, kind, chargerScope(charger.installationId));
    const offered = offer({ may: charger.may[kind], permitted, storeUp: true, open });
    if (!offered.possible) refuse(offered.rule, deviceId, kind);
    const { commands, answerWithinMs } = world.dialectOf(deviceId);
    const traits = commands[kind];
    if (traits === undefined) refuse("notSupported", deviceId, kind);
    const command: Command = {
      id: randomUUID(),
      deviceId,
      kind,
      by: { personId: person.id, name: person.name },
      idempotencyKey: key,
      course: [{ stage: "requested", at: now, reason: null }],
      waiting: null,
      deadlineAt: now + (answerWithinMs ?? unansweredMs),
    };
    const recorded = await record(command, store);
    if (recorded !== "recorded") return recorded;
    world.log.info({ command: command.id, kind, charger: deviceId, person: person.id }, "command requested");
    world.apply({ kind: "commandRequested", command });
    const sent = await world.send(deviceId, command.id, world.firstOrder(command.id) ?? traits.order);
    world.apply({ kind: sent ? "commandPublished" : "commandNotPublished", id: command.id });
    if (sent) return command;
    const end = { stage: "expired", at: world.now(), reason: { code: "notPublished" } } as const;
    return { ...command, course: [...command.course, end] };
  }

  return {
    async give(person, deviceId, kind, idempotencyKey) {
      const key = `${person.id} ${idempotencyKey}`;
      const known = made.get(key);
      if (known) return again(known, deviceId, kind);
      const other = running.get(key);
      // The same button, pressed twice before the first press was answered.
      if (other) return again(await other, deviceId, kind);
      const giving = giveNew(person, deviceId, kind, idempotencyKey);
      running.set(key, giving);
      try {
        const command = await giving;
        if (made.size >= rememberedKeys) made.delete(made.keys().next().value ?? "");
        made.set(key, command);
        return again(command, deviceId, kind);
      } finally {
        running.delete(key);
      }
    },
    async settleDoubtful(store) {
      for (const id of doubtful) {
        const command = await store.commands.get(id);
        if (command !== null) {
          const end = { stage: "expired", at: world.now(), reason: { code: "notPublished" } } as const;
          const course = [...command.course, end];
          await store.commands.update({ ...command, course, deadlineAt: null });
        }
        doubtful.delete(id);
      }
    },
  };
}
