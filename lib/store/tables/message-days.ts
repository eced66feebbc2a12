import { z } from "zod";
import type { Database, Sql } from "../database/database";
import { gaveWay } from "../database/unavailable";

const dayUs = 86_400_000_000;

/** The day (UTC) of an instant, counted from 1970. */
export const dayOf = (atUs: number): number => Math.floor(atUs / dayUs);

/** `messages_20261127` */
const nameOf = (day: number) =>
  `messages_${new Date((day * dayUs) / 1_000).toISOString().slice(0, 10).replaceAll("-", "")}`;
const dayOfName = (name: string) => Date.parse(name.replace(/^messages_(\d{4})(\d\d)(\d\d)$/, "$1-$2-$3")) / 86_400_000;

/** Nothing else in this database locks on it; whoever makes partitions does. */
const daysLock = 7_402_332;
/** Nobody who reads or writes stands behind us in a queue of locks for longer. */
const lockMs = 1_000;

interface Partition {
  day: number;
  /** pending: a removal of it was interrupted. alone: it was removed from its table, and not dropped yet. */
  state: "part" | "pending" | "alone";
}

const partitionRow = z
  .object({ name: z.string(), state: z.enum(["part", "pending", "alone"]) })
  .transform(({ name, state }): Partition => ({ day: dayOfName(name), state }));

// A table of another's can have such a name; that one was made here shows in its numbers, which are those of the log.
const partitions = (sql: Sql) =>
  sql.rows(
    partitionRow,
    `select relname as name,
       case when inhrelid is null then 'alone' when inhdetachpending then 'pending' else 'part' end as state
     from pg_class left join pg_inherits on inhrelid = pg_class.oid and inhparent = to_regclass('messages')
     where relnamespace = to_regnamespace(quote_ident(current_schema())) and relkind = 'r'
       and relname ~ '^messages_[0-9]{8}$'
       and exists (
         select from pg_attrdef join pg_depend on classid = 'pg_attrdef'::regclass and objid = pg_attrdef.oid
         where adrelid = pg_class.oid and refobjid = pg_get_serial_sequence('messages', 'id')::regclass
       )
     order by relname`,
  );

/** Whether `work` was done; false: others hold what it needs, and it is to be tried again. */
async function orLater(work: () => Promise<void>): Promise<boolean> {
  try {
    await work();
    return true;
  } catch (error) {
    if (!gaveWay(error)) throw error;
    return false;
  }
}

/**
 * Makes the partitions of these days where they are missing. False: it could not be done now. A partition is made beside its table
 * and then attached, which, unlike `partition of`, waits for no reader.
 */
export async function makeDays(db: Database, days: Iterable<number>): Promise<boolean> {
  const missingOf = async (sql: Sql) => {
    const here = new Set((await partitions(sql)).map(({ day }) => day));
    return [...new Set(days)].filter((day) => !here.has(day));
  };
  if ((await missingOf(db)).length === 0) return true;
  return orLater(() =>
    db.transaction(async (sql) => {
      await sql.run(`set local lock_timeout = ${lockMs}`);
      await sql.run("select pg_advisory_xact_lock($1)", [daysLock]);
      for (const day of await missingOf(sql)) {
        const name = nameOf(day);
        await sql.run(`create table ${name} (like messages including defaults including constraints)`);
        const range = `from (${day * dayUs}) to (${(day + 1) * dayUs})`;
        await sql.run(`alter table messages attach partition ${name} for values ${range}`);
      }
    }),
  );
}

/**
 * Drops the partitions of days before `day`, and finishes what was interrupted. False: not all could be dropped now, as somebody
 * reads them, who is not disturbed; they are no part of the table any more, and dropped when this is called again.
 */
export function dropDaysBefore(db: Database, day: number): Promise<boolean> {
  return db.each(async (sql) => {
    await sql.run(`set lock_timeout = ${lockMs}`);
    try {
      let isAll = true;
      for (const one of await partitions(sql))
        if (one.day < day || one.state !== "part") isAll = (await orLater(() => drop(sql, one))) && isAll;
      return isAll;
    } finally {
      await sql.run("reset lock_timeout");
    }
  });
}

async function drop(sql: Sql, { day, state }: Partition): Promise<void> {
  const name = nameOf(day);
  if (state === "part") await sql.run(`alter table messages detach partition ${name} concurrently`);
  if (state === "pending") await sql.run(`alter table messages detach partition ${name} finalize`);
  await sql.run(`drop table ${name}`);
}
