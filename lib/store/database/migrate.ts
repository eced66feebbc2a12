import { z } from "zod";
import { migrations } from "../migrations/list";
import type { Database, Sql } from "./database";

/** A database whose schema this version of the program does not know; the words say what to do. */
export class SchemaTooNew extends Error {
  readonly code = "schemaTooNew";
  constructor(readonly unknown: readonly string[]) {
    super(
      `The database was made by a newer version of Phaseboard (${unknown.join(", ")}): use that version or a newer one, or restore a backup that this version made into an empty database (docs/upgrade.md).`,
    );
    this.name = "SchemaTooNew";
  }
}

/** Nothing else in this database locks on it; whoever changes or reads the schema as a whole does. */
export const schemaLock = 7_402_331;

const known: ReadonlySet<string> = new Set(migrations.map(({ name }) => name));

/** Those of `names` that this version has no migration for. */
export const unknownMigrations = (names: readonly string[]): string[] => names.filter((name) => !known.has(name));

/** The migrations that the database has had; null: it has no schema of ours. @throws SchemaTooNew */
export async function schemaOf(sql: Sql): Promise<string[] | null> {
  // Asked first: a database that keeps nothing (read-only, disk full) can be opened all the same when it is up to date.
  const [table] = await sql.rows(
    z.object({ missing: z.boolean() }),
    "select to_regclass('migrations') is null as missing",
  );
  if (table?.missing !== false) return null;
  const rows = await sql.rows(z.object({ name: z.string() }), "select name from migrations order by name");
  const names = rows.map(({ name }) => name);
  const unknown = unknownMigrations(names);
  if (unknown.length > 0) throw new SchemaTooNew(unknown);
  return names;
}

/**
 * Runs what has not run yet, in order; of those named in `only` when it is given. To be called in a transaction, which is held
 * under a lock so that several processes may start at once. Returns the names of the migrations it ran.
 * @throws SchemaTooNew, or Error for a PostgreSQL older than 15
 */
export async function migrateIn(sql: Sql, only: ReadonlySet<string> | null = null): Promise<string[]> {
  const [server] = await sql.rows(
    z.object({ version: z.coerce.number() }),
    `select current_setting('server_version_num') as version`,
  );
  if (!server || server.version < 150_000) throw new Error("PostgreSQL 15 or newer is needed.");
  await sql.run("select pg_advisory_xact_lock($1)", [schemaLock]);
  const done = await schemaOf(sql);
  if (done === null)
    await sql.run("create table migrations (name text primary key, at timestamptz not null default now())");
  const ran: string[] = [];
  for (const { name, sql: text } of migrations) {
    if (done?.includes(name) || (only !== null && !only.has(name))) continue;
    await sql.run(text);
    await sql.run("insert into migrations (name) values ($1)", [name]);
    ran.push(name);
  }
  return ran;
}

/** Brings the schema up to date, in one transaction: a failed migration leaves nothing behind. As `migrateIn`. */
export async function migrate(db: Database): Promise<string[]> {
  return db.transaction((sql) => migrateIn(sql));
}
