import { z } from "zod";
import { dayUs } from "../../domain/history/hours";
import { micros } from "../../domain/history/row";
import type { DeviceId } from "../../domain/ids";
import type { Database, Sql } from "../database/database";
import { storableText } from "../database/storable";

/** So many keys of a charger's meters are tried: nobody exchanges more meters. */
const mostKeys = 10;

/** A public key of a charger's meter, as it was entered or told. */
export interface MeterKey {
  deviceId: DeviceId;
  key: string;
  /** Null: the charger told it. */
  enteredBy: string | null;
  /** ms. */
  at: number;
}

/** Entered ones before those that the charger told, of each the newest first. */
export async function meterKeysOf(sql: Sql, deviceId: DeviceId): Promise<string[]> {
  const rows = await sql.rows(
    z.object({ key: z.string() }),
    `select key from charger_meter_keys where device_id = $1
     order by entered_by is null, at desc limit ${mostKeys}`,
    [deviceId],
  );
  return rows.map(({ key }) => key);
}

/**
 * Adds a key where it is not known, and makes due what it may verify: all sessions of the charger that have a signed record.
 * @returns whether it is news
 */
export function addMeterKey(db: Database, { deviceId, key, enteredBy, at }: MeterKey): Promise<boolean> {
  return db.transaction(async (sql) => {
    const isNews = await sql.run(
      `insert into charger_meter_keys as known (device_id, key, entered_by, at) values ($1, $2, $3, $4)
       on conflict (device_id, md5(key)) do update set entered_by = excluded.entered_by, at = excluded.at
       where known.entered_by is null and excluded.entered_by is not null`,
      [deviceId, storableText(key), enteredBy, at],
    );
    if (isNews > 0) await makeDue(sql, deviceId, micros(at));
    return isNews > 0;
  });
}

/** False: there is no such key of it that was entered. */
export function removeMeterKeys(db: Database, deviceId: DeviceId, at: number): Promise<boolean> {
  return db.transaction(async (sql) => {
    const removed = await sql.run("delete from charger_meter_keys where device_id = $1 and entered_by is not null", [
      deviceId,
    ]);
    if (removed > 0) await makeDue(sql, deviceId, micros(at));
    return removed > 0;
  });
}

async function makeDue(sql: Sql, deviceId: DeviceId, since: number): Promise<void> {
  await sql.run(
    `insert into sessions_due as known (device_id, day, from_at, to_at, urgent, since)
     select $1, begin_at / ${dayUs}, min(begin_at), max(greatest(begin_at, end_to, end_from)), true, $2::bigint from sessions
     where device_id = $1 and signed_record is not null group by 2 order by 2
     on conflict (device_id, day) do update set
       from_at = least(known.from_at, excluded.from_at), to_at = greatest(known.to_at, excluded.to_at),
       urgent = true, since = least(known.since, excluded.since), version = excluded.version`,
    [deviceId, since],
  );
}
