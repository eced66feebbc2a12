import { z } from "zod";
import type { DeviceId } from "../domain/ids";
import type { Observation } from "../domain/observation";
import type { Database } from "./database";

/** What is kept of an observation: name and type follow from its id. */
export type KeptObservation = Pick<Observation, "id" | "raw" | "observedAt" | "future">;

export interface LastKnown {
  deviceId: DeviceId;
  heardAt: number | null;
  observations: KeptObservation[];
}

export interface ObservationBatch {
  observations: ReadonlyMap<DeviceId, ReadonlyMap<number, KeptObservation>>;
  heardAt: ReadonlyMap<DeviceId, number>;
}

export interface ObservationStore {
  /** Keeps the newest of each charger and id; an older one never replaces a newer one, whoever writes it. */
  save(batch: ObservationBatch): Promise<void>;
  /** Everything that is known of every charger. */
  loadAll(): Promise<LastKnown[]>;
}

const observationRow = z.object({
  device_id: z.string(),
  id: z.number(),
  raw: z.string().nullable(),
  observed_at: z.number(),
  future: z.boolean(),
});
const heardRow = z.object({ device_id: z.string(), heard_at: z.number() });

// PostgreSQL text cannot hold U+0000; a charger's value that has one is kept without it.
const storable = (raw: string | null) => (raw?.includes("\u0000") ? raw.replaceAll("\u0000", "") : raw);

export function observationStore(db: Database): ObservationStore {
  return {
    async save({ observations, heardAt }) {
      const columns = {
        device: [] as string[],
        id: [] as number[],
        raw: [] as (string | null)[],
        at: [] as number[],
        future: [] as boolean[],
      };
      for (const [deviceId, byId] of observations) {
        for (const one of byId.values()) {
          columns.device.push(deviceId);
          columns.id.push(one.id);
          columns.raw.push(storable(one.raw));
          columns.at.push(one.observedAt);
          columns.future.push(one.future);
        }
      }
      await db.transaction(async (sql) => {
        // Loses at most a moment of last known values in a power cut, and waits for no disk.
        await sql.run("set local synchronous_commit = off");
        if (columns.id.length > 0)
          await sql.run(
            `insert into last_observations as kept (device_id, id, raw, observed_at, future)
             select * from unnest($1::text[], $2::int[], $3::text[], $4::float8[], $5::bool[])
             order by 1, 2
             on conflict (device_id, id) do update set (raw, observed_at, future) = row(excluded.raw, excluded.observed_at, excluded.future)
             where excluded.observed_at > kept.observed_at
                or (excluded.observed_at = kept.observed_at and excluded.raw is distinct from kept.raw)`,
            Object.values(columns),
          );
        if (heardAt.size > 0)
          await sql.run(
            `insert into heard as kept (device_id, heard_at) select * from unnest($1::text[], $2::float8[]) order by 1
             on conflict (device_id) do update set heard_at = excluded.heard_at where excluded.heard_at > kept.heard_at`,
            [[...heardAt.keys()], [...heardAt.values()]],
          );
      });
    },
    async loadAll() {
      const known = new Map<DeviceId, LastKnown>();
      const of = (deviceId: DeviceId) => {
        let one = known.get(deviceId);
        if (!one) {
          one = { deviceId, heardAt: null, observations: [] };
          known.set(deviceId, one);
        }
        return one;
      };
      for (const row of await db.rows(observationRow, "select * from last_observations"))
        of(row.device_id).observations.push({
          id: row.id,
          raw: row.raw,
          observedAt: row.observed_at,
          future: row.future,
        });
      for (const row of await db.rows(heardRow, "select * from heard")) of(row.device_id).heardAt = row.heard_at;
      return [...known.values()];
    },
  };
}
