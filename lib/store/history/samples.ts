import { z } from "zod";
import { dayOf, dayUs, hourOf, hourUs } from "../../domain/history/hours";
import type { HistoryRow } from "../../domain/history/row";
import type { DeviceId } from "../../domain/ids";
import type { Span } from "../../history/steps";
import type { Database, Sql } from "../database/database";
import type { ChargerNumbers } from "./charger-numbers";
import { beginMark, readMark } from "./mark";
import { hoursOf, makePartsOf, putHours, sumUpHours } from "./past-hours";
import type { Summariser } from "./summariser";
import { type HistoryBatch, writeWatched } from "./write";

/** A stretch up to where history begins, of which a sample is kept, and how far it is made: whole microseconds. */
export interface Sample {
  from: number;
  to: number;
  madeUntil: number;
}

/**
 * A part of a sample, of not more than a day (UTC): whole hours, and in a part of its own what is in the hour with which history
 * begins. Instants: whole microseconds.
 */
export interface SamplePart {
  from: number;
  to: number;
  rows: readonly HistoryRow[];
  /** What tells of persons. */
  personal: readonly HistoryRow[];
  /** When the dashboard is to have known what was so then. */
  watched: readonly { from: number; to: number }[];
}

export interface SampleStore {
  /**
   * Begins history at `to` with a sample of before, which is to be made. Does nothing where history was begun already.
   * @returns whether there is a sample now that was not there before
   */
  begin(deviceIds: readonly DeviceId[], span: { from: number; to: number }): Promise<boolean>;
  /** Null: there is none. */
  find(): Promise<Sample | null>;
  /**
   * Adds the part that follows what is made: all of it or nothing, and nothing where it is there already. What was told of the same time meanwhile stays.
   * @returns false: it could not be done now, and is to be tried again
   */
  add(part: SamplePart, summariser: Summariser): Promise<boolean>;
}

/** Writes rows as they are written when they are told. */
interface UsualWay {
  prepare(batch: HistoryBatch): Promise<void>;
  write(sql: Sql, batch: HistoryBatch): Promise<void>;
}

const row = z
  .object({ from_at: z.number(), to_at: z.number(), made_until: z.number() })
  .transform(({ from_at: from, to_at: to, made_until: madeUntil }): Sample => ({ from, to, madeUntil }));
const columns = "from_at::float8, to_at::float8, made_until::float8";

/** As far as a charger's sample is made, ms. */
export async function sampleOf(sql: Sql, charger: number): Promise<Span[]> {
  const rows = await sql.rows(
    row,
    `select ${columns} from history_samples where charger = $1 and made_until > from_at`,
    [charger],
  );
  return rows.map(({ from, madeUntil }) => ({ from: from / 1_000, to: madeUntil / 1_000 }));
}

export function sampleStore(db: Database, numbers: ChargerNumbers, usual: UsualWay): SampleStore {
  async function find(): Promise<Sample | null> {
    const [found] = await db.rows(row, `select ${columns} from history_samples limit 1`);
    return found ?? null;
  }

  return {
    find,
    async begin(deviceIds, { from, to }) {
      await numbers.ensure(deviceIds);
      return db.transaction(async (sql) => {
        if ((await readMark(sql)) !== null) return false;
        await beginMark(sql, to);
        await sql.run(
          "insert into history_samples (charger, from_at, to_at, made_until) select unnest($1::int[]), $2, $3, $2",
          [deviceIds.map((id) => numbers.of(id)), from, to],
        );
        return true;
      });
    },
    async add(part, summariser) {
      const sample = await find();
      if (sample === null || part.to <= sample.madeUntil) return true;
      const isPacked = part.to <= hourOf(sample.to) * hourUs;
      const batch = { rows: isPacked ? [] : part.rows, personal: part.personal, watched: null };
      await numbers.ensure(part.rows.map(({ deviceId }) => deviceId));
      await usual.prepare(batch);
      if (isPacked && !(await makePartsOf(db, part))) return false;
      const hours = hoursOf(numbers, isPacked ? part.rows : []);
      await db.transaction(async (sql) => {
        if (!(await isNext(sql, part))) return;
        for (const span of part.watched) await writeWatched(sql, span);
        await usual.write(sql, batch);
        await putHours(sql, hours, summariser);
        if (isPacked && part.to % dayUs === 0) await sumUpHours(sql, hours, dayOf(part.from), summariser);
        if (part.to === sample.to) await finish(sql, sample);
      });
      return true;
    },
  };
}

/** False: another process has made it meanwhile. */
async function isNext(sql: Sql, { from, to }: SamplePart): Promise<boolean> {
  return (await sql.run("update history_samples set made_until = $2 where made_until = $1", [from, to])) > 0;
}

/** All of it is there. Its last day may have been summed up without it, and its sessions are still to be reckoned. */
async function finish(sql: Sql, { from, to }: Sample): Promise<void> {
  await sql.run(
    "insert into history_stale (charger, day) select charger, $1 from history_samples on conflict do nothing",
    [dayOf(to)],
  );
  await sql.run(
    `insert into sessions_due (device_id, day, from_at, to_at, urgent, since)
     select device_id, $1, $2, $3, false, $3 from history_samples join history_chargers on no = charger
     on conflict do nothing`,
    [dayOf(from), from, to],
  );
}
