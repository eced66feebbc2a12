import { z } from "zod";
import type { Database } from "../database/database";

/** One attempt under a key; each is forgotten `forgetMs` after those before it. */
export interface SignInCount {
  key: string;
  forgetMs: number;
}

/**
 * Attempts to sign in, counted for all instances. A key's count is told as the instant, ms, at which all of its attempts are
 * forgotten: (until - now) / forgetMs of them are remembered now.
 */
export interface SignInCountStore {
  /** Counts one attempt under each key; no key remembers more than `most`. @returns each key's instant. */
  add(counts: readonly SignInCount[], most: number, now: number): Promise<Map<string, number>>;
  /** Takes one attempt back. */
  takeBack(counts: readonly SignInCount[]): Promise<void>;
}

const row = z.object({ key: z.string(), until: z.number() });
const sweepMs = 60_000;

export function signInCountStore(db: Database): SignInCountStore {
  let sweptAt = 0;
  return {
    async add(counts, most, now) {
      if (now - sweptAt >= sweepMs) {
        sweptAt = now;
        await db.run("delete from sign_in_counts where until <= $1", [now]);
      }
      // In the order of the keys, so that two that count the same keys never wait for each other.
      const rows = await db.rows(
        row,
        `insert into sign_in_counts as had (key, until)
         select key, $3::float8 + forget_ms from unnest($1::text[], $2::float8[]) as one (key, forget_ms) order by key
         on conflict (key) do update set until = least(
           greatest(had.until, $3) + (excluded.until - $3),
           $3 + $4::float8 * (excluded.until - $3))
         returning key, until`,
        [counts.map(({ key }) => key), counts.map(({ forgetMs }) => forgetMs), now, most],
      );
      return new Map(rows.map(({ key, until }) => [key, until]));
    },
    async takeBack(counts) {
      // One after the other, each a statement of its own: none holds a row while it waits for another.
      for (const { key, forgetMs } of counts)
        await db.run("update sign_in_counts set until = until - $2 where key = $1", [key, forgetMs]);
    },
  };
}
