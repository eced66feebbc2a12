import { z } from "zod";
import { hourUs } from "../../domain/history/hours";
import type { DeviceId } from "../../domain/ids";
import { type Points, packBlock } from "../../history/block";
import { merged } from "../../history/merge";
import type { Database, Sql } from "../database/database";
import { makeParts } from "../database/partitions";
import type { ChargerNumbers } from "./charger-numbers";
import { looseColumns, looseRow } from "./loose-rows";
import { readMark } from "./mark";
import { blocksTable, monthOfHour } from "./parts";
import { isPastFree } from "./past-lock";
import { unpacked } from "./read";
import { putBlocks } from "./seal";
import type { Summariser } from "./summariser";

/** Of one charger: an hour of which something came late. */
interface LateHour {
  charger: number;
  hour: number;
}

const hoursAtOnce = 500;

/**
 * Folds what came late into the blocks of its hours, each in a transaction of its own. An hour whose block cannot be read keeps
 * what came late beside it, and so does one that another process adds to now.
 * @returns how many hours were folded
 */
export async function fold(db: Database, numbers: ChargerNumbers, summariser: Summariser): Promise<number> {
  const idOf = new Map((await numbers.all()).map(({ no, deviceId }) => [no, deviceId]));
  let folded = 0;
  let last: LateHour = { charger: 0, hour: 0 };
  for (;;) {
    const hours = await lateHours(db, last);
    await makeParts(
      db,
      blocksTable,
      hours.map(({ hour }) => monthOfHour(hour)),
    );
    for (const late of hours) {
      const deviceId = idOf.get(late.charger);
      if (deviceId !== undefined && (await foldHour(db, late, deviceId, summariser))) folded += 1;
      last = late;
    }
    if (hours.length < hoursAtOnce) return folded;
  }
}

async function lateHours(db: Database, after: LateHour): Promise<LateHour[]> {
  const mark = await readMark(db);
  if (mark === null) return [];
  return db.rows(
    z.object({ charger: z.number(), hour: z.number() }),
    `select distinct charger, (at / ${hourUs})::int as hour from history_late
     where at < $1 and (charger, (at / ${hourUs})::int) > ($2, $3) order by 1, 2 limit ${hoursAtOnce}`,
    [mark.packedUntil, after.charger, after.hour],
  );
}

/** @returns whether it could be folded */
function foldHour(
  db: Database,
  { charger, hour }: LateHour,
  deviceId: DeviceId,
  summariser: Summariser,
): Promise<boolean> {
  return db.transaction(async (sql) => {
    if (!(await isPastFree(sql))) return false;
    const known = await blockOf(sql, { charger, hour });
    if (known === null) return false;
    const late = await sql.rows(
      looseRow,
      `delete from history_late where charger = $1 and at >= $2 and at < $3 returning ${looseColumns}`,
      [charger, hour * hourUs, (hour + 1) * hourUs],
    );
    const points = merged(late, known);
    const place = [charger, hour];
    if (points.size > 0)
      await putBlocks(sql, [
        { charger, hour, block: packBlock(points), stats: summariser.hour(deviceId, points, hour) },
      ]);
    else await sql.run("delete from history_blocks where charger = $1 and hour = $2", place);
    await sql.run("insert into history_stale (charger, day) values ($1, $2) on conflict do nothing", [
      charger,
      Math.floor(hour / 24),
    ]);
    await sql.run("insert into history_stale_hours (charger, hour) values ($1, $2) on conflict do nothing", place);
    return true;
  });
}

/** What the hour's block holds; empty: there is none. Null: it cannot be read. */
async function blockOf(sql: Sql, { charger, hour }: LateHour): Promise<Points | null> {
  const [row] = await sql.rows(
    z.object({ block: z.instanceof(Buffer) }),
    "select block from history_blocks where charger = $1 and hour = $2 for update",
    [charger, hour],
  );
  return row === undefined ? new Map() : unpacked(row.block, null);
}
