import { z } from "zod";
import type { DeviceId } from "../../domain/ids";
import type { JsonObject } from "../../domain/json";
import { mergePatch } from "../../domain/merge-patch";
import type { Database } from "../database/database";
import type { Notify } from "../database/notices";
import { isMissingReference } from "../database/unavailable";

interface TwinSide {
  document: JsonObject;
  version: number;
}
interface Twin {
  deviceId: DeviceId;
  desired: TwinSide;
  reported: TwinSide;
}

type TwinPatchOutcome = { outcome: "done"; side: TwinSide } | { outcome: "tooLarge" } | { outcome: "unknownCharger" };

/** Bytes of one side as JSON: the limit of the device protocol's own cloud. */
const twinLimitBytes = 32_768;

export interface TwinStore {
  all(): Promise<Twin[]>;
  /** A charger that nobody has set anything for has version 1 of nothing. */
  get(deviceId: DeviceId): Promise<Twin>;
  /** Merges a patch (RFC 7396: null deletes) and counts the version up. `desired` is told to listeners (`twin`). */
  patch(deviceId: DeviceId, side: "desired" | "reported", patch: JsonObject): Promise<TwinPatchOutcome>;
  /** Keeps what a charger reported as a whole, unless a newer version is kept already; a charger that is gone is passed over. */
  saveReported(deviceId: DeviceId, reported: TwinSide): Promise<void>;
}

const jsonObject = z.record(z.string(), z.json());

const twinRow = z
  .object({
    device_id: z.string(),
    desired: jsonObject,
    desired_version: z.number(),
    reported: jsonObject,
    reported_version: z.number(),
  })
  .transform(
    (row): Twin => ({
      deviceId: row.device_id,
      desired: { document: row.desired, version: row.desired_version },
      reported: { document: row.reported, version: row.reported_version },
    }),
  );

const emptyTwin = (deviceId: DeviceId): Twin => ({
  deviceId,
  desired: { document: {}, version: 1 },
  reported: { document: {}, version: 1 },
});

export function twinStore(db: Database, notify: Notify): TwinStore {
  return {
    all: () => db.rows(twinRow, "select * from twins order by device_id"),
    async get(deviceId) {
      const [twin] = await db.rows(twinRow, "select * from twins where device_id = $1", [deviceId]);
      return twin ?? emptyTwin(deviceId);
    },
    async patch(deviceId, side, patch) {
      try {
        return await db.transaction(async (sql) => {
          await sql.run("insert into twins (device_id) values ($1) on conflict do nothing", [deviceId]);
          const [twin] = await sql.rows(twinRow, "select * from twins where device_id = $1 for update", [deviceId]);
          const before = (twin ?? emptyTwin(deviceId))[side];
          const after: TwinSide = { document: mergePatch(before.document, patch), version: before.version + 1 };
          const text = JSON.stringify(after.document);
          if (Buffer.byteLength(text) > twinLimitBytes) return { outcome: "tooLarge" };
          await sql.run(`update twins set ${side} = $2, ${side}_version = $3 where device_id = $1`, [
            deviceId,
            text,
            after.version,
          ]);
          if (side === "desired") await notify(sql, "twin", deviceId);
          return { outcome: "done", side: after };
        });
      } catch (error) {
        if (isMissingReference(error)) return { outcome: "unknownCharger" };
        throw error;
      }
    },
    async saveReported(deviceId, reported) {
      await db.run(
        `insert into twins as kept (device_id, reported, reported_version)
         select device_id, $2, $3 from chargers where device_id = $1
         on conflict (device_id) do update set reported = excluded.reported, reported_version = excluded.reported_version
         where excluded.reported_version >= kept.reported_version`,
        [deviceId, JSON.stringify(reported.document), reported.version],
      );
    },
  };
}
