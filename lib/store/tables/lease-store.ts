import type { Database } from "../database/database";

export interface LeaseStore {
  /**
   * Takes or renews what only one process may do (allocation, roll-ups) for `ttlMs` from now, by the database's clock.
   * False: another holder has it.
   */
  tryLease(name: string, holder: string, ttlMs: number): Promise<boolean>;
  /** Gives it back at once; nothing when another holder has it. */
  release(name: string, holder: string): Promise<void>;
}

export function leaseStore(db: Database): LeaseStore {
  return {
    async tryLease(name, holder, ttlMs) {
      const taken = await db.run(
        `insert into leases as held (name, holder, until) values ($1, $2, clock_timestamp() + $3 * interval '1 millisecond')
         on conflict (name) do update set holder = excluded.holder, until = excluded.until
         where held.holder = excluded.holder or held.until < clock_timestamp()`,
        [name, holder, ttlMs],
      );
      return taken > 0;
    },
    async release(name, holder) {
      await db.run("delete from leases where name = $1 and holder = $2", [name, holder]);
    },
  };
}
