import { z } from "zod";
import type { Sql } from "../database/database";

/** Nothing else in this database locks on it; whoever changes hours that are packed does. */
const pastLock = 7_402_333;

/** Whether nobody adds to the past now; until the transaction ends nobody does. */
export async function isPastFree(sql: Sql): Promise<boolean> {
  const [lock] = await sql.rows(
    z.object({ free: z.boolean() }),
    "select pg_try_advisory_xact_lock_shared($1) as free",
    [pastLock],
  );
  return lock?.free === true;
}

/** Keeps everybody else from hours that are packed until the transaction ends. */
export async function lockPast(sql: Sql): Promise<void> {
  await sql.run("select pg_advisory_xact_lock($1)", [pastLock]);
}
