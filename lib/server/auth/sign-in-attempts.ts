import { setTimeout as sleepFor } from "node:timers/promises";
import { backOffMs } from "../../domain/back-off";
import { sourceOf } from "../../domain/source-of";
import { hashThreads } from "../../store/secrets/hashing";
import { createFairTurns, type FairTurns } from "../base/fair-turns";
import { type Counted, countedBy, createSignInCounts, type SignInCounts } from "./sign-in-counts";

interface Attempt {
  /** In lower case. */
  email: string;
  /** Who asks, as `clientAddress` tells it. */
  address: string;
  /** Whose account it is that this browser signed in to before; null: none, or another. */
  knownAs: string | null;
}

/** Decides when an attempt to sign in is checked; every one that has a place is, however many failed before it. */
export interface SignInAttempts {
  /**
   * Runs `check` when the attempt's turn has come. What it gives counts as a failure where it is null.
   * @returns "tooMany": too many wait already; nothing was checked.
   */
  make<T>(
    attempt: Attempt,
    check: () => Promise<T | null | "unavailable">,
  ): Promise<T | null | "unavailable" | "tooMany">;
}

export interface AttemptsSurroundings {
  counts: SignInCounts;
  turns: FairTurns;
  sleep(ms: number, signal: AbortSignal): Promise<unknown>;
}

const freeFailures = 5;
const minuteMs = 60_000;
/** A browser that is known has its own attempts, so many a minute; what goes beyond them is a stranger's. */
const knownAMinute = 10;
/** Longest waits. An account's is short: it is the owner's too, from a browser that is not known yet. */
const longestMs = { source: 30_000, account: 8_000 };

/** How long an attempt waits before which so many were remembered: 1 s after five, twice as long after each further one. */
export function waitMs(remembered: number, longest: number): number {
  const beyond = Math.floor(remembered) - freeFailures;
  return beyond < 0 ? 0 : backOffMs({ firstMs: 1_000, longestMs: longest }, beyond);
}

export function createSignInAttempts({ counts, turns, sleep }: AttemptsSurroundings): SignInAttempts {
  /** What the attempt counts against, and how long it waits. */
  async function judge(own: Counted | null, source: Counted, account: Counted) {
    if (own !== null) {
      const [before = 0] = await counts.take([own]);
      if (before < knownAMinute) return { counted: [own], delayMs: 0 };
      await counts.takeBack([own]);
    }
    const [bySource = 0, byAccount = 0] = await counts.take([source, account]);
    const delayMs = Math.max(waitMs(bySource, longestMs.source), waitMs(byAccount, longestMs.account));
    return { counted: [source, account], delayMs };
  }

  return {
    async make({ email, address, knownAs }, check) {
      const from = sourceOf(address);
      const source = countedBy("source", from, minuteMs);
      const account = countedBy("account", email, minuteMs);
      const own = knownAs === null ? null : countedBy("known", knownAs, minuteMs / knownAMinute);
      const known = own !== null && counts.known(own) < knownAMinute;
      const place = turns.enter({
        source: known ? `known ${knownAs}` : from,
        failures: counts.known(source),
        known,
      });
      if (place === null) return "tooMany";
      try {
        const { counted, delayMs } = await judge(own, source, account);
        if (delayMs > 0) await sleep(delayMs, place.lost);
        await place.turn();
        const outcome = await check();
        if (outcome !== null) await counts.takeBack(counted);
        return outcome;
      } catch (error) {
        if (place.lost.aborted) return "tooMany";
        throw error;
      } finally {
        place.leave();
      }
    },
  };
}

/** So many may be here for each thread that checks: who comes last has its turn before a proxy gives up waiting. */
const placesPerThread = 40;

/** With the bounds of a server: as many checks at once as there are threads for them. */
export function openSignInAttempts(surroundings: Parameters<typeof createSignInCounts>[0]): SignInAttempts {
  return createSignInAttempts({
    counts: createSignInCounts(surroundings),
    turns: createFairTurns({ atOnce: hashThreads, places: placesPerThread * hashThreads, placesPerSource: 10 }),
    sleep: (ms, signal) => sleepFor(ms, undefined, { signal, ref: false }),
  });
}
