import { setTimeout as sleep } from "node:timers/promises";
import { backOffMs } from "../../domain/back-off";
import type { StoreHealth } from "../../store/database/health";
import type { Notice } from "../../store/database/notices";
import { storeReason } from "../../store/database/unavailable";
import { openStore, type Store } from "../../store/store";
import type { Log } from "./log";
import { createOutageLog } from "./outage-log";

export interface StoreEvents {
  health(health: StoreHealth): void;
  /** Connected for the first time: read everything. It is tried again while it rejects. */
  opened(store: Store): Promise<void>;
  notice(notice: Notice, store: Store): void;
  /** Notices may have been missed: read again what is kept in memory. */
  reconnected(store: Store): void;
}

export interface StoreLink {
  /** The store while it works; null: it is not there, and nothing can be kept. */
  up(): Store | null;
  /** The store while it can be read, also one that keeps nothing (disk full, read-only). */
  readable(): Store | null;
  /** Resolves when everything has been read once. */
  opened: Promise<void>;
  close(): Promise<void>;
}

/** By its code and not by its class: it may come from another instance of the module. */
export function isStoreUnavailable(error: unknown): boolean {
  return error instanceof Error && "code" in error && error.code === "storeUnavailable";
}

const reasonOf = (error: unknown) =>
  error instanceof Error && "reason" in error && typeof error.reason === "string" ? error.reason : String(error);

const pauses = { firstMs: 250, longestMs: 5_000 };

/** Opens the store and does not give up: a database that is not there yet, or goes, is waited for. */
export function openStoreLink(url: string, secret: Uint8Array, on: StoreEvents, log: Log): StoreLink {
  const outage = createOutageLog("database", log);
  const closing = new AbortController();
  let store: Store | null = null;
  let listening = false;

  function tell(health: StoreHealth): void {
    if (health.up) outage.up();
    else outage.down(health.reason);
    on.health(health);
  }

  async function open(): Promise<void> {
    const opening = store ?? (await openStore(url, { secret, log }));
    store = opening;
    // Before anything is read, so that nothing that changes meanwhile is missed.
    if (!listening) {
      await opening.listen({
        notice: (notice) => on.notice(notice, opening),
        reconnected: () => on.reconnected(opening),
      });
      opening.onHealth(tell);
      listening = true;
    }
    await on.opened(opening);
    tell(opening.health());
  }

  async function persist(): Promise<void> {
    for (let failures = 0; !closing.signal.aborted; failures += 1) {
      try {
        return await open();
      } catch (error) {
        if (closing.signal.aborted) return;
        on.health({ up: false, since: Date.now(), reason: storeReason(error) });
        outage.down(isStoreUnavailable(error) ? storeReason(error) : null, reasonOf(error));
        await sleep(backOffMs(pauses, failures), undefined, { signal: closing.signal, ref: false }).catch(
          () => undefined,
        );
      }
    }
  }

  const opened = persist();
  return {
    up: () => (store?.health().up ? store : null),
    readable: () => (store?.readable() ? store : null),
    opened,
    async close() {
      closing.abort();
      await opened;
      await store?.close();
    },
  };
}
