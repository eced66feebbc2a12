import type { StoreReason } from "../../domain/link-reason";

/** Whether the database keeps what it is given, since when (ms since 1970), and why not. */
export interface StoreHealth {
  up: boolean;
  since: number;
  reason: StoreReason | null;
}

export interface HealthBook {
  now(): StoreHealth;
  /** Calls back on every change of `up`, and of the reason meanwhile; returns the way to leave. */
  onChange(listener: (health: StoreHealth) => void): () => void;
  /** A call worked. While writes are refused (disk full) that alone does not end the trouble. */
  succeeded(): void;
  failed(reason: StoreReason, refusesWrites?: boolean): void;
  /** The database answers, but keeps nothing. */
  refusesWrites(): boolean;
  /** Something was written as a proof. */
  wrote(): void;
}

/** Keeps the store's health from what its calls report. A new reason while down replaces the reason, not the instant. */
export function createHealthBook(clock: () => number = Date.now): HealthBook {
  let health: StoreHealth = { up: true, since: clock(), reason: null };
  let refuses = false;
  const listeners = new Set<(health: StoreHealth) => void>();
  const set = (next: StoreHealth) => {
    health = next;
    for (const listener of listeners) listener(health);
  };
  return {
    now: () => health,
    onChange(listener) {
      listeners.add(listener);
      return () => {
        listeners.delete(listener);
      };
    },
    succeeded() {
      if (!health.up && !refuses) set({ up: true, since: clock(), reason: null });
    },
    refusesWrites: () => refuses,
    wrote() {
      refuses = false;
      if (!health.up) set({ up: true, since: clock(), reason: null });
    },
    failed(reason, refusesWrites = false) {
      refuses ||= refusesWrites;
      if (health.up) set({ up: false, since: clock(), reason });
      else if (reason !== health.reason) set({ ...health, reason });
    },
  };
}
