import type { Store } from "../../store/store";
import type { Log } from "./log";
import { isStoreUnavailable } from "./store-link";

/** How long a lease lasts without being renewed, and how often who has it renews it. */
const ttlMs = 15_000;
const everyMs = 5_000;

/** Whether it is this instance that does what only one may do. */
export interface LeaderLease {
  mine(): boolean;
  /** Asks now. */
  ask(): Promise<void>;
  /** To be called each second. */
  renew(): void;
  close(): void;
}

/** Takes or renews a lease in the store for `ttlMs`; "unavailable": the store is gone. */
export type TryLease = (ttlMs: number) => Promise<boolean | "unavailable">;

/**
 * A lease in the store. While the store is gone, who has it goes on: cars that charge must not be dropped, and nobody else can
 * take it, as long as the store is gone for all. Who does not have it waits.
 */
export function createLeaderLease(tryLease: TryLease, now: () => number, log: Log): LeaderLease {
  let mine = false;
  let asked = false;
  let askedAt = Number.NEGATIVE_INFINITY;
  let closed = false;

  async function ask(): Promise<void> {
    try {
      const got = await tryLease(ttlMs);
      if (got !== "unavailable" && !closed) mine = got;
    } catch (error) {
      log.error({ err: error }, "a lease could not be asked for");
    }
    asked = false;
  }

  return {
    mine: () => mine && !closed,
    ask,
    renew() {
      if (asked || closed || (mine && now() - askedAt < everyMs)) return;
      asked = true;
      askedAt = now();
      void ask();
    },
    close() {
      closed = true;
    },
  };
}

/** `TryLease` of a name for a holder. */
export function leaseIn(up: () => Store | null, name: string, holder: string): TryLease {
  return async (ttl) => {
    const store = up();
    if (store === null) return "unavailable";
    return store.leases.tryLease(name, holder, ttl).catch((error: unknown) => {
      if (isStoreUnavailable(error)) return "unavailable";
      throw error;
    });
  };
}
