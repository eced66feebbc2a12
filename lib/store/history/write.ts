import type { HistoryRow } from "../../domain/history/row";
import type { Sql } from "../database/database";
import type { ChargerNumbers } from "./charger-numbers";
import { copyLines, rowColumns } from "./copy-rows";
import { readMark } from "./mark";
import { type DueDay, writeDue } from "./sessions-due";

/** What is to be kept. Instants are whole microseconds since 1970. */
export interface HistoryBatch {
  rows: readonly HistoryRow[];
  /** What tells of persons, which is kept apart and for another time. */
  personal: readonly HistoryRow[];
  /** Of which days sessions are to be reckoned anew, by what is in it; not given: of none. */
  due?: readonly DueDay[];
  /** Since when the dashboard has known, without a break, what is so now, and until when; null: it does not. */
  watched: { from: number; to: number } | null;
}

/**
 * Writes a batch in the transaction of `sql`, after `ChargerNumbers.ensure`: what is newer than what is sealed is hot, the rest late.
 * Until the transaction ends nobody can seal.
 * @param hotUntil where the table of what is hot ends
 */
export async function writeHistory(
  sql: Sql,
  numbers: ChargerNumbers,
  { rows, personal, due = [], watched }: HistoryBatch,
  hotUntil: number,
): Promise<void> {
  if (rows.length > 0) {
    const sealedUntil = (await readMark(sql, "for share"))?.sealedUntil ?? Number.POSITIVE_INFINITY;
    const isHot = ({ at }: HistoryRow) => at >= sealedUntil && at < hotUntil;
    // Nearly always all of it is hot.
    const hot = rows.every(isHot) ? rows : rows.filter(isHot);
    const late = hot === rows ? [] : rows.filter((row) => !isHot(row));
    await copy(sql, numbers, "history_hot", hot);
    await copy(sql, numbers, "history_late", late);
  }
  await copy(sql, numbers, "history_personal", personal);
  await writeDue(sql, due);
  if (watched !== null) await writeWatched(sql, watched);
}

/** When the dashboard knew what was so then, whole microseconds. */
export async function writeWatched(sql: Sql, { from, to }: { from: number; to: number }): Promise<void> {
  await sql.run(
    `insert into history_watched as known (from_at, to_at) values ($1, $2)
     on conflict (from_at) do update set to_at = greatest(known.to_at, excluded.to_at)`,
    [from, to],
  );
}

/** No statement may take longer than a call to the database: see `limits`. */
const rowsAtOnce = 20_000;

async function copy(sql: Sql, numbers: ChargerNumbers, table: string, rows: readonly HistoryRow[]): Promise<void> {
  for (let at = 0; at < rows.length; at += rowsAtOnce) {
    const lines = copyLines(rows.slice(at, at + rowsAtOnce), (deviceId) => numbers.of(deviceId));
    await sql.copyIn(`copy ${table} (${rowColumns}) from stdin`, lines);
  }
}
