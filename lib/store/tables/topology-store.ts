import type { DeviceId, InstallationId } from "../../domain/ids";
import type { InstallationPart } from "../../domain/installation-part";
import { type Charger, type Topology, usualPriority } from "../../domain/topology";
import type { Database, Sql } from "../database/database";
import type { Notify } from "../database/notices";
import { isMissingReference } from "../database/unavailable";
import { chargerRow, circuitRow, idRow, installationRow, partRow } from "./topology-rows";

/** Ids that a prune took away. */
export interface Pruned {
  installations: string[];
  circuits: string[];
  chargers: string[];
}

/** A charger as people enter it; without a priority it keeps the one it has, or gets the usual. */
export type EnteredCharger = Omit<Charger, "enrolled" | "priority"> & Partial<Pick<Charger, "priority">>;

type AssignOutcome = "done" | "unknownCircuit";

export interface TopologyStore {
  /** Everything, in the order of ids. */
  load(): Promise<Topology>;
  /** One installation, in the order of ids; null: there is none of this id. */
  loadInstallation(id: InstallationId): Promise<InstallationPart | null>;
  /** Inserts or replaces by id, all or nothing; what is not named stays. `enrolled` and `override` are not taken from here. */
  upsert(topology: Topology): Promise<void>;
  /** The same, and deletes what is not named: a charger with its key and twin. Returns what was deleted. */
  replace(topology: Topology): Promise<Pruned>;
  /** Enters or changes one charger, e.g. one that speaks but has no circuit yet. */
  putCharger(charger: EnteredCharger): Promise<AssignOutcome>;
  /** False: there is no such charger. */
  renameCharger(deviceId: DeviceId, name: string): Promise<boolean>;
  /** Takes the charger away with its key and twin. False: there is no such charger. */
  removeCharger(deviceId: DeviceId): Promise<boolean>;
}

async function load(sql: Sql): Promise<Topology> {
  const installations = await sql.rows(installationRow, "select * from installations order by id");
  const circuits = await sql.rows(circuitRow, "select * from circuits order by id");
  const chargers = await sql.rows(
    chargerRow,
    "select c.*, k.device_id is not null as enrolled from chargers c left join device_keys k using (device_id) order by device_id",
  );
  return { installations, circuits, chargers };
}

const onePart = `
  select to_json(i) as installation,
    (select coalesce(json_agg(ci order by ci.id), '[]') from circuits ci where ci.installation_id = i.id) as circuits,
    (select coalesce(json_agg(ch order by ch.device_id), '[]')
     from (select c.*, k.device_id is not null as enrolled
           from circuits ci join chargers c on c.circuit_id = ci.id left join device_keys k using (device_id)
           where ci.installation_id = i.id) ch) as chargers
  from installations i where i.id = $1`;

async function upsert(sql: Sql, topology: Topology): Promise<void> {
  for (const one of topology.installations) {
    await sql.run(
      `insert into installations (id, name, network_type, main_fuse_a, available_a, imbalance_limit_a, switch_current_a,
         time_zone, authorisation, schedule, meter, cloud_paced)
       values ($1,$2,$3,$4,$5,$6,$7,$8,$9,$10,$11,$12) on conflict (id) do update set
       (name, network_type, main_fuse_a, available_a, imbalance_limit_a, switch_current_a, time_zone, authorisation,
        schedule, meter, cloud_paced)
       = row(excluded.name, excluded.network_type, excluded.main_fuse_a, excluded.available_a, excluded.imbalance_limit_a,
             excluded.switch_current_a, excluded.time_zone, excluded.authorisation,
             excluded.schedule, excluded.meter, excluded.cloud_paced)`,
      [
        one.id,
        one.name,
        one.networkType,
        one.mainFuseA,
        [...one.availableA],
        one.imbalanceLimitA,
        one.switchCurrentA,
        one.timeZone,
        JSON.stringify(one.authorisation),
        JSON.stringify(one.schedule),
        one.meter === null ? null : JSON.stringify(one.meter),
        one.cloudPaced,
      ],
    );
  }
  await sql.run(
    `insert into circuits (id, installation_id, name, fuse_a)
     select * from unnest($1::text[], $2::text[], $3::text[], $4::float8[])
     on conflict (id) do update set (installation_id, name, fuse_a) = row(excluded.installation_id, excluded.name, excluded.fuse_a)`,
    [
      topology.circuits.map((c) => c.id),
      topology.circuits.map((c) => c.installationId),
      topology.circuits.map((c) => c.name),
      topology.circuits.map((c) => c.fuseA),
    ],
  );
  await putChargers(sql, topology.chargers);
}

async function putChargers(sql: Sql, chargers: readonly EnteredCharger[]): Promise<void> {
  await sql.run(
    `insert into chargers (device_id, circuit_id, name, rotation, max_current_a, min_current_a, priority)
     select device_id, circuit_id, name, rotation, max_current_a, min_current_a,
       coalesce(given.priority, (select c.priority from chargers c where c.device_id = given.device_id), $8)
     from unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::float8[], $6::float8[], $7::int[])
       as given (device_id, circuit_id, name, rotation, max_current_a, min_current_a, priority)
     on conflict (device_id) do update set (circuit_id, name, rotation, max_current_a, min_current_a, priority)
     = row(excluded.circuit_id, excluded.name, excluded.rotation, excluded.max_current_a, excluded.min_current_a, excluded.priority)`,
    [
      chargers.map((c) => c.deviceId),
      chargers.map((c) => c.circuitId),
      chargers.map((c) => c.name),
      chargers.map((c) => c.rotation),
      chargers.map((c) => c.maxCurrentA),
      chargers.map((c) => c.minCurrentA),
      chargers.map((c) => c.priority ?? null),
      usualPriority,
    ],
  );
}

async function prune(sql: Sql, keep: Topology): Promise<Pruned> {
  const gone = async (table: string, key: string, ids: string[]) => {
    const rows = await sql.rows(
      idRow,
      `delete from ${table} where not (${key} = any($1::text[])) returning ${key} as id`,
      [ids],
    );
    return rows.map((row) => row.id).sort();
  };
  return {
    chargers: await gone(
      "chargers",
      "device_id",
      keep.chargers.map((c) => c.deviceId),
    ),
    circuits: await gone(
      "circuits",
      "id",
      keep.circuits.map((c) => c.id),
    ),
    installations: await gone(
      "installations",
      "id",
      keep.installations.map((c) => c.id),
    ),
  };
}

export function topologyStore(db: Database, notify: Notify): TopologyStore {
  const change = <T>(body: (sql: Sql) => Promise<T>) =>
    db.transaction(async (sql) => {
      const value = await body(sql);
      await notify(sql, "topology");
      return value;
    });
  return {
    load: () => db.transaction(load),
    loadInstallation: async (id) => (await db.rows(partRow, onePart, [id]))[0] ?? null,
    upsert: (topology) => change((sql) => upsert(sql, topology)),
    replace: (topology) =>
      change(async (sql) => {
        await upsert(sql, topology);
        const pruned = await prune(sql, topology);
        if (pruned.chargers.length > 0) await notify(sql, "chargers");
        return pruned;
      }),
    async putCharger(charger) {
      try {
        await change((sql) => putChargers(sql, [charger]));
        return "done";
      } catch (error) {
        if (isMissingReference(error)) return "unknownCircuit";
        throw error;
      }
    },
    renameCharger: (deviceId, name) =>
      db.transaction(async (sql) => {
        const renamed = await sql.run("update chargers set name = $2 where device_id = $1", [deviceId, name]);
        if (renamed > 0) await notify(sql, "topology");
        return renamed > 0;
      }),
    removeCharger: (deviceId) =>
      db.transaction(async (sql) => {
        const removed = await sql.run("delete from chargers where device_id = $1", [deviceId]);
        if (removed > 0) {
          await notify(sql, "topology");
          await notify(sql, "chargers", deviceId);
        }
        return removed > 0;
      }),
  };
}
