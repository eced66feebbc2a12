import { z } from "zod";
import type { Observation } from "../../domain/charger/observation";
import type { DeviceId } from "../../domain/ids";
import type { Database, Sql } from "../database/database";
import { storable, storableJson } from "../database/storable";
import type { HistoryWriter } from "../history/history-store";
import type { HistoryBatch } from "../history/write";

/** What is kept of an observation: name and type follow from its id. */
export type KeptObservation = Omit<Observation, "key" | "value">;

interface LastKnown {
  deviceId: DeviceId;
  heardAt: number | null;
  observations: KeptObservation[];
  /** What is derived of its messages, as it was given; null: nothing is kept. */
  derived: unknown;
}

export interface ObservationBatch {
  observations: ReadonlyMap<DeviceId, ReadonlyMap<number, KeptObservation>>;
  heardAt: ReadonlyMap<DeviceId, number>;
  /** As JSON. */
  derived: ReadonlyMap<DeviceId, unknown>;
  /** What history keeps of it; not given: nothing. */
  history?: HistoryBatch;
  /** The newest entry of a journal whose effects are all in the store with this batch; null: there is no journal. */
  journal: { name: string; sequence: number } | null;
}

export interface ObservationStore {
  /**
   * Keeps the newest of each charger and id, what is derived, and how far the journal is in it: all of it or nothing, on the
   * disk when it resolves. An older observation never replaces a newer one, whoever writes it.
   */
  save(batch: ObservationBatch): Promise<void>;
  /** Everything that is known of every charger. */
  loadAll(): Promise<LastKnown[]>;
  /** The newest entry of this journal that is in the store; 0: none. */
  journalSequence(name: string): Promise<number>;
  /** Forgets everything that was ever heard. */
  clear(): Promise<void>;
}

const observationRow = z.object({
  device_id: z.string(),
  id: z.number(),
  raw: z.string().nullable(),
  observed_at: z.number(),
  own_at: z.number(),
  epoch: z.number(),
  arrived_at: z.number(),
});
const derivedRow = z.object({ device_id: z.string(), state: z.unknown() });
const heardRow = z.object({ device_id: z.string(), heard_at: z.number() });

// A batch of any size becomes statements that are each done well within the time a statement has.
const rowsPerStatement = 10_000;
const statesPerStatement = 1_000;

type Row = readonly [deviceId: DeviceId, one: KeptObservation];

function* rowsOf(observations: ObservationBatch["observations"]): Generator<Row> {
  for (const [deviceId, byId] of observations) for (const one of byId.values()) yield [deviceId, one];
}

function* chunksOf<T>(items: Iterable<T>, most = rowsPerStatement): Generator<T[]> {
  let chunk: T[] = [];
  for (const item of items) {
    chunk.push(item);
    if (chunk.length < most) continue;
    yield chunk;
    chunk = [];
  }
  if (chunk.length > 0) yield chunk;
}

const saveRows = (sql: Sql, rows: readonly Row[]) =>
  sql.run(
    `insert into last_observations as kept (device_id, id, raw, observed_at, own_at, epoch, arrived_at)
     select * from unnest($1::text[], $2::int[], $3::text[], $4::float8[], $5::float8[], $6::int[], $7::float8[])
     order by 1, 2
     on conflict (device_id, id) do update
     set (raw, observed_at, own_at, epoch, arrived_at) =
       row(excluded.raw, excluded.observed_at, excluded.own_at, excluded.epoch, excluded.arrived_at)
     where (excluded.epoch, excluded.own_at, excluded.arrived_at) >= (kept.epoch, kept.own_at, kept.arrived_at)`,
    [
      rows.map(([deviceId]) => deviceId),
      rows.map(([, one]) => one.id),
      rows.map(([, one]) => storable(one.raw)),
      rows.map(([, one]) => one.observedAt),
      rows.map(([, one]) => one.ownAt),
      rows.map(([, one]) => one.epoch),
      rows.map(([, one]) => one.arrivedAt),
    ],
  );

const saveHeard = (sql: Sql, heard: readonly (readonly [DeviceId, number])[]) =>
  sql.run(
    `insert into heard as kept (device_id, heard_at) select * from unnest($1::text[], $2::float8[]) order by 1
     on conflict (device_id) do update set heard_at = excluded.heard_at where excluded.heard_at > kept.heard_at`,
    [heard.map(([deviceId]) => deviceId), heard.map(([, at]) => at)],
  );

// As one text: in an array each would be escaped once more.
const saveDerived = (sql: Sql, derived: readonly (readonly [DeviceId, unknown])[]) =>
  sql.run(
    `insert into derived (device_id, state) select key, value from jsonb_each($1::jsonb) order by 1
     on conflict (device_id) do update set state = excluded.state`,
    [storableJson(Object.fromEntries(derived))],
  );

export function observationStore(db: Database, history: HistoryWriter): ObservationStore {
  return {
    async save({ observations, heardAt, derived, history: kept, journal }) {
      if (kept !== undefined) await history.prepare(kept);
      await db.transaction(async (sql) => {
        // The journal is cut after this: what is told as kept is on the disk.
        await sql.run("set local synchronous_commit = on");
        for (const rows of chunksOf(rowsOf(observations))) await saveRows(sql, rows);
        for (const heard of chunksOf(heardAt)) await saveHeard(sql, heard);
        for (const states of chunksOf(derived, statesPerStatement)) await saveDerived(sql, states);
        if (kept !== undefined) await history.write(sql, kept);
        if (journal === null) return;
        await sql.run(
          `insert into journals (name, sequence) values ($1, $2)
           on conflict (name) do update set sequence = greatest(journals.sequence, excluded.sequence)`,
          [journal.name, journal.sequence],
        );
      });
    },
    async loadAll() {
      const known = new Map<DeviceId, LastKnown>();
      const of = (deviceId: DeviceId) => {
        let one = known.get(deviceId);
        if (!one) {
          one = { deviceId, heardAt: null, observations: [], derived: null };
          known.set(deviceId, one);
        }
        return one;
      };
      for (const row of await db.rows(observationRow, "select * from last_observations"))
        of(row.device_id).observations.push({
          id: row.id,
          raw: row.raw,
          observedAt: row.observed_at,
          ownAt: row.own_at,
          epoch: row.epoch,
          arrivedAt: row.arrived_at,
        });
      for (const row of await db.rows(heardRow, "select * from heard")) of(row.device_id).heardAt = row.heard_at;
      for (const row of await db.rows(derivedRow, "select * from derived")) of(row.device_id).derived = row.state;
      return [...known.values()];
    },
    async journalSequence(name) {
      const [row] = await db.rows(z.object({ sequence: z.number() }), "select sequence from journals where name = $1", [
        name,
      ]);
      return row?.sequence ?? 0;
    },
    async clear() {
      await db.run("truncate last_observations, heard, derived");
    },
  };
}
