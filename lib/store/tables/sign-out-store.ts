import { z } from "zod";
import type { Database } from "../database/database";
import type { Notify } from "../database/notices";

/** A sign-in that was ended; its token is to be refused until `until`, ms, when it would have ended by itself. */
export interface SignOut {
  id: string;
  until: number;
}

export interface SignOutStore {
  /** Keeps a sign-out for every instance, and forgets those that are over at `now`, ms. */
  add(signOut: SignOut, now: number): Promise<void>;
  /** Those that are not over at `now`, ms. */
  list(now: number): Promise<SignOut[]>;
}

const row = z.object({ id: z.string(), until: z.number() });

export function signOutStore(db: Database, notify: Notify): SignOutStore {
  return {
    add: ({ id, until }, now) =>
      db.transaction(async (sql) => {
        await sql.run("delete from sign_outs where until <= $1", [now]);
        await sql.run("insert into sign_outs (id, until) values ($1, $2) on conflict (id) do nothing", [id, until]);
        await notify(sql, "signOuts");
      }),
    list: (now) => db.rows(row, "select * from sign_outs where until > $1 order by id", [now]),
  };
}
