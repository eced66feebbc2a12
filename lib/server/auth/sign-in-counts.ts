import { createHash } from "node:crypto";
import type { Store } from "../../store/store";
import type { SignInCount } from "../../store/tables/sign-in-count-store";
import type { Log } from "../base/log";
import { isStoreUnavailable } from "../base/store-link";

/** Whose attempts are counted, and how soon one of them is forgotten. */
export type Counted = SignInCount;

/** Attempts to sign in, counted for all instances and over restarts; by this instance alone while the store takes no writes. */
export interface SignInCounts {
  /** Counts one attempt under each key. @returns how many of each key were remembered before it, in the order given. */
  take(counted: readonly Counted[]): Promise<number[]>;
  /** The attempts were none: they succeeded, or could not be judged. */
  takeBack(counted: readonly Counted[]): Promise<void>;
  /** How many this instance knows of. */
  known(counted: Counted): number;
}

export interface CountsSurroundings {
  /** Null while it takes no writes. */
  store(): Store | null;
  now(): number;
  log: Log;
}

/** No key remembers more: who fails a thousand times is as slow as who fails so often, and no longer. */
export const mostRemembered = 30;
const mostKeys = 20_000;

/** A key for what attempts are counted by. Hashed: what is typed as an e-mail may be a password. */
export function countedBy(kind: "source" | "account" | "known", value: string, forgetMs: number): Counted {
  return { key: createHash("sha256").update(`${kind}\0${value}`).digest("base64url"), forgetMs };
}

export function createSignInCounts({ store, now, log }: CountsSurroundings): SignInCounts {
  /** When all attempts under a key are forgotten; the key that was used longest ago first. */
  const untils = new Map<string, number>();

  const remembered = ({ forgetMs }: Counted, until: number) => Math.max(0, until - now()) / forgetMs;

  function set(key: string, until: number): void {
    untils.delete(key);
    untils.set(key, until);
    for (const [other, past] of untils) {
      if (untils.size <= mostKeys && past > now()) break;
      untils.delete(other);
    }
  }

  function add(counted: Counted): number {
    const { key, forgetMs } = counted;
    const until = Math.max(untils.get(key) ?? 0, now()) + forgetMs;
    return Math.min(until, now() + mostRemembered * forgetMs);
  }

  async function inStore<T>(act: (open: Store) => Promise<T>): Promise<T | null> {
    const open = store();
    if (open === null) return null;
    try {
      return await act(open);
    } catch (error) {
      // What cannot be written now is counted here alone.
      if (!isStoreUnavailable(error))
        log.error({ err: error }, "attempts to sign in could not be counted in the store");
      return null;
    }
  }

  return {
    async take(counted) {
      for (const one of counted) set(one.key, add(one));
      const stored = await inStore((open) => open.signInCounts.add(counted, mostRemembered, now()));
      return counted.map((one) => {
        const until = Math.max(untils.get(one.key) ?? 0, stored?.get(one.key) ?? 0);
        set(one.key, until);
        return Math.max(0, Math.round(remembered(one, until) * 1000) / 1000 - 1);
      });
    },
    async takeBack(counted) {
      for (const { key, forgetMs } of counted) untils.set(key, (untils.get(key) ?? 0) - forgetMs);
      await inStore((open) => open.signInCounts.takeBack(counted));
    },
    known: (counted) => remembered(counted, untils.get(counted.key) ?? 0),
  };
}
