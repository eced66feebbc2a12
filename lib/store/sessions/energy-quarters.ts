import { z } from "zod";
import type { DeviceId, InstallationId } from "../../domain/ids";
import type { Sql } from "../database/database";

/** A day (since 1970, UTC) in which a charger had a session. */
export interface EnergyOfDay {
  deviceId: DeviceId;
  day: number;
  /** Of its 96 quarter-hours, Wh; null where it is unknown. */
  wh: (number | null)[];
  /** `1` for each that is estimated; null: none is. */
  estimated: string | null;
}

const energyRow = z
  .object({
    device_id: z.string(),
    day: z.number(),
    wh: z.array(z.number().nullable()),
    estimated: z.string().nullable(),
  })
  .transform(({ device_id: deviceId, ...rest }): EnergyOfDay => ({ deviceId, ...rest }));

/** Of all these chargers by one statement, the days from `first` to `last`. */
export const energyOf = (
  sql: Sql,
  deviceIds: readonly DeviceId[],
  { first, last }: { first: number; last: number },
): Promise<EnergyOfDay[]> =>
  sql.rows(
    energyRow,
    // As JSON, which is read many times as fast as an array of SQL.
    `select device_id, day, to_json(wh) as wh,
       case when position('1' in estimated::text) > 0 then estimated::text end as estimated
     from energy_quarters where device_id = any($1) and day between $2 and $3`,
    [deviceIds, first, last],
  );

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

/** Of the sessions that an installation's chargers had there, and that began from `from` on and before `to` (whole microseconds). */
export const startsOf = (sql: Sql, id: InstallationId, from: number, to: number): Promise<Starts[]> =>
  sql.rows(
    startsRow,
    `select device_id, count(*)::int as sessions, sum(failed_starts)::int as failed_starts,
       count(*) filter (where energy_wh > 0 or failed_starts > 0)::int as tried,
       count(*) filter (where energy_wh > 0 and failed_starts = 0)::int as succeeded
     from sessions where installation_id = $1 and begin_at >= $2 and begin_at < $3 group by device_id`,
    [id, from, to],
  );
