import { createHash } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import { z } from "zod";
import type { Sql } from "../database/database";
import { migrateIn, schemaLock, schemaOf, unknownMigrations } from "../database/migrate";
import { addPart } from "../database/partitions";
import type { RowCounts } from "./back-up";
import { withConnection } from "./connection";
import { BackupFault } from "./fault";
import { type EndLine, endLine, formatVersion, type Header, header, tableLine } from "./format";
import { readLines } from "./lines";
import { columnsOf, leftOut, ownTables, quoted, tablesHere } from "./tables";

export interface Restored {
  header: Header;
  rows: RowCounts;
  /** Migrations that brought an older backup up to date. */
  migrated: string[];
}

const damaged = (file: string, what: string) =>
  new BackupFault(`${file} is damaged and nothing of it was restored: ${what}. Use another backup.`);

function parsed<T>(shape: z.ZodType<T>, line: string, file: string): T {
  try {
    return shape.parse(JSON.parse(line));
  } catch {
    // Not JSON, or not of this shape: both mean the same here.
    throw damaged(file, "a line of it cannot be understood");
  }
}

function readHeader(line: string, file: string): Header {
  const kind = z.object({ phaseboardBackup: z.number() });
  try {
    kind.parse(JSON.parse(line));
  } catch {
    // Any other file.
    throw new BackupFault(`${file} is not a backup of Phaseboard.`);
  }
  const { phaseboardBackup: version } = parsed(kind, line, file);
  const newer = (what: string) =>
    new BackupFault(
      `${file} was made by a newer version of Phaseboard (${what}): restore it with that version or a newer one.`,
    );
  if (version > formatVersion) throw newer(`format ${version}`);
  const found = parsed(header, line, file);
  const unknown = unknownMigrations(found.migrations);
  if (unknown.length > 0) throw newer(unknown.join(", "));
  return found;
}

/** Whoever is connected beside this; one that is just ending is waited for. */
async function refuseCompany(sql: Sql): Promise<void> {
  for (let attempt = 0; ; attempt++) {
    await sql.run("select pg_stat_clear_snapshot()");
    const others = await sql.rows(
      z.object({ name: z.string().nullable() }),
      `select distinct application_name as name from pg_stat_activity
       where datname = current_database() and backend_type = 'client backend' and pid <> pg_backend_pid()`,
    );
    if (others.length === 0) return;
    const names = others.map(({ name }) => name || "unnamed").join(", ");
    if (attempt === 10)
      throw new BackupFault(`Others use this database (${names}): end Phaseboard on every machine, and restore then.`);
    await sleep(200);
  }
}

/** The database has no rows; tables that an empty start has made are taken away. */
async function makeRoom(sql: Sql): Promise<void> {
  await schemaOf(sql);
  const here = await tablesHere(sql);
  const foreign = here.filter((table) => !ownTables.has(table) && table !== "migrations");
  const advice = "a backup is restored into an empty database only (docs/backup.md)";
  if (foreign.length > 0) throw new BackupFault(`The database holds other tables (${foreign.join(", ")}): ${advice}.`);
  for (const table of here.filter((name) => ownTables.has(name) && !leftOut.has(name))) {
    const [any] = await sql.rows(z.object({ one: z.number() }), `select 1 as one from ${quoted(table)} limit 1`);
    if (any) throw new BackupFault(`The database is not empty (there is something in ${table}): ${advice}.`);
  }
  if (here.length > 0) await sql.run(`drop table ${here.map(quoted).join(", ")}`);
}

/** How rows of the backup's columns are entered into the table as it is now. */
async function insertInto(sql: Sql, table: string, columns: readonly string[], file: string): Promise<string> {
  const types = new Map((await columnsOf(sql, table)).map(({ name, type }) => [name, type]));
  const values = columns.map((column, index) => {
    const type = types.get(column);
    if (type === undefined || !ownTables.has(table)) throw damaged(file, `${table}.${column} is not known`);
    return `(line ->> ${index})::${type}`;
  });
  const names = columns.map(quoted).join(", ");
  return `insert into ${quoted(table)} (${names}) overriding system value select ${values.join(", ")} from json_array_elements($1::json) as line`;
}

async function load(sql: Sql, lines: AsyncIterable<Buffer>, file: string): Promise<EndLine> {
  const hash = createHash("sha256");
  let insert: { table: string; text: string } | null = null;
  const rows: RowCounts = {};
  let end: EndLine | null = null;
  for await (const line of lines) {
    if (end !== null) throw damaged(file, "it goes on after its end");
    const text = line.toString("utf8");
    if (text.startsWith("[")) {
      if (insert === null) throw damaged(file, "rows belong to no table");
      rows[insert.table] = (rows[insert.table] ?? 0) + (await sql.run(insert.text, [text]));
    } else if (text.startsWith('{"table":')) {
      const { table, columns, parts } = parsed(tableLine, text, file);
      for (const part of parts) await addPart(sql, table, part);
      insert = { table, text: await insertInto(sql, table, columns, file) };
      rows[table] = 0;
    } else if (text.startsWith('{"rows":')) {
      end = parsed(endLine, text, file);
      if (end.sha256 !== hash.digest("hex")) throw damaged(file, "its checksum is another one");
      if (Object.entries(end.rows).some(([table, count]) => rows[table] !== count))
        throw damaged(file, "rows are missing");
      continue;
    }
    hash.update(line).update("\n");
  }
  if (end === null) throw damaged(file, "its end is missing");
  return end;
}

async function goOnCounting(sql: Sql, { sequences }: EndLine): Promise<void> {
  for (const { table, column, value, called } of sequences)
    await sql.run("select setval(pg_get_serial_sequence($1, $2)::regclass, $3::bigint, $4)", [
      quoted(table),
      column,
      value,
      called,
    ]);
}

async function* beginningWith<T>(first: T, rest: AsyncIterable<T>): AsyncGenerator<T> {
  yield first;
  yield* rest;
}

async function restoreInto(sql: Sql, found: Header, lines: AsyncIterable<Buffer>, file: string): Promise<Restored> {
  await sql.run("begin");
  await sql.run("select pg_advisory_xact_lock($1)", [schemaLock]);
  await refuseCompany(sql);
  await makeRoom(sql);
  await migrateIn(sql, new Set(found.migrations));
  const end = await load(sql, lines, file);
  await goOnCounting(sql, end);
  const migrated = await migrateIn(sql);
  await sql.run("commit");
  return { header: found, rows: end.rows, migrated };
}

/**
 * Restores a backup into an empty database, all of it or nothing, on any PostgreSQL that the program works with: first in the
 * backup's own schema, which is then brought up to date.
 * @throws BackupFault, SchemaTooNew, StoreUnavailable
 */
export async function restore(url: string, file: string): Promise<Restored> {
  const lines = readLines(file);
  try {
    const first = await lines.next();
    if (first.done) throw new BackupFault(`${file} is not a backup of Phaseboard.`);
    const found = readHeader(first.value.toString("utf8"), file);
    return await withConnection(url, (sql) => restoreInto(sql, found, beginningWith(first.value, lines), file));
  } finally {
    await lines.return(undefined);
  }
}
