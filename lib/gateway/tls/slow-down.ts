import { sourceOf } from "../../domain/source-of";

export interface SlowDownLimits {
  allowed: number;
  windowMs: number;
  waitMs: number;
  waiting: number;
  addresses: number;
}

export interface SlowDown {
  /** Notes a failed connect. @returns how many this address has had within the window. */
  failed(address: string, now: number): number;
  /** How long the next connect of this address has to wait, ms; null: too many are waiting, it is turned away at once. */
  wait(address: string, now: number): number | null;
  /** A connect that waited goes on, or has gone away. */
  waited(address: string): void;
}

interface Entry {
  /** When the latest failures were, oldest first; never more than the bound. */
  failures: number[];
  total: number;
  waiting: number;
}

/** Whether a connection comes from this machine itself. */
export function isLoopback(address: string): boolean {
  const source = sourceOf(address);
  return source.startsWith("127.") || address === "::1";
}

/**
 * Makes an address with too many failed connects wait, each of its connects for the same while: guessing is slowed, and chargers that
 * share the address behind a router lose seconds, not their connection. Remembers a bounded number of addresses.
 */
export function createSlowDown(limits: SlowDownLimits): SlowDown {
  const entries = new Map<string, Entry>();

  const current = (address: string, now: number): Entry | undefined => {
    const entry = entries.get(sourceOf(address));
    if (!entry) return undefined;
    entry.failures = entry.failures.filter((at) => now - at < limits.windowMs);
    if (entry.failures.length === 0) entry.total = 0;
    return entry;
  };

  const makeRoom = (): void => {
    for (const [source, entry] of entries) {
      if (entries.size < limits.addresses) return;
      if (entry.waiting === 0) entries.delete(source);
    }
  };

  return {
    failed(address, now) {
      const entry = current(address, now) ?? { failures: [], total: 0, waiting: 0 };
      entry.failures.push(now);
      if (entry.failures.length > limits.allowed) entry.failures.shift();
      entry.total += 1;
      const source = sourceOf(address);
      if (!entries.has(source)) makeRoom();
      else entries.delete(source);
      entries.set(source, entry);
      return entry.total;
    },
    wait(address, now) {
      const entry = current(address, now);
      if (!entry || entry.failures.length < limits.allowed) return 0;
      if (entry.waiting >= limits.waiting) return null;
      entry.waiting += 1;
      return limits.waitMs;
    },
    waited(address) {
      const entry = entries.get(sourceOf(address));
      if (entry && entry.waiting > 0) entry.waiting -= 1;
    },
  };
}
