import { z } from "zod";
import { dayUs } from "../../domain/history/hours";
import { ownKinds } from "../../domain/history/row";
import type { Point, Points } from "../../history/block";
import { packBlock } from "../../history/block";
import type { Database, Sql } from "../database/database";
import { makeParts } from "../database/partitions";
import type { ChargerNumbers, NumberedCharger } from "./charger-numbers";
import { readMark } from "./mark";
import { daysTable, monthOfDay } from "./parts";
import { readPointsIn, unpacked } from "./read";
import type { Summariser } from "./summariser";
import { watchedIn } from "./watched";

const chargersAtOnce = 50;

/**
 * Sums up the days that are packed to their end, and those of which something came late. A charger has a row for each day in which it
 * told something.
 */
export async function sumUpDays(db: Database, numbers: ChargerNumbers, summariser: Summariser): Promise<void> {
  const mark = await readMark(db);
  if (mark === null) return;
  const chargers = await numbers.all();
  for (let day = mark.daysUntil; (day + 1) * dayUs <= mark.packedUntil; day += 1) {
    if (!(await makeParts(db, daysTable, [monthOfDay(day)]))) return;
    for (let at = 0; at < chargers.length; at += chargersAtOnce) {
      const some = chargers.slice(at, at + chargersAtOnce);
      await db.transaction(async (sql) => {
        for (const charger of await thoseWhoTold(sql, some, day)) await sumUpDay(sql, charger, day, summariser);
      });
    }
    await db.run("update history_mark set days_until = $1 where days_until = $2", [day + 1, day]);
  }
  await sumUpStale(db, new Map(chargers.map((charger) => [charger.no, charger])), summariser);
}

async function thoseWhoTold(sql: Sql, some: readonly NumberedCharger[], day: number): Promise<NumberedCharger[]> {
  const rows = await sql.rows(
    z.object({ charger: z.number() }),
    "select distinct charger from history_blocks where charger = any($1) and hour >= $2 and hour < $3",
    [some.map(({ no }) => no), day * 24, (day + 1) * 24],
  );
  const told = new Set(rows.map(({ charger }) => charger));
  return some.filter(({ no }) => told.has(no));
}

const dayRow = z.object({ day: z.number(), held: z.instanceof(Buffer) });

/** What held at the end of the last day before `day` that has a row; null: there is none. */
export async function heldBefore(
  sql: Sql,
  charger: number,
  day: number,
): Promise<{ day: number; held: Points } | null> {
  const [before] = await sql.rows(
    dayRow,
    "select day, held from history_days where charger = $1 and day < $2 order by day desc limit 1",
    [charger, day],
  );
  // One that cannot be read tells nothing, and keeps nobody from what follows it.
  return before === undefined ? null : { day: before.day, held: unpacked(before.held, null) ?? new Map() };
}

/** What was summed up of it before is replaced. @returns what held at its end, packed */
export async function sumUpDay(
  sql: Sql,
  { no, deviceId }: NumberedCharger,
  day: number,
  summariser: Summariser,
): Promise<Buffer> {
  const [from, to] = [day * dayUs, (day + 1) * dayUs];
  const held = (await heldBefore(sql, no, day))?.held ?? new Map();
  const { points } = await readPointsIn(sql, no, { from, to }, null);
  const watched = await watchedIn(sql, from, to);
  const holds = packBlock(lastOfEach(held, points));
  await sql.run(
    `insert into history_days (charger, day, held, stats, presence) values ($1, $2, $3, $4, $5)
     on conflict (charger, day) do update
     set held = excluded.held, stats = excluded.stats, presence = excluded.presence`,
    [no, day, holds, summariser.day(deviceId, { day, held, points, watched }), presenceIn(held, points)],
  );
  return holds;
}

/** Kept beside all else, so that of many chargers and days it need not be looked for in what they told. */
const presenceIn = (held: Points, points: Points): Buffer =>
  packBlock(new Map([[ownKinds.presence, [held, points].flatMap((of) => [...(of.get(ownKinds.presence) ?? [])])]]));

function lastOfEach(held: Points, points: Points): Points {
  const last = new Map<number, Point[]>();
  for (const [kind, list] of [...held, ...points]) last.set(kind, list.slice(-1));
  return last;
}

const staleRow = z.object({ charger: z.number(), day: z.number() });

/** A day whose end is another one than it was makes the next stale. */
async function sumUpStale(
  db: Database,
  chargers: ReadonlyMap<number, NumberedCharger>,
  summariser: Summariser,
): Promise<void> {
  for (;;) {
    const stale = await db.rows(
      staleRow,
      `select charger, day from history_stale where day < (select days_until from history_mark) order by 1, 2 limit 500`,
    );
    if (stale.length === 0) return;
    await makeParts(
      db,
      daysTable,
      stale.map(({ day }) => monthOfDay(day)),
    );
    for (const { charger, day } of stale) {
      const known = chargers.get(charger);
      await db.transaction(async (sql) => {
        await sql.run("delete from history_stale where charger = $1 and day = $2", [charger, day]);
        if (known !== undefined) await sumUpAgain(sql, known, day, summariser);
      });
    }
  }
}

async function sumUpAgain(sql: Sql, charger: NumberedCharger, day: number, summariser: Summariser): Promise<void> {
  const [before] = await sql.rows(dayRow, "select day, held from history_days where charger = $1 and day = $2", [
    charger.no,
    day,
  ]);
  const holds = await sumUpDay(sql, charger, day, summariser);
  if (before?.held.equals(holds)) return;
  await sql.run(
    `insert into history_stale (charger, day)
     select charger, day from history_days where charger = $1 and day > $2 order by day limit 1
     on conflict do nothing`,
    [charger.no, day],
  );
}
