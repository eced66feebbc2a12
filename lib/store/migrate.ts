import { z } from "zod";
import type { Database } from "./database";
import { migrations } from "./migrations/list";

// Any number that nothing else in this database locks on.
const migrationLock = 7_402_331;

/**
 * Brings the schema up to date, in one transaction under a lock, so that several processes may start at once and a failed
 * migration leaves nothing behind. Returns the names of the migrations it ran. Throws when the database was made by a newer
 * version of the program, or is older than PostgreSQL 15.
 */
export async function migrate(db: Database): Promise<string[]> {
  return db.transaction(async (sql) => {
    const [server] = await sql.rows(
      z.object({ version: z.coerce.number() }),
      `select current_setting('server_version_num') as version`,
    );
    if (!server || server.version < 150_000) throw new Error("PostgreSQL 15 or newer is needed.");
    await sql.run("select pg_advisory_xact_lock($1)", [migrationLock]);
    // Asked first: a database that keeps nothing (read-only, disk full) can be opened all the same when it is up to date.
    const [table] = await sql.rows(
      z.object({ missing: z.boolean() }),
      "select to_regclass('migrations') is null as missing",
    );
    if (table?.missing)
      await sql.run("create table migrations (name text primary key, at timestamptz not null default now())");
    const done = new Set(
      (await sql.rows(z.object({ name: z.string() }), "select name from migrations")).map((m) => m.name),
    );
    const known = new Set(migrations.map((m) => m.name));
    const foreign = [...done].filter((name) => !known.has(name));
    if (foreign.length > 0)
      throw new Error(`The database was made by a newer version of Phaseboard (${foreign.join(", ")}).`);
    const ran: string[] = [];
    for (const { name, sql: text } of migrations) {
      if (done.has(name)) continue;
      await sql.run(text);
      await sql.run("insert into migrations (name) values ($1)", [name]);
      ran.push(name);
    }
    return ran;
  });
}
