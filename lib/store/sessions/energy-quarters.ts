import { z } from "zod";
import type { DeviceId, InstallationId } from "../../domain/ids";
import type { Sql } from "../database/database";

/** A day (since 1970, UTC) in which any of some chargers had a session. Of its 96 quarter-hours, summed over those that had: */
interface EnergyOfDay {
  day: number;
  /** How many had. */
  chargers: number;
  /** What is known of their energy, Wh. */
  wh: readonly number[];
  /** How much of that is estimated; null: nothing. */
  estimatedWh: readonly number[] | null;
  /** Of how many of them it is unknown; null: of none. */
  unknown: readonly number[] | null;
}

export interface EnergyOfDays {
  days: EnergyOfDay[];
  /** On which of them each had a session; who had none is left out. */
  withSession: Map<DeviceId, ReadonlySet<number>>;
}

interface Days {
  first: number;
  last: number;
}

const quarters = z.array(z.number()).length(96);
const summedRow = z.object({ day: z.number(), chargers: z.array(z.string()), quarters });

const asked = "from energy_quarters where device_id = any($1) and day between $2 and $3";

/** Rows of the day, each quarter-hour summed up by the database: the single ones would be a quarter of a million numbers a month. */
function summed(
  sql: Sql,
  deviceIds: readonly DeviceId[],
  { first, last }: Days,
  each: (quarter: number) => string,
  of = "",
) {
  const sums = Array.from({ length: 96 }, (_, quarter) => each(quarter)).join(", ");
  const text = `select day, array_agg(device_id) as chargers, json_build_array(${sums}) as quarters ${asked} ${of} group by day`;
  return sql.rows(summedRow, text, [deviceIds, first, last]);
}

/** Of all these chargers together, the days from `first` to `last`. @param sql sees one state of all */
export async function energyOf(sql: Sql, deviceIds: readonly DeviceId[], days: Days): Promise<EnergyOfDays> {
  const known = await summed(sql, deviceIds, days, (quarter) => `coalesce(sum(wh[${quarter + 1}]), 0)`);
  const estimated = await summed(
    sql,
    deviceIds,
    days,
    (quarter) => `coalesce(sum(wh[${quarter + 1}]) filter (where get_bit(estimated, ${quarter}) = 1), 0)`,
    "and position('1' in estimated::text) > 0",
  );
  const unknown = await summed(
    sql,
    deviceIds,
    days,
    (quarter) => `count(*) - count(wh[${quarter + 1}])`,
    "and array_position(wh, null) is not null",
  );
  const of = (rows: typeof known) => new Map(rows.map((row) => [row.day, row.quarters]));
  const [estimatedOf, unknownOf] = [of(estimated), of(unknown)];
  const withSession = new Map<DeviceId, Set<number>>();
  for (const { day, chargers } of known)
    for (const id of chargers) withSession.set(id, (withSession.get(id) ?? new Set()).add(day));
  return {
    days: known.map(({ day, chargers, quarters: wh }) => ({
      day,
      chargers: chargers.length,
      wh,
      estimatedWh: estimatedOf.get(day) ?? null,
      unknown: unknownOf.get(day) ?? null,
    })),
    withSession,
  };
}

/** How starts went in the sessions of a charger. */
export interface Starts {
  deviceId: DeviceId;
  sessions: number;
  /** Times that it was allowed to charge and no current flowed. */
  failedStarts: number;
  /** Sessions that were to charge: those that did, or that had a start that failed; and of them those that charged at the first go. */
  tried: number;
  succeeded: number;
}

const startsRow = z
  .object({
    device_id: z.string(),
    sessions: z.number(),
    failed_starts: z.number(),
    tried: z.number(),
    succeeded: z.number(),
  })
  .transform(
    ({ device_id: deviceId, failed_starts: failedStarts, ...rest }): Starts => ({ deviceId, failedStarts, ...rest }),
  );

/**
 * Of the sessions that an installation's chargers had there, and that ended from `from` on and before `to` (whole microseconds); `to` null:
 * or go on.
 */
export const startsOf = (sql: Sql, id: InstallationId, from: number, to: number | null): Promise<Starts[]> =>
  sql.rows(
    startsRow,
    `select device_id, count(*)::int as sessions, sum(failed_starts)::int as failed_starts,
       count(*) filter (where energy_wh > 0 or failed_starts > 0)::int as tried,
       count(*) filter (where energy_wh > 0 and failed_starts = 0)::int as succeeded
     from sessions where installation_id = $1 and end_at >= $2 and ($3::bigint is null or end_at < $3) group by device_id`,
    [id, from, to],
  );
