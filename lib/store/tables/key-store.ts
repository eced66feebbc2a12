import { z } from "zod";
import type { DeviceId } from "../../domain/ids";
import type { Database } from "../database/database";
import type { StoreLog } from "../database/log";
import type { Notify } from "../database/notices";
import { isMissingReference } from "../database/unavailable";
import { seal, unseal } from "../secrets/cipher";

interface DeviceKey {
  deviceId: DeviceId;
  /** The bytes that a charger signs its tokens with. */
  key: Buffer;
  changedAt: number;
}

export interface KeyStore {
  /** Gives a charger its first key. */
  enrol(deviceId: DeviceId, key: Uint8Array): Promise<"enrolled" | "alreadyEnrolled" | "unknownCharger">;
  /** Gives or replaces the keys of many at once, all or nothing; one that nobody has entered makes it "unknownCharger". */
  putAll(keys: ReadonlyMap<DeviceId, Uint8Array>): Promise<"done" | "unknownCharger">;
  /** Replaces the key; false: the charger has none. */
  rotate(deviceId: DeviceId, key: Uint8Array): Promise<boolean>;
  /** Takes the key away, the charger stays in the topology; false: it had none. */
  remove(deviceId: DeviceId): Promise<boolean>;
  /** All keys, opened. One that does not open (sealed under another secret) is left out, logged and named in `closed`. */
  list(): Promise<{ keys: DeviceKey[]; closed: DeviceId[] }>;
}

const keyRow = z.object({ device_id: z.string(), sealed: z.instanceof(Uint8Array), changed_at: z.number() });

export function keyStore(db: Database, notify: Notify, secret: Uint8Array, log: StoreLog): KeyStore {
  return {
    async enrol(deviceId, key) {
      try {
        return await db.transaction(async (sql) => {
          const inserted = await sql.run(
            "insert into device_keys (device_id, sealed, changed_at) values ($1, $2, $3) on conflict do nothing",
            [deviceId, seal(secret, deviceId, key), Date.now()],
          );
          if (inserted === 0) return "alreadyEnrolled";
          await notify(sql, "chargers", deviceId);
          await notify(sql, "topology");
          return "enrolled";
        });
      } catch (error) {
        if (isMissingReference(error)) return "unknownCharger";
        throw error;
      }
    },
    async putAll(keys) {
      try {
        await db.transaction(async (sql) => {
          await sql.run(
            `insert into device_keys (device_id, sealed, changed_at) select *, $3 from unnest($1::text[], $2::bytea[])
             on conflict (device_id) do update set (sealed, changed_at) = row(excluded.sealed, excluded.changed_at)`,
            [[...keys.keys()], [...keys].map(([deviceId, key]) => seal(secret, deviceId, key)), Date.now()],
          );
          await notify(sql, "chargers");
          await notify(sql, "topology");
        });
        return "done";
      } catch (error) {
        if (isMissingReference(error)) return "unknownCharger";
        throw error;
      }
    },
    rotate: (deviceId, key) =>
      db.transaction(async (sql) => {
        const changed = await sql.run("update device_keys set sealed = $2, changed_at = $3 where device_id = $1", [
          deviceId,
          seal(secret, deviceId, key),
          Date.now(),
        ]);
        if (changed > 0) await notify(sql, "chargers", deviceId);
        return changed > 0;
      }),
    remove: (deviceId) =>
      db.transaction(async (sql) => {
        const removed = await sql.run("delete from device_keys where device_id = $1", [deviceId]);
        if (removed > 0) {
          await notify(sql, "chargers", deviceId);
          await notify(sql, "topology");
        }
        return removed > 0;
      }),
    async list() {
      const keys: DeviceKey[] = [];
      const closed: DeviceId[] = [];
      for (const row of await db.rows(keyRow, "select * from device_keys order by device_id")) {
        try {
          const key = unseal(secret, row.device_id, row.sealed);
          keys.push({ deviceId: row.device_id, key, changedAt: row.changed_at });
        } catch {
          // The cipher says no more than that it does not open; the charger is refused until its key is rotated.
          closed.push(row.device_id);
        }
      }
      if (closed.length > 0)
        log.error({ deviceIds: closed }, "keys were sealed under another PHASEBOARD_SECRET and do not open");
      return { keys, closed };
    },
  };
}
