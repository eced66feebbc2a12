import { z } from "zod";
import type { Sql } from "../database/database";
import { migrations } from "../migrations/list";

/** The tables that the migrations make: others in the same database are not ours to read or to drop. */
export const ownTables: ReadonlySet<string> = new Set(
  migrations.flatMap(({ sql }) =>
    [...sql.matchAll(/^create table (?:if not exists )?(\w+)/gm)].map(([, name]) => name ?? ""),
  ),
);

/** Tables whose rows stand in a backup as another one's, of the same columns: parts that are made as time goes by need not be made again. */
export const readBeside: ReadonlyMap<string, { table: string; where: string }> = new Map([
  ["history_late", { table: "history_hot", where: "at >= (select packed_until from history_mark)" }],
]);

/**
 * Own tables that no backup has under their names: what they hold is of no worth elsewhere or later, or stands in another one. A restore
 * makes them empty.
 */
export const leftOut: ReadonlySet<string> = new Set([
  "messages",
  ...[...readBeside.values()].map(({ table }) => table),
]);

export const quoted = (name: string): string => `"${name.replaceAll('"', '""')}"`;

/** All tables of the schema that is worked in, by name. Partitions belong to their table, through which they are read and dropped. */
export async function tablesHere(sql: Sql): Promise<string[]> {
  const rows = await sql.rows(
    z.object({ name: z.string() }),
    `select relname as name from pg_class
     where relnamespace = to_regnamespace(quote_ident(current_schema())) and relkind in ('r', 'p') and not relispartition
     order by relname`,
  );
  return rows.map(({ name }) => name);
}

/** The columns of a table that take values, with their types as SQL writes them. */
export async function columnsOf(sql: Sql, table: string): Promise<{ name: string; type: string }[]> {
  return sql.rows(
    z.object({ name: z.string(), type: z.string() }),
    `select attname as name, format_type(atttypid, atttypmod) as type from pg_attribute
     where attrelid = to_regclass($1) and attnum > 0 and not attisdropped and attgenerated = '' order by attnum`,
    [quoted(table)],
  );
}

/** Orders tables so that each refers only to those before it. @throws Error when they refer to each other in a circle. */
export function inOrder(tables: readonly string[], references: readonly { from: string; to: string }[]): string[] {
  const ordered: string[] = [];
  let left = [...tables];
  while (left.length > 0) {
    const ready = left.filter((table) => !references.some(({ from, to }) => from === table && left.includes(to)));
    if (ready.length === 0) throw new Error(`Tables refer to each other in a circle: ${left.join(", ")}`);
    ordered.push(...ready);
    left = left.filter((table) => !ready.includes(table));
  }
  return ordered;
}

/** Our own tables in this database that a backup has, without the list of migrations, in the order of their references. */
export async function ownTablesHere(sql: Sql): Promise<string[]> {
  const here = (await tablesHere(sql)).filter((table) => ownTables.has(table) && !leftOut.has(table));
  const references = await sql.rows(
    z.object({ from: z.string(), to: z.string() }),
    `select a.relname as from, b.relname as to from pg_constraint
     join pg_class a on a.oid = conrelid join pg_class b on b.oid = confrelid where contype = 'f' and conrelid <> confrelid`,
  );
  return inOrder(here, references);
}

/** Columns with generated numbers, and where these stand. */
export async function sequencesOf(sql: Sql, tables: readonly string[]) {
  const found = await sql.rows(
    z.object({ table: z.string(), column: z.string(), sequence: z.string() }),
    `select t.relname as table, attname as column, s.oid::regclass::text as sequence
     from pg_depend d join pg_class s on s.oid = d.objid and s.relkind = 'S' join pg_class t on t.oid = d.refobjid
     join pg_attribute c on c.attrelid = t.oid and c.attnum = d.refobjsubid
     where d.deptype in ('i', 'a') and t.relname = any($1) and t.relnamespace = to_regnamespace(quote_ident(current_schema()))`,
    [[...tables]],
  );
  const state = z.object({ value: z.string(), called: z.boolean() });
  const stands: ({ table: string; column: string } & z.infer<typeof state>)[] = [];
  for (const { table, column, sequence } of found) {
    const [at] = await sql.rows(state, `select last_value::text as value, is_called as called from ${sequence}`);
    if (at) stands.push({ table, column, ...at });
  }
  return stands;
}
