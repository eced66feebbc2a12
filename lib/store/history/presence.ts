import { z } from "zod";
import { dayOf, dayUs, hourOf } from "../../domain/history/hours";
import { ownKinds } from "../../domain/history/row";
import type { DeviceId } from "../../domain/ids";
import { inOrder, type Point } from "../../history/block";
import { merged, type ToldPoint } from "../../history/merge";
import type { Span } from "../../history/steps";
import type { Database, Sql } from "../database/database";
import type { ChargerNumbers } from "./charger-numbers";
import { looseColumns, looseRow } from "./loose-rows";
import { readMark } from "./mark";
import { type Stretch, unpacked } from "./read";
import { watchedIn } from "./watched";

/** When chargers could be heard, and when the dashboard itself watched. */
export interface PresenceHistory {
  /**
   * What was told of each, ascending, with what held when the stretch began; `raw` null: from then on it is not known. A charger of which
   * nothing was ever kept is left out.
   */
  chargers: Map<DeviceId, Point[]>;
  /** ms, ascending, apart from each other. */
  watched: Span[];
}

const presence = new Set([ownKinds.presence]);
const dayRow = z.object({ charger: z.number(), day: z.number(), presence: z.instanceof(Buffer).nullable() });

/** Reads one state of all: a statement for each kind of table, however many chargers there are. */
export async function readPresence(
  db: Database,
  numbers: ChargerNumbers,
  deviceIds: readonly DeviceId[],
  stretch: Stretch,
): Promise<PresenceHistory> {
  const known = await numbers.those(deviceIds);
  const nos = known.map(({ no }) => no);
  return db.transaction(async (sql) => {
    const mark = await readMark(sql);
    const summedUntil = (mark?.daysUntil ?? 0) * dayUs;
    const points = new Map<number, Point[]>(nos.map((no) => [no, []]));
    for (const { charger, day, presence: packed } of await daysOf(sql, nos, stretch, summedUntil))
      points.get(charger)?.push(...pointsOf(packed, day * dayUs));
    const open = { from: Math.min(summedUntil, stretch.to), to: stretch.to };
    for (const [charger, list] of await pointsIn(sql, nos, open, mark?.packedUntil ?? 0))
      points.get(charger)?.push(...list);
    return {
      chargers: new Map(known.map(({ no, deviceId }) => [deviceId, eachOnce(points.get(no) ?? [])])),
      watched: await watchedIn(sql, stretch.from, stretch.to),
    };
  }, "repeatable read");
}

/** The days of the stretch that are summed up, and before them the last one, in order. */
async function daysOf(sql: Sql, nos: readonly number[], { from, to }: Stretch, summedUntil: number) {
  const first = dayOf(Math.min(from, summedUntil));
  const before = await sql.rows(
    dayRow,
    `select last.* from unnest($1::int[]) as asked (no) cross join lateral (
       select charger, day, presence from history_days where charger = asked.no and day < $2
       order by day desc limit 1) as last`,
    [nos, first],
  );
  const days = await sql.rows(
    dayRow,
    `select charger, day, presence from history_days
     where charger = any($1) and day >= $2 and day < $3 order by charger, day`,
    [nos, first, Math.ceil(Math.min(to, summedUntil) / dayUs)],
  );
  return [...before, ...days];
}

/** Of a day that cannot be read, or is not summed up yet, nothing is known. */
function pointsOf(packed: Buffer | null, from: number): Point[] {
  const points = packed === null ? null : unpacked(packed, presence);
  return points === null
    ? [{ epoch: 0, ownAt: from, at: from, raw: null }]
    : [...(points.get(ownKinds.presence) ?? [])];
}

const blockRow = z.object({ charger: z.number(), block: z.instanceof(Buffer) });
const chargerRow = z.object({ charger: z.number() });

/** What is not summed up by the day. */
async function pointsIn(
  sql: Sql,
  nos: readonly number[],
  { from, to }: Stretch,
  packedUntil: number,
): Promise<Map<number, Point[]>> {
  if (from >= to) return new Map();
  const blocks = await sql.rows(
    blockRow,
    `select charger, block from history_blocks
     where charger = any($1) and hour >= $2 and hour < $3 order by charger, hour`,
    [nos, hourOf(from), hourOf(Math.min(to, packedUntil) - 1) + 1],
  );
  const known = new Map<number, Point[]>();
  const add = (charger: number, list: readonly Point[]) => known.set(charger, [...(known.get(charger) ?? []), ...list]);
  for (const { charger, block } of blocks) add(charger, unpacked(block, presence)?.get(ownKinds.presence) ?? []);
  const loose = new Map<number, ToldPoint[]>();
  for (const [table, begin] of [
    ["history_late", from],
    ["history_hot", Math.max(from, packedUntil)],
  ] as const) {
    const rows = await sql.rows(
      looseRow.and(chargerRow),
      `select charger, ${looseColumns} from ${table} where charger = any($1) and at >= $2 and at < $3 and kind = $4`,
      [nos, begin, to, ownKinds.presence],
    );
    for (const { charger, ...told } of rows) loose.set(charger, [...(loose.get(charger) ?? []), told]);
  }
  for (const [charger, told] of loose) {
    const list = merged(told, new Map([[ownKinds.presence, known.get(charger) ?? []]])).get(ownKinds.presence);
    known.set(charger, list ?? []);
  }
  return known;
}

/** What held when a day began was told on a day before. */
function eachOnce(points: readonly Point[]): Point[] {
  const ordered = [...points].sort(inOrder);
  return ordered.filter((point, index) => {
    const next = ordered[index + 1];
    return next === undefined || next.at !== point.at;
  });
}
