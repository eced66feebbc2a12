import { z } from "zod";
import type { InstallationId } from "../../domain/ids";
import type { Database } from "../database/database";
import type { Notify } from "../database/notices";
import { isMissingReference } from "../database/unavailable";

/** A meter that may connect to the embedded gateway, and the one topic it may publish to. */
interface MeterKey {
  installationId: InstallationId;
  topic: string;
  /** SHA-256 of its password, which is long and random. */
  hash: Buffer;
}

export interface MeterStore {
  /** Gives an installation's meter a password, or another one. */
  put(installationId: InstallationId, hash: Uint8Array, at: number): Promise<"done" | "unknown">;
  /** False: it had none. */
  remove(installationId: InstallationId): Promise<boolean>;
  /** Those of installations that have a meter. */
  list(): Promise<MeterKey[]>;
}

const row = z
  .object({ installation_id: z.string(), topic: z.string(), hash: z.instanceof(Buffer) })
  .transform((found): MeterKey => ({ installationId: found.installation_id, topic: found.topic, hash: found.hash }));

export function meterStore(db: Database, notify: Notify): MeterStore {
  return {
    async put(installationId, hash, at) {
      try {
        return await db.transaction(async (sql): Promise<"done"> => {
          await sql.run(
            `insert into meter_keys (installation_id, hash, changed_at) values ($1, $2, $3)
             on conflict (installation_id) do update set (hash, changed_at) = row(excluded.hash, excluded.changed_at)`,
            [installationId, Buffer.from(hash), at],
          );
          await notify(sql, "meters");
          return "done";
        });
      } catch (error) {
        if (isMissingReference(error)) return "unknown";
        throw error;
      }
    },
    remove: (installationId) =>
      db.transaction(async (sql) => {
        const removed = await sql.run("delete from meter_keys where installation_id = $1", [installationId]);
        if (removed > 0) await notify(sql, "meters");
        return removed > 0;
      }),
    list: () =>
      db.rows(
        row,
        `select k.installation_id, i.meter->>'topic' as topic, k.hash from meter_keys k
         join installations i on i.id = k.installation_id where i.meter is not null order by k.installation_id`,
      ),
  };
}
