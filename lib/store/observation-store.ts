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
  /**
   * Keeps the newest of each charger and id; an older one never replaces a newer one, whoever writes it. A large batch is
   * written in parts: when it rejects, some of it may be kept, and it may be given again as a whole.
   */
  save(batch: ObservationBatch): Promise<void>;
  /** Everything that is known of every charger. */
  loadAll(): Promise<LastKnown[]>;
  /** Forgets everything that was ever heard. */
  clear(): Promise<void>;
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

// A batch of any size becomes statements that are each done well within the time a statement has.
const rowsPerStatement = 10_000;

type Row = readonly [deviceId: DeviceId, one: KeptObservation];

function* rowsOf(observations: ObservationBatch["observations"]): Generator<Row> {
  for (const [deviceId, byId] of observations) for (const one of byId.values()) yield [deviceId, one];
}

function* chunksOf<T>(items: Iterable<T>): Generator<T[]> {
  let chunk: T[] = [];
  for (const item of items) {
    chunk.push(item);
    if (chunk.length < rowsPerStatement) continue;
    yield chunk;
    chunk = [];
  }
  if (chunk.length > 0) yield chunk;
}

export function observationStore(db: Database): ObservationStore {
  // Loses at most a moment of last known values in a power cut, and waits for no disk.
  const relaxed = (text: string, values: unknown[]) =>
    db.transaction(async (sql) => {
      await sql.run("set local synchronous_commit = off");
      await sql.run(text, values);
    });

  const saveRows = (rows: readonly Row[]) =>
    relaxed(
      `insert into last_observations as kept (device_id, id, raw, observed_at, future)
       select * from unnest($1::text[], $2::int[], $3::text[], $4::float8[], $5::bool[])
       order by 1, 2
       on conflict (device_id, id) do update set (raw, observed_at, future) = row(excluded.raw, excluded.observed_at, excluded.future)
       where excluded.observed_at > kept.observed_at
          or (excluded.observed_at = kept.observed_at and excluded.raw is distinct from kept.raw)`,
      [
        rows.map(([deviceId]) => deviceId),
        rows.map(([, one]) => one.id),
        rows.map(([, one]) => storable(one.raw)),
        rows.map(([, one]) => one.observedAt),
        rows.map(([, one]) => one.future),
      ],
    );

  const saveHeard = (heard: readonly (readonly [DeviceId, number])[]) =>
    relaxed(
      `insert into heard as kept (device_id, heard_at) select * from unnest($1::text[], $2::float8[]) order by 1
       on conflict (device_id) do update set heard_at = excluded.heard_at where excluded.heard_at > kept.heard_at`,
      [heard.map(([deviceId]) => deviceId), heard.map(([, at]) => at)],
    );

  return {
    async save({ observations, heardAt }) {
      for (const rows of chunksOf(rowsOf(observations))) await saveRows(rows);
      for (const heard of chunksOf(heardAt)) await saveHeard(heard);
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
    async clear() {
      await db.run("truncate last_observations, heard");
    },
  };
}
