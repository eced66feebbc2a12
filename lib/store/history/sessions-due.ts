import type { DeviceId } from "../../domain/ids";
import type { Sql } from "../database/database";

/** What was told of a charger's day that sessions follow from. Instants are whole microseconds since 1970. */
export interface DueDay {
  deviceId: DeviceId;
  /** Since 1970, UTC. */
  day: number;
  /** Of the first and the last of it. */
  from: number;
  to: number;
  /** A session may have begun or ended. */
  isUrgent: boolean;
  /** When the first of it came. */
  since: number;
}

/** Notes it in the transaction in which it is written. In one order, so that two who write do not wait for each other in a circle. */
export async function writeDue(sql: Sql, due: readonly DueDay[]): Promise<void> {
  if (due.length === 0) return;
  await sql.run(
    `insert into sessions_due as known (device_id, day, from_at, to_at, urgent, since)
     select * from unnest($1::text[], $2::int[], $3::bigint[], $4::bigint[], $5::boolean[], $6::bigint[]) order by 1, 2
     on conflict (device_id, day) do update set
       from_at = least(known.from_at, excluded.from_at), to_at = greatest(known.to_at, excluded.to_at),
       urgent = known.urgent or excluded.urgent, since = least(known.since, excluded.since), version = excluded.version`,
    [
      due.map(({ deviceId }) => deviceId),
      due.map(({ day }) => day),
      due.map(({ from }) => from),
      due.map(({ to }) => to),
      due.map(({ isUrgent }) => isUrgent),
      due.map(({ since }) => since),
    ],
  );
}
