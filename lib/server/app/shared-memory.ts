import { rememberedEnded } from "../../domain/command/command";
import type { Topology } from "../../domain/topology";
import type { FleetEvent } from "../../fleet/state/event";
import type { Notice } from "../../store/database/notices";
import type { Store } from "../../store/store";
import type { People } from "../auth/people";
import type { Log } from "../base/log";
import { isStoreUnavailable } from "../base/store-link";
import { createTopologyMemory } from "./topology-memory";

/** What this process keeps in memory of what all share through the store, and how it stays the same as there. */
export interface SharedMemory {
  topology(): Topology;
  /** Reads everything; rejects while the store is not there. */
  readAll(store: Store): Promise<void>;
  /** Reads the people as they are now; rejects while the store is not there. */
  readPeople(store: Store): Promise<void>;
  /** Another process, or this one, changed something. */
  notice(notice: Notice, store: Store): void;
}

type Part = "topology" | "people" | "available" | "signOuts" | "wallLinks";

/** Parts that others keep. */
export type OtherParts = Record<"signOuts" | "wallLinks", (store: Store) => Promise<void>>;

export function createSharedMemory(
  people: People,
  others: OtherParts,
  apply: (event: FleetEvent) => void,
  log: Log,
): SharedMemory {
  const topology = createTopologyMemory(apply);
  const running = new Map<Part, Promise<void>>();
  const waiting = new Map<Part, Promise<void>>();

  const read: Record<Part, (store: Store) => Promise<void>> = {
    topology: topology.read,
    async people(store) {
      people.set(await store.people.list());
    },
    async available(store) {
      apply({ kind: "available", versions: await store.available.list() });
    },
    ...others,
  };

  async function readCommand(store: Store, id: string): Promise<void> {
    const command = await store.commands.get(id);
    if (command !== null) apply({ kind: "commandRestored", command });
  }

  const failed = (what: string) => (error: unknown) => {
    // A database that went away is read again as a whole once it is back.
    if (!isStoreUnavailable(error)) log.error({ err: error, what }, "what was changed could not be read");
  };

  /**
   * One reading of a part at a time, so that an older answer never comes after a newer one; what is asked for while one runs
   * is one more reading, however often it is asked for.
   */
  function fresh(part: Part, store: Store): Promise<void> {
    const queued = waiting.get(part);
    if (queued) return queued;
    const start = async () => {
      waiting.delete(part);
      const reading = read[part](store);
      running.set(part, reading);
      try {
        await reading;
      } finally {
        if (running.get(part) === reading) running.delete(part);
      }
    };
    const before = running.get(part);
    if (!before) return start();
    // How the one before ends is told to whoever asked for it.
    const next = before.catch(() => undefined).then(start);
    waiting.set(part, next);
    return next;
  }

  return {
    topology: topology.now,
    async readAll(store) {
      topology.ask(null);
      await fresh("topology", store);
      // Before the people, whom a sign-in needs to hold: none that was ended holds for a moment.
      await fresh("signOuts", store);
      await fresh("people", store);
      await fresh("available", store);
      await fresh("wallLinks", store);
      for (const command of await store.commands.listRecent(rememberedEnded))
        apply({ kind: "commandRestored", command });
    },
    readPeople: (store) => fresh("people", store),
    notice({ kind, id, own }, store) {
      if (kind === "topology" || kind === "chargers") {
        topology.ask(kind === "topology" ? id : null);
        void fresh("topology", store).catch(failed("topology"));
      } else if (kind === "people" || kind === "available" || kind === "signOuts" || kind === "wallLinks")
        void fresh(kind, store).catch(failed(kind));
      else if (kind === "commands" && id !== null && !own) void readCommand(store, id).catch(failed("command"));
    },
  };
}
