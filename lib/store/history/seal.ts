import { hourUs } from "../../domain/history/hours";
import type { DeviceId } from "../../domain/ids";
import { type Points, packBlock } from "../../history/block";
import { merged, type ToldPoint } from "../../history/merge";
import type { Database, Sql } from "../database/database";
import { makeParts } from "../database/partitions";
import type { ChargerNumbers, NumberedCharger } from "./charger-numbers";
import { RowReader, rowColumns } from "./copy-rows";
import { readMark } from "./mark";
import { blocksTable, monthOfHour } from "./parts";

/** Sums up what a charger told in an hour; null: there is nothing worth it. */
export type StatsOf = (deviceId: DeviceId, points: Points, hour: number) => Buffer | null;

/** So many chargers are packed in one transaction. */
const chargersAtOnce = 100;

/**
 * Seals all hours before `until` (a full hour, whole microseconds): from then on what belongs to them is late, and what is there is
 * packed, hour by hour and some chargers at a time. What was interrupted goes on where it was.
 * @returns how many hours were packed
 */
export async function seal(db: Database, numbers: ChargerNumbers, statsOf: StatsOf, until: number): Promise<number> {
  const mark = await raise(db, until);
  if (mark === null) return 0;
  let hours = 0;
  for (let from = mark.packedUntil; from < mark.sealedUntil; from += hourUs) {
    if (!(await packHour(db, numbers, statsOf, from))) return hours;
    await db.run("update history_mark set packed_until = $1 where packed_until = $2", [from + hourUs, from]);
    hours += 1;
  }
  return hours;
}

/** Once this is over every row of before `until` is committed, and none is added. */
function raise(db: Database, until: number) {
  return db.transaction(async (sql) => {
    const mark = await readMark(sql, "for update");
    if (mark === null) return null;
    const sealedUntil = Math.max(mark.sealedUntil, until);
    if (sealedUntil > mark.sealedUntil) await sql.run("update history_mark set sealed_until = $1", [sealedUntil]);
    return { ...mark, sealedUntil };
  });
}

/** @returns false: another process packs as well, and is further */
async function packHour(db: Database, numbers: ChargerNumbers, statsOf: StatsOf, from: number): Promise<boolean> {
  const chargers = await numbers.all();
  if (!(await makeParts(db, blocksTable, [monthOfHour(from / hourUs)]))) return false;
  for (let at = 0; at < chargers.length; at += chargersAtOnce) {
    const some = chargers.slice(at, at + chargersAtOnce);
    if (!(await packSome(db, some, statsOf, from))) return false;
  }
  return true;
}

function packSome(
  db: Database,
  chargers: readonly NumberedCharger[],
  statsOf: StatsOf,
  from: number,
): Promise<boolean> {
  return db.transaction(async (sql) => {
    // What was packed already may have been folded into since.
    if ((await readMark(sql, "for share"))?.packedUntil !== from) return false;
    const hour = from / hourUs;
    const told = await hotRows(sql, { numbers: chargers.map(({ no }) => no), from, to: from + hourUs });
    const blocks = chargers.flatMap(({ no, deviceId }) => {
      const points = merged(told.get(no) ?? []);
      if (points.size === 0) return [];
      return [{ charger: no, hour, block: packBlock(points), stats: statsOf(deviceId, points, hour) }];
    });
    await putBlocks(sql, blocks);
    return true;
  });
}

/** What is hot of some chargers, by their numbers. */
async function hotRows(
  sql: Sql,
  { numbers, from, to }: { numbers: readonly number[]; from: number; to: number },
): Promise<Map<number, ToldPoint[]>> {
  const told = new Map<number, ToldPoint[]>();
  const reader = new RowReader((charger, point) => {
    const list = told.get(charger);
    if (list === undefined) told.set(charger, [point]);
    else list.push(point);
  });
  await sql.copyOut(
    `copy (select ${rowColumns} from history_hot
       where charger = any('{${numbers.join(",")}}') and at >= ${from} and at < ${to}) to stdout`,
    (chunk) => reader.read(chunk),
  );
  return told;
}

export interface StoredBlock {
  charger: number;
  hour: number;
  block: Buffer;
  stats: Buffer | null;
}

export async function putBlocks(sql: Sql, blocks: readonly StoredBlock[]): Promise<void> {
  if (blocks.length === 0) return;
  await sql.run(
    `insert into history_blocks (charger, hour, block, stats)
     select * from unnest($1::int[], $2::int[], $3::bytea[], $4::bytea[])
     on conflict (charger, hour) do update set block = excluded.block, stats = excluded.stats`,
    [
      blocks.map(({ charger }) => charger),
      blocks.map(({ hour }) => hour),
      blocks.map(({ block }) => block),
      blocks.map(({ stats }) => stats),
    ],
  );
}
