import { z } from "zod";
import { dayOf, dayUs, hourOf } from "../../domain/history/hours";
import type { DeviceId } from "../../domain/ids";
import type { Point, Points } from "../../history/block";
import { merged } from "../../history/merge";
import type { Span } from "../../history/steps";
import type { Database, Sql } from "../database/database";
import type { ChargerNumbers } from "./charger-numbers";
import { heldBefore } from "./days";
import { readMark } from "./mark";
import { looseRowsIn, type ReadPoints, readPointsIn, type Stretch, unpacked } from "./read";
import { sampleOf } from "./samples";
import { watchedIn } from "./watched";

/** An hour of a charger (since 1970), summed up as far as that is worth it; its points are read when they are asked for. */
interface ReadHour {
  hour: number;
  /** As `Summariser.hour` gave it; null: there is nothing, or something came since. */
  stats: Buffer | null;
  /** Null: its block cannot be read. */
  points(kinds: ReadonlySet<number>): Points | null;
}

/** One state of what is kept of one charger. Instants and stretches are in whole microseconds, but for `watched`, which is in ms. */
export interface HistoryReader {
  points(stretch: Stretch, kinds: ReadonlySet<number> | null): Promise<ReadPoints>;
  /** The last that was told of each of these kinds before an instant. */
  heldAt(at: number, kinds: ReadonlySet<number>): Promise<Points>;
  /** Those of full hours in which something was told, as far as they are packed: up to `until`, a full hour. */
  hours(stretch: Stretch, kinds: ReadonlySet<number>): Promise<{ hours: ReadHour[]; until: number }>;
  /** Those of full days in which something was told, as `Summariser.day` gave them, as far as they are summed up: up to `until`. */
  days(stretch: Stretch): Promise<{ days: { day: number; stats: Buffer }[]; until: number }>;
  /** What tells of persons, which is kept apart. */
  personal(stretch: Stretch, kinds: ReadonlySet<number>): Promise<Points>;
  watched(stretch: Stretch): Promise<Span[]>;
  /** When what is kept is a sample, ms. */
  sample(): Promise<Span[]>;
}

/** Reads one state of a charger's history; null: nothing was ever kept of it. */
export async function readHistory<T>(
  db: Database,
  numbers: ChargerNumbers,
  deviceId: DeviceId,
  body: (reader: HistoryReader) => Promise<T>,
): Promise<T | null> {
  const charger = await numbers.find(deviceId);
  if (charger === null) return null;
  return db.transaction((sql) => body(readerOf(sql, charger)), "repeatable read");
}

function readerOf(sql: Sql, charger: number): HistoryReader {
  const points: HistoryReader["points"] = (stretch, kinds) => readPointsIn(sql, charger, stretch, kinds);
  return {
    points,
    async heldAt(at, kinds) {
      const before = await heldBefore(sql, charger, dayOf(at));
      const from = before === null ? 0 : (before.day + 1) * dayUs;
      const since = await points({ from, to: at }, kinds);
      const held = new Map<number, readonly Point[]>();
      for (const [kind, list] of [...(before?.held ?? []), ...since.points])
        if (kinds.has(kind)) held.set(kind, list.slice(-1));
      return held;
    },
    hours: (stretch, kinds) => hoursIn(sql, charger, stretch, kinds),
    async days({ from, to }) {
      const until = Math.min(to, ((await readMark(sql))?.daysUntil ?? 0) * dayUs);
      const days = await sql.rows(
        z.object({ day: z.number(), stats: z.instanceof(Buffer) }),
        "select day, stats from history_days where charger = $1 and day >= $2 and day < $3 order by day",
        [charger, dayOf(from), dayOf(until)],
      );
      return { days, until: Math.max(from, until) };
    },
    personal: async (stretch, kinds) => merged(await looseRowsIn(sql, "history_personal", charger, stretch, kinds)),
    watched: ({ from, to }) => watchedIn(sql, from, to),
    sample: () => sampleOf(sql, charger),
  };
}

const hourRow = z.object({ hour: z.number(), block: z.instanceof(Buffer), stats: z.instanceof(Buffer).nullable() });

async function hoursIn(
  sql: Sql,
  charger: number,
  { from, to }: Stretch,
  kinds: ReadonlySet<number>,
): Promise<{ hours: ReadHour[]; until: number }> {
  const until = Math.max(from, Math.min(to, (await readMark(sql))?.packedUntil ?? 0));
  const rows = await sql.rows(
    hourRow,
    "select hour, block, stats from history_blocks where charger = $1 and hour >= $2 and hour < $3 order by hour",
    [charger, hourOf(from), hourOf(until)],
  );
  const late = await looseRowsIn(sql, "history_late", charger, { from, to: until }, kinds);
  if (late.length === 0)
    return {
      until,
      hours: rows.map(({ hour, block, stats }) => ({ hour, stats, points: (of) => unpacked(block, of) })),
    };
  const lateHours = new Set(late.map(({ at }) => hourOf(at)));
  const byHour = new Map(rows.map((row) => [row.hour, row]));
  const all = [...new Set([...byHour.keys(), ...lateHours])].sort((a, b) => a - b);
  const hours = all.map((hour): ReadHour => {
    const row = byHour.get(hour);
    const ofHour = lateHours.has(hour) ? late.filter(({ at }) => hourOf(at) === hour) : [];
    return {
      hour,
      stats: ofHour.length > 0 ? null : (row?.stats ?? null),
      points(of) {
        const known = row === undefined ? new Map<number, Point[]>() : unpacked(row.block, of);
        if (known === null || ofHour.length === 0) return known;
        return merged(
          ofHour.filter(({ kind }) => of.has(kind)),
          known,
        );
      },
    };
  });
  return { hours, until };
}
