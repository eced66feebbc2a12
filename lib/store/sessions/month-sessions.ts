import { z } from "zod";
import type { DeviceId, InstallationId } from "../../domain/ids";
import type { Sql } from "../database/database";
import { longestUs } from "./replace";

/** A session of an installation that has something to do with a stretch of time. Instants: ms. */
interface SessionOfTime {
  deviceId: DeviceId;
  tag: string | null;
  begin: number;
  /** Null: it goes on. */
  end: number | null;
  energyWh: number | null;
  meterStartWh: number | null;
  meterEndWh: number | null;
  quarters: { at: number; wh: number; isEstimated: boolean }[] | null;
  flags: string[];
}

const sessionRow = z
  .object({
    id: z.string(),
    device_id: z.string(),
    tag: z.string().nullable(),
    begin_at: z.number(),
    end_at: z.number(),
    open: z.boolean(),
    energy_wh: z.number().nullable(),
    meter_start: z.number().nullable(),
    meter_end: z.number().nullable(),
    quarters: z.array(z.object({ at: z.number(), wh: z.number(), isEstimated: z.boolean() })).nullable(),
    flags: z.array(z.string()),
  })
  .transform((one) => ({
    id: one.id,
    endAt: one.end_at,
    session: {
      deviceId: one.device_id,
      tag: one.tag,
      begin: one.begin_at / 1_000,
      end: one.open ? null : one.end_at / 1_000,
      energyWh: one.energy_wh,
      meterStartWh: one.meter_start,
      meterEndWh: one.meter_end,
      quarters: one.quarters,
      flags: one.flags,
    } satisfies SessionOfTime,
  }));

const columns = `id, device_id, tag, begin_at::float8, case when open then 9e18 else end_at::float8 end as end_at, open,
  energy_wh::float8, nullif(session -> 'meterStartWh', 'null')::float8 as meter_start,
  nullif(session -> 'meterEndWh', 'null')::float8 as meter_end, nullif(session -> 'quarters', 'null') as quarters, flags`;
const atOnce = 200;
const first = "00000000-0000-0000-0000-000000000000";

/** Those that ended from `from` on and before `to`, then those that had begun before `to` and went on. Whole microseconds. */
export async function* sessionsOfTime(
  sql: Sql,
  id: InstallationId,
  from: number,
  to: number,
): AsyncGenerator<SessionOfTime> {
  const ended = `installation_id = $1 and end_at < $2 and (end_at, id) > ($3, $4) order by end_at, id limit ${atOnce}`;
  yield* paged(sql, ended, [id, to], from, ({ endAt }) => endAt);
  const goneOn = `installation_id = $1 and end_at >= $2 and begin_at < $2 and (begin_at, id) > ($3, $4) order by begin_at, id limit ${atOnce}`;
  yield* paged(sql, goneOn, [id, to], to - longestUs, ({ session }) => session.begin * 1_000);
}

async function* paged(
  sql: Sql,
  where: string,
  values: readonly unknown[],
  from: number,
  placeOf: (found: z.output<typeof sessionRow>) => number,
): AsyncGenerator<SessionOfTime> {
  // An id is never all zeros, so that what is exactly at `from` is among them.
  for (let [at, id] = [from, first]; ; ) {
    const rows = await sql.rows(sessionRow, `select ${columns} from sessions where ${where}`, [...values, at, id]);
    for (const { session } of rows) yield session;
    const last = rows.at(-1);
    if (last === undefined || rows.length < atOnce) return;
    [at, id] = [Math.round(placeOf(last)), last.id];
  }
}

/** A stretch of time, whole microseconds, of which so many sessions ended in it were told at some time. */
export interface ToldStretch {
  from: number;
  to: number;
  sessions: number;
}

/**
 * Of these stretches of time, whether a session that has something to do with it was found to be another after `since` (ms), or whether not
 * as many ended in it as were told.
 */
export async function changedIn(
  sql: Sql,
  id: InstallationId,
  stretches: readonly ToldStretch[],
  since: number,
): Promise<boolean[]> {
  const rows = await sql.rows(
    z.object({ changed: z.boolean() }),
    `select exists (
       select from sessions where installation_id = $1 and changed_at > $5
         and begin_at >= span_from - ${longestUs} and begin_at < span_to and end_at >= span_from
     ) or told <> (
       select count(*) from sessions where installation_id = $1 and end_at >= span_from and end_at < span_to
     ) as changed
     from unnest($2::bigint[], $3::bigint[], $4::bigint[]) with ordinality as asked (span_from, span_to, told, n) order by n`,
    [
      id,
      stretches.map(({ from }) => from),
      stretches.map(({ to }) => to),
      stretches.map(({ sessions }) => sessions),
      since,
    ],
  );
  return rows.map(({ changed }) => changed);
}
