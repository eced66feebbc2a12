import { z } from "zod";
import type { Database, Sql } from "./database";
import { gaveWay } from "./unavailable";

/** A table that is cut by the whole numbers of a column. */
export interface CutTable {
  table: string;
  column: string;
}

/** One part of it: from `from` to before `to`. Its name is that of the table with these digits. */
export interface Part {
  digits: string;
  from: number;
  to: number;
}

interface Partition {
  name: string;
  /** Where it begins and ends; null: it was removed from its table, and not dropped yet. */
  from: number | null;
  to: number | null;
  /** Its removal was interrupted. */
  pending: boolean;
}

/** Nothing else in this database locks on it; whoever makes partitions does. */
const partitionLock = 7_402_332;
/** Nobody who reads or writes stands behind us in a queue of locks for longer. */
const lockMs = 1_000;

const row = z.object({ name: z.string(), bound: z.string().nullable(), pending: z.boolean().nullable() });
const bounds = /FROM \('?(-?\d+)'?\) TO \('?(-?\d+)'?\)$/;

/** What marks a part as made here, once it stands beside its table: a table of another's can have such a name. */
const markOf = (table: string) => `part of ${table}`;

async function partitionsOf(sql: Sql, table: string): Promise<Partition[]> {
  const rows = await sql.rows(
    row,
    `select relname as name, pg_get_expr(relpartbound, oid) as bound, inhdetachpending as pending
     from pg_class left join pg_inherits on inhrelid = oid and inhparent = to_regclass($1)
     where relnamespace = to_regnamespace(quote_ident(current_schema())) and relkind = 'r' and relname ~ $2
       and (inhrelid is not null or obj_description(oid, 'pg_class') = $3)
     order by relname`,
    [table, `^${table}_[0-9]+$`, markOf(table)],
  );
  return rows.map(({ name, bound, pending }) => {
    const [, from, to] = bounds.exec(bound ?? "") ?? [];
    const isPart = pending !== null && from !== undefined && to !== undefined;
    return { name, from: isPart ? Number(from) : null, to: isPart ? Number(to) : null, pending: pending === true };
  });
}

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

/** The parts that a table has now; none: it is not cut. */
export async function partsOf(sql: Sql, table: string): Promise<Part[]> {
  return (await partitionsOf(sql, table)).flatMap(({ name, from, to, pending }) =>
    from === null || to === null || pending ? [] : [{ digits: name.slice(table.length + 1), from, to }],
  );
}

/** Makes a part of a table that nobody else uses. */
export async function addPart(sql: Sql, table: string, { digits, from, to }: Part): Promise<void> {
  await sql.run(`create table ${table}_${digits} partition of ${table} for values from (${from}) to (${to})`);
  await sql.run(`comment on table ${table}_${digits} is '${markOf(table)}'`);
}

/**
 * Makes these parts of a table where they are missing. False: it could not be done now. A part is made beside its table and then
 * attached, which, unlike `partition of`, waits for no reader and keeps none waiting.
 */
export async function makeParts(db: Database, { table, column }: CutTable, parts: readonly Part[]): Promise<boolean> {
  const missingIn = async (sql: Sql) => {
    const here = new Set((await partitionsOf(sql, table)).map(({ name }) => name));
    const missing = new Map(parts.map((part) => [`${table}_${part.digits}`, part]));
    return [...missing].filter(([name]) => !here.has(name)).map(([, part]) => part);
  };
  if (parts.length === 0 || (await missingIn(db)).length === 0) return true;
  return orLater(() =>
    db.transaction(async (sql) => {
      await sql.run(`set local lock_timeout = ${lockMs}`);
      await sql.run("select pg_advisory_xact_lock($1)", [partitionLock]);
      for (const { digits, from, to } of await missingIn(sql)) {
        const name = `${table}_${digits}`;
        // The check spares a look through the rows, and those who would wait for it.
        await sql.run(`create table ${name} (like ${table} including defaults including constraints including indexes,
          constraint ${name}_range check (${column} >= ${from} and ${column} < ${to}))`);
        await sql.run(`comment on table ${name} is '${markOf(table)}'`);
        await sql.run(`alter table ${table} attach partition ${name} for values from (${from}) to (${to})`);
        await sql.run(`alter table ${name} drop constraint ${name}_range`);
      }
    }),
  );
}

/**
 * Drops the parts that end at or before `until`, and finishes what was interrupted. False: not all could be dropped now, as somebody
 * reads them, who is not disturbed; they are no part of the table any more, and dropped when this is called again.
 */
export function dropParts(db: Database, { table }: CutTable, until: number): Promise<boolean> {
  return db.waitingAtMost(lockMs, async (sql) => {
    const [lock] = await sql.rows(z.object({ mine: z.boolean() }), "select pg_try_advisory_lock($1) as mine", [
      partitionLock,
    ]);
    if (lock?.mine !== true) return false;
    try {
      return await dropIn(sql, table, until);
    } finally {
      await sql.run("select pg_advisory_unlock($1)", [partitionLock]);
    }
  });
}

async function dropIn(sql: Sql, table: string, until: number): Promise<boolean> {
  for (const { name, to, pending } of await partitionsOf(sql, table)) {
    if (to !== null && !pending && to > until) continue;
    const detach = `alter table ${table} detach partition ${name} ${pending ? "finalize" : "concurrently"}`;
    const isDropped = await orLater(async () => {
      if (to !== null) await sql.run(detach);
      await sql.run(`drop table ${name}`);
    });
    // While one is pending PostgreSQL removes no other.
    if (!isDropped) return false;
  }
  return true;
}
