import { z } from "zod";
import type { DeviceId, InstallationId } from "../../domain/ids";
import type { Sql } from "../database/database";
import { conditionsOf, isEmpty, isVisible, type SessionFilter, type Visible, withNames } from "./session-filter";

/** What of a session a list shows. Instants are whole microseconds since 1970; the bounds of what is known are the same. */
export interface ListedSession {
  id: string;
  deviceId: DeviceId;
  sessionId: string;
  /** As they were when it was first seen; null: its charger hung nowhere. */
  installationId: InstallationId | null;
  circuitId: string | null;
  begin: number;
  startFrom: number | null;
  startTo: number | null;
  endFrom: number | null;
  endTo: number | null;
  isOpen: boolean;
  energyWh: number | null;
  meterStartWh: number | null;
  meterEndWh: number | null;
  chargingMs: number;
  verdict: string | null;
  flags: readonly string[];
  failedStarts: number;
  tag: string | null;
  /** Whom the tag belongs to, by the names of its installation. */
  name: string | null;
  group: string | null;
  hasSigned: boolean;
}

/** How many sessions there are, and what they come to. */
export interface SessionTotal {
  /** Without those that are left out because they are empty. */
  sessions: number;
  /** Those that ended without energy, whether they are left out or not. */
  empty: number;
  /** Those that go on. */
  open: number;
  /** What is known of their energy, Wh, and of how many it is not. */
  energyWh: number;
  unknownEnergy: number;
  /** Also of those without energy. */
  failedStarts: number;
}

const orders = {
  end: "end_at",
  begin: "begin_at",
  // What is not known is less than anything.
  energy: "coalesce(energy_wh, -1)",
  length: "(end_at - begin_at)",
} as const;
export type SessionOrder = keyof typeof orders;

export interface SessionPage {
  filter: SessionFilter;
  order: SessionOrder;
  /** Else the largest first. */
  ascending: boolean;
  /** The id of a session, from which on, without it; null: from the first on. */
  cursor: string | null;
  limit: number;
}

const number = (key: string, name: string) => `nullif(session -> '${key}', 'null')::float8 as ${name}`;

/** The columns of `listedShape`, of `withNames`. */
export const listedColumns = `
  sessions.id, device_id, session_id, sessions.installation_id, circuit_id, begin_at::float8, start_from::float8, start_to::float8,
  end_from::float8, end_to::float8, open, energy_wh::float8, ${number("meterStartWh", "meter_start_wh")},
  ${number("meterEndWh", "meter_end_wh")}, ${number("chargingMs", "charging_ms")}, verdict, flags, failed_starts,
  sessions.tag, n.name, n.group_name, signed_record is not null as has_signed`;

export const listedShape = z.object({
  id: z.string(),
  device_id: z.string(),
  session_id: z.string(),
  installation_id: z.string().nullable(),
  circuit_id: z.string().nullable(),
  begin_at: z.number(),
  start_from: z.number().nullable(),
  start_to: z.number().nullable(),
  end_from: z.number().nullable(),
  end_to: z.number().nullable(),
  open: z.boolean(),
  energy_wh: z.number().nullable(),
  meter_start_wh: z.number().nullable(),
  meter_end_wh: z.number().nullable(),
  charging_ms: z.number(),
  verdict: z.string().nullable(),
  flags: z.array(z.string()),
  failed_starts: z.number(),
  tag: z.string().nullable(),
  name: z.string().nullable(),
  group_name: z.string().nullable(),
  has_signed: z.boolean(),
});

export const toListed = (row: z.infer<typeof listedShape>): ListedSession => ({
  id: row.id,
  deviceId: row.device_id,
  sessionId: row.session_id,
  installationId: row.installation_id,
  circuitId: row.circuit_id,
  begin: row.begin_at,
  startFrom: row.start_from,
  startTo: row.start_to,
  endFrom: row.end_from,
  endTo: row.end_to,
  isOpen: row.open,
  energyWh: row.energy_wh,
  meterStartWh: row.meter_start_wh,
  meterEndWh: row.meter_end_wh,
  chargingMs: row.charging_ms,
  verdict: row.verdict,
  flags: row.flags,
  failedStarts: row.failed_starts,
  tag: row.tag,
  name: row.name,
  group: row.group_name,
  hasSigned: row.has_signed,
});
const listedRow = listedShape.transform(toListed);

/** Null: the cursor is no session that may be seen. */
export async function listSessions(
  sql: Sql,
  { filter, order, ascending, cursor, limit }: SessionPage,
): Promise<{ sessions: ListedSession[]; more: boolean } | null> {
  if (cursor !== null && !(await isThere(sql, cursor, filter.visible))) return null;
  const by = orders[order];
  const direction = ascending ? "asc" : "desc";
  const { where, values } = conditionsOf(filter);
  const after = values.length + 1;
  const sessions = await sql.rows(
    listedRow,
    `select ${listedColumns} from ${withNames}
     where ${where}${filter.empty ? "" : ` and not ${isEmpty}`}
       ${cursor === null ? "" : `and (${by}, sessions.id) ${ascending ? ">" : "<"} (select ${by}, id from sessions where id = $${after + 1})`}
     order by ${by} ${direction}, sessions.id ${direction} limit $${after}`,
    [...values, limit + 1, ...(cursor === null ? [] : [cursor])],
  );
  return { sessions: sessions.slice(0, limit), more: sessions.length > limit };
}

async function isThere(sql: Sql, id: string, visible: Visible): Promise<boolean> {
  const rows = await sql.rows(z.object({}), `select from sessions where id = $2 and ${isVisible("$1")}`, [visible, id]);
  return rows.length > 0;
}

const totalRow = z.object({
  sessions: z.number(),
  empty: z.number(),
  open: z.number(),
  energyWh: z.number(),
  unknownEnergy: z.number(),
  failedStarts: z.number(),
});

/** Of all that a filter means. */
export async function totalOf(sql: Sql, filter: SessionFilter): Promise<SessionTotal> {
  const { where, values } = conditionsOf(filter);
  const isByName = filter.name !== null || filter.group !== null;
  const [total] = await sql.rows(
    totalRow,
    `select (count(*)${filter.empty ? "" : ` filter (where not ${isEmpty})`})::float8 as sessions,
       (count(*) filter (where ${isEmpty}))::float8 as empty,
       (count(*) filter (where open))::float8 as open,
       coalesce(sum(energy_wh), 0)::float8 as "energyWh",
       (count(*) filter (where energy_wh is null))::float8 as "unknownEnergy",
       coalesce(sum(failed_starts), 0)::float8 as "failedStarts"
     from ${isByName ? withNames : "sessions"} where ${where}`,
    values,
  );
  if (total === undefined) throw new Error("A sum has no row.");
  return total;
}

export interface SessionQuarters {
  id: string;
  /** By quarter-hours, ms; null: nothing is known. */
  quarters: readonly { at: number; wh: number; isEstimated: boolean }[] | null;
}
const quartersRow = z.object({
  id: z.string(),
  quarters: z.array(z.object({ at: z.number(), wh: z.number(), isEstimated: z.boolean() })).nullable(),
});

/** The energy of sessions by the quarter-hour. */
export const quartersOf = (sql: Sql, ids: readonly string[]): Promise<SessionQuarters[]> =>
  sql.rows(
    quartersRow,
    "select id, nullif(session -> 'quarters', 'null') as quarters from sessions where id = any($1)",
    [ids],
  );
