import { z } from "zod";
import type { DeviceId } from "../domain/ids";
import type { Database } from "./database";
import { type JsonObject, jsonObject, mergePatch } from "./merge-patch";
import type { Notify } from "./notices";
import { isMissingReference } from "./unavailable";

export interface TwinSide {
  properties: JsonObject;
  version: number;
}
export interface Twin {
  deviceId: DeviceId;
  desired: TwinSide;
  reported: TwinSide;
}

export type TwinPatchOutcome =
  | { outcome: "done"; side: TwinSide }
  | { outcome: "tooLarge" }
  | { outcome: "unknownCharger" };

/** Bytes of one side as JSON: the limit of the device protocol's own cloud. */
export const twinLimitBytes = 32_768;

export interface TwinStore {
  all(): Promise<Twin[]>;
  /** A charger that nobody has set anything for has version 1 of nothing. */
  get(deviceId: DeviceId): Promise<Twin>;
  /** Merges a patch (RFC 7396: null deletes) and counts the version up. `desired` is told to listeners (`twin`). */
  patch(deviceId: DeviceId, side: "desired" | "reported", patch: JsonObject): Promise<TwinPatchOutcome>;
}

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
      desired: { properties: row.desired, version: row.desired_version },
      reported: { properties: row.reported, version: row.reported_version },
    }),
  );

const emptyTwin = (deviceId: DeviceId): Twin => ({
  deviceId,
  desired: { properties: {}, version: 1 },
  reported: { properties: {}, version: 1 },
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
          const after: TwinSide = { properties: mergePatch(before.properties, patch), version: before.version + 1 };
          const text = JSON.stringify(after.properties);
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
  };
}
