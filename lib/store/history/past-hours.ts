import { z } from "zod";
import { dayOf, hourOf } from "../../domain/history/hours";
import type { HistoryRow } from "../../domain/history/row";
import { packBlock } from "../../history/block";
import { merged, type ToldPoint } from "../../history/merge";
import type { Database, Sql } from "../database/database";
import { makeParts } from "../database/partitions";
import type { ChargerNumbers, NumberedCharger } from "./charger-numbers";
import { sumUpDay } from "./days";
import { blocksTable, daysTable, monthOfDay, monthOfHour } from "./parts";
import { lockPast } from "./past-lock";
import { unpacked } from "./read";
import { putBlocks } from "./seal";
import type { Summariser } from "./summariser";

/** What one charger told in one hour (since 1970) that is packed already, or is before all that is. */
interface PastHour extends NumberedCharger {
  hour: number;
  told: ToldPoint[];
}

/** After `ChargerNumbers.ensure`. */
export function hoursOf(numbers: ChargerNumbers, rows: readonly HistoryRow[]): PastHour[] {
  const hours = new Map<string, PastHour>();
  for (const row of rows) {
    const hour = hourOf(row.at);
    const name = `${row.deviceId} ${hour}`;
    const known = hours.get(name);
    if (known === undefined)
      hours.set(name, { no: numbers.of(row.deviceId), deviceId: row.deviceId, hour, told: [row] });
    else known.told.push(row);
  }
  return [...hours.values()];
}

/** False: it could not be done now. `from` and `to` in whole microseconds, within one day. */
export async function makePartsOf(db: Database, { from, to }: { from: number; to: number }): Promise<boolean> {
  const isMade = await makeParts(db, blocksTable, [monthOfHour(hourOf(from)), monthOfHour(hourOf(to - 1))]);
  return isMade && makeParts(db, daysTable, [monthOfDay(dayOf(from))]);
}

/** Packs what was told beside what is there. An hour whose block cannot be read is left as it is. */
export async function putHours(sql: Sql, hours: readonly PastHour[], summariser: Summariser): Promise<void> {
  if (hours.length === 0) return;
  await lockPast(sql);
  const known = await blocksThere(sql, hours);
  const blocks = hours.flatMap(({ no, deviceId, hour, told }) => {
    const there = known.get(nameOf(no, hour));
    const before = there === undefined ? new Map() : unpacked(there, null);
    if (before === null) return [];
    const points = merged(told, before);
    return [{ charger: no, hour, block: packBlock(points), stats: summariser.hour(deviceId, points, hour) }];
  });
  await putBlocks(sql, blocks);
  await noteStale(
    sql,
    hours.filter(({ no, hour }) => known.has(nameOf(no, hour))),
  );
}

/** Somebody may sum up the days of hours that were there, as they were. */
async function noteStale(sql: Sql, hours: readonly PastHour[]): Promise<void> {
  if (hours.length === 0) return;
  await sql.run(
    `insert into history_stale (charger, day) select distinct * from unnest($1::int[], $2::int[])
     on conflict do nothing`,
    [hours.map(({ no }) => no), hours.map(({ hour }) => Math.floor(hour / 24))],
  );
}

/** Sums up the day of these hours, with all that is there of it. */
export async function sumUpHours(
  sql: Sql,
  hours: readonly PastHour[],
  day: number,
  summariser: Summariser,
): Promise<void> {
  const chargers = new Map(hours.map((hour) => [hour.no, hour]));
  for (const charger of chargers.values()) await sumUpDay(sql, charger, day, summariser);
}

const nameOf = (charger: number, hour: number) => `${charger} ${hour}`;

async function blocksThere(sql: Sql, hours: readonly PastHour[]): Promise<Map<string, Buffer>> {
  const rows = await sql.rows(
    z.object({ charger: z.number(), hour: z.number(), block: z.instanceof(Buffer) }),
    `select charger, hour, block from history_blocks
     join unnest($1::int[], $2::int[]) as wanted (charger, hour) using (charger, hour)`,
    [hours.map(({ no }) => no), hours.map(({ hour }) => hour)],
  );
  return new Map(rows.map(({ charger, hour, block }) => [nameOf(charger, hour), block]));
}
