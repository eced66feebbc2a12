import type { Log } from "./log";

/** How long the right to allocate lasts without being renewed, and how often who has it renews it. */
const ttlMs = 15_000;
const everyMs = 5_000;

/** Whether it is this instance's turn to allocate. */
export interface AllocationTurn {
  mine(): boolean;
  /** To be called each second. */
  renew(): void;
  close(): void;
}

/**
 * The right to allocate, by a lease in the store. While the store is gone, who has it goes on: cars that charge must not be
 * dropped, and nobody else can take it, as long as the store is gone for all. Who does not have it waits.
 */
export function createAllocationTurn(
  tryLease: (ttlMs: number) => Promise<boolean | "unavailable">,
  now: () => number,
  log: Log,
): AllocationTurn {
  let mine = false;
  let asked = false;
  let askedAt = Number.NEGATIVE_INFINITY;
  let closed = false;

  async function ask(): Promise<void> {
    try {
      const got = await tryLease(ttlMs);
      if (got !== "unavailable" && !closed) mine = got;
    } catch (error) {
      log.error({ err: error }, "the right to allocate could not be asked for");
    }
    asked = false;
  }

  return {
    mine: () => mine && !closed,
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
