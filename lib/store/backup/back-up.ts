import { createHash } from "node:crypto";
import { z } from "zod";
import type { Sql } from "../database/database";
import { schemaLock, schemaOf } from "../database/migrate";
import { partsOf } from "../database/partitions";
import { withConnection } from "./connection";
import { BackupFault } from "./fault";
import { type EndLine, formatVersion, type Header } from "./format";
import { writeLines } from "./lines";
import { columnsOf, leftOut, ownTables, ownTablesHere, quoted, readBeside, sequencesOf, tablesHere } from "./tables";

/** Rows that are in memory at a time. */
const rowsAtOnce = 500;

export type RowCounts = Record<string, number>;

/** From here on everything is read as it is now; the schema stays as it is, writers go on. */
async function beginSnapshot(sql: Sql): Promise<string[]> {
  // No migration is at work; the lock of each table keeps later ones away from it, and the other lock is let go.
  await sql.run("select pg_advisory_lock_shared($1)", [schemaLock]);
  const beside = new Set([...readBeside.values()].map(({ table }) => table));
  const isRead = (table: string) =>
    (ownTables.has(table) && !leftOut.has(table)) || beside.has(table) || table === "migrations";
  const present = (await tablesHere(sql)).filter(isRead);
  await sql.run("begin transaction isolation level repeatable read, read only");
  if (present.length > 0) await sql.run(`lock table ${present.map(quoted).join(", ")} in access share mode`);
  await sql.run("select pg_advisory_unlock_shared($1)", [schemaLock]);
  return (await schemaOf(sql)) ?? [];
}

async function* rowLines(sql: Sql, table: string, columns: readonly string[]): AsyncGenerator<string[]> {
  const values = columns.map((column) => `${quoted(column)}::text`).join(", ");
  const from = (source: string, where = "true") =>
    `select json_build_array(${values})::text as row from ${quoted(source)} where ${where}`;
  const beside = readBeside.get(table);
  const rows = beside === undefined ? from(table) : `${from(table)} union all ${from(beside.table, beside.where)}`;
  await sql.run(`declare line no scroll cursor for ${rows}`);
  for (;;) {
    const rows = await sql.rows(z.object({ row: z.string() }), `fetch ${rowsAtOnce} from line`);
    if (rows.length === 0) break;
    yield rows.map(({ row }) => row);
  }
  await sql.run("close line");
}

async function* backupLines(sql: Sql, madeAt: number, counts: RowCounts): AsyncGenerator<string> {
  const migrations = await beginSnapshot(sql);
  const [server] = await sql.rows(z.object({ server_version: z.string() }), "show server_version");
  const postgres = server?.server_version ?? "";
  yield JSON.stringify({ phaseboardBackup: formatVersion, madeAt, postgres, migrations } satisfies Header);
  const tables = await ownTablesHere(sql);
  for (const table of tables) {
    const columns = (await columnsOf(sql, table)).map(({ name }) => name);
    const parts = await partsOf(sql, table);
    yield JSON.stringify({ table, columns, ...(parts.length === 0 ? {} : { parts }) });
    let count = 0;
    for await (const rows of rowLines(sql, table, columns)) {
      count += rows.length;
      yield `[${rows.join(",")}]`;
    }
    counts[table] = count;
  }
  if (Object.values(counts).every((count) => count === 0))
    throw new BackupFault(
      "There is nothing to back up yet: the real database is empty, and the demo's data is not kept.",
    );
  // Numbers given out since the snapshot are left out again, which does no harm.
  const end: Omit<EndLine, "sha256"> = { rows: counts, sequences: await sequencesOf(sql, tables) };
  yield JSON.stringify(end);
  await sql.run("commit");
}

/** Puts the checksum of all lines before it into the last one. */
async function* sealed(lines: AsyncIterable<string>): AsyncGenerator<string> {
  const hash = createHash("sha256");
  let last: string | null = null;
  for await (const line of lines) {
    if (last !== null) {
      hash.update(`${last}\n`);
      yield last;
    }
    last = line;
  }
  if (last !== null) yield JSON.stringify({ ...JSON.parse(last), sha256: hash.digest("hex") });
}

/**
 * Writes all that a database holds, as it is at one instant, into a new file (mode 0600), while others read and write. What is
 * sealed in it stays sealed: the secret is not in it. Returns the rows of each table.
 * @throws BackupFault, SchemaTooNew, StoreUnavailable
 */
export async function backUp(url: string, file: string, madeAt: number, signal: AbortSignal): Promise<RowCounts> {
  const counts: RowCounts = {};
  await withConnection(url, (sql) => writeLines(file, sealed(backupLines(sql, madeAt, counts)), signal));
  return counts;
}
