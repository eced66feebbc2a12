import { randomUUID } from "node:crypto";
import { z } from "zod";
import { dayOf, dayUs } from "../../domain/history/hours";
import type { CircuitId, DeviceId, InstallationId } from "../../domain/ids";
import type { Session } from "../../sessions/types";
import type { Sql } from "../database/database";
import { storableJson, storableText } from "../database/storable";
import { energyOfDays } from "./energy-of-days";
import type { ToldOfPersons } from "./erase-told";
import { eraseAgain, withoutErased } from "./erased-sessions";
import { paired } from "./paired";
import { middleOf, rowOf, type SessionRow, type Stay, stayOf } from "./session-row";

/** A day of a charger of which sessions are to be reckoned anew, as it was read. */
export interface ReadDue {
  day: number;
  from: number;
  to: number;
  version: number;
}

/** What a charger's sessions are over a stretch of time. Instants are whole microseconds since 1970. */
export interface Replacement {
  deviceId: DeviceId;
  /** What it was reckoned for, and is done with it. */
  due: readonly ReadDue[];
  /** The sessions of this stretch (`middleOf`) are replaced; others that are given are left out, but for `also`. */
  from: number;
  to: number;
  /** Nothing is changed of sessions that began before: what they followed from is not kept any more. */
  notBefore: number;
  sessions: readonly Session[];
  /** Session ids of those that are replaced wherever they are. */
  also: readonly string[];
  /** Where the charger is now: the place of sessions that are new. */
  installationId: InstallationId | null;
  circuitId: CircuitId | null;
  /** How far sessions that go on have come. */
  until: number;
  /** By what the charger tells who charged, to erase it once more where that was erased; not given: by nothing. */
  personal?: ToldOfPersons;
}

/** No session is longer. */
export const longestUs = 370 * dayUs;
const rowsAtOnce = 500;

const endOf = "case when not open then coalesce(end_to, end_from, begin_at)::float8 end";
const knownRow = z
  .object({
    id: z.string(),
    session_id: z.string(),
    installation_id: z.string().nullable(),
    begin: z.number(),
    end: z.number().nullable(),
    erased: z.boolean(),
    frozen: z.boolean(),
  })
  .transform(({ session_id: sessionId, installation_id: installationId, erased: isErased, frozen, ...rest }) => ({
    ...rest,
    sessionId,
    installationId,
    isErased,
    // Its record, by which it had ended, is erased: what is left tells less.
    isFrozen: isErased && frozen,
  }));

/** Replaces them, and what follows from them, in the transaction of `sql`. */
export async function replaceSessions(sql: Sql, given: Replacement): Promise<void> {
  const { deviceId, from, to, notBefore, until } = given;
  const also = new Set(given.also);
  await settle(sql, deviceId, given.due);
  const isOfStretch = (stay: Stay) => middleOf(stay) >= from && middleOf(stay) < to && stay.begin >= notBefore;
  const found = given.sessions.flatMap((session) => {
    const row = rowOf(session, "");
    const isCut = session.flags.includes("cutShort");
    const sessionId = storableText(session.id);
    const isAsked = isOfStretch(stayOf(row)) || (also.has(session.id) && row.begin_at >= notBefore);
    return isAsked ? [{ ...stayOf(row), sessionId, isCut, row }] : [];
  });
  const rows = await knownRows(sql, given, found);
  const known = rows.map((row) => ({ ...row, isOfStretch: isOfStretch(row) }));
  const { pairs, gone } = paired(known, found);
  if (gone.length > 0) await sql.run("delete from sessions where id = any($1)", [gone]);
  const byId = new Map(known.map((row) => [row.id, row]));
  const placed = pairs.map(({ session, id }) => {
    const row = byId.get(id ?? "");
    return {
      row: { ...session.row, id: id ?? randomUUID() },
      installationId: row === undefined ? given.installationId : row.installationId,
      isErased: row?.isErased === true,
    };
  });
  const { rows: kept, erased } = await withoutErased(sql, placed);
  for (let at = 0; at < kept.length; at += rowsAtOnce) await upsert(sql, given, kept.slice(at, at + rowsAtOnce));
  const foundOf = new Map(found.map((one) => [one.sessionId, one]));
  const frozen = known.flatMap(({ isFrozen, installationId, sessionId }) => {
    const row = isFrozen ? foundOf.get(sessionId)?.row : undefined;
    return row === undefined ? [] : [{ row, installationId }];
  });
  await eraseAgain(sql, given, [...erased, ...frozen]);
  const days = [...known, ...pairs.map(({ session }) => session)].flatMap(({ begin, end }) => [
    dayOf(begin),
    dayOf(Math.max(begin, end ?? until)),
  ]);
  const first = Math.max(Math.min(...days), dayOf(notBefore) + 1);
  if (days.length > 0) await rebuildDays(sql, deviceId, { first, last: Math.max(...days) }, until);
}

/** What was told of a day meanwhile is still to be done. */
export async function settle(sql: Sql, deviceId: DeviceId, due: readonly ReadDue[]): Promise<void> {
  await sql.run(
    `delete from sessions_due d using unnest($2::int[], $3::bigint[]) as done (day, version)
     where d.device_id = $1 and d.day = done.day and d.version = done.version`,
    [deviceId, due.map(({ day }) => day), due.map(({ version }) => version)],
  );
}

function knownRows(sql: Sql, { deviceId, from, to, notBefore }: Replacement, found: readonly { sessionId: string }[]) {
  return sql.rows(
    knownRow,
    `select id, session_id, installation_id, begin_at::float8 as begin, ${endOf} as end, erased,
       session ->> 'endedBy' is not distinct from 'record' as frozen from sessions
     where device_id = $1 and ((begin_at >= $2 and begin_at < $3 and (open or coalesce(end_to, end_from, begin_at) >= $4))
       or md5(session_id) = any(array(select md5(one) from unnest($5::text[]) one)))
     order by begin_at, id for update`,
    [
      deviceId,
      Math.max(from - longestUs, notBefore),
      Math.min(to, Number.MAX_SAFE_INTEGER),
      from,
      found.map(({ sessionId }) => sessionId),
    ],
  );
}

const types: Readonly<Record<Exclude<keyof SessionRow, "id">, string>> = {
  session_id: "text",
  begin_at: "bigint",
  start_from: "bigint",
  start_to: "bigint",
  end_from: "bigint",
  end_to: "bigint",
  open: "boolean",
  energy_wh: "bigint",
  verdict: "text",
  flags: "text[]",
  failed_starts: "integer",
  tag: "text",
  session: "jsonb",
  signed_record: "text",
  key_id: "text",
  public_key: "text",
  erased: "boolean",
};
const columns = Object.keys(types);
const of = (table: string) => columns.map((column) => `${table}.${column}`).join(", ");

const upsertText = `
  insert into sessions as known (id, device_id, installation_id, circuit_id, changed_at, ${columns.join(", ")})
  select found.id, $2, $3, $4, $5, ${of("found")} from jsonb_to_recordset($1::jsonb)
    as found (id uuid, ${Object.entries(types)
      .map(([column, type]) => `${column} ${type}`)
      .join(", ")})
  on conflict (id) do update set (changed_at, ${columns.join(", ")}) = row(excluded.changed_at, ${of("excluded")})
  where (${of("known")}) is distinct from (${of("excluded")})`;

const upsert = (sql: Sql, { deviceId, installationId, circuitId, until }: Replacement, rows: readonly SessionRow[]) =>
  sql.run(upsertText, [storableJson(rows), deviceId, installationId, circuitId, Math.floor(until / 1_000)]);

const countedRow = z.object({
  begin: z.number(),
  end: z.number().nullable(),
  quarters: z.array(z.object({ at: z.number(), wh: z.number(), isEstimated: z.boolean() })).nullable(),
});

async function rebuildDays(
  sql: Sql,
  deviceId: DeviceId,
  { first, last }: { first: number; last: number },
  until: number,
): Promise<void> {
  if (last < first) return;
  const [from, to] = [first * dayUs, (last + 1) * dayUs];
  const counted = await sql.rows(
    countedRow,
    `select begin_at::float8 as begin, ${endOf} as end, nullif(session -> 'quarters', 'null') as quarters from sessions
     where device_id = $1 and begin_at >= $2 and begin_at < $3 and (open or coalesce(end_to, end_from, begin_at) >= $4)`,
    [deviceId, from - longestUs, to, from],
  );
  const days = energyOfDays(counted, { first, last }, until);
  await sql.run(
    "delete from energy_quarters where device_id = $1 and day between $2 and $3 and day <> all($4::int[])",
    [deviceId, first, last, days.map(({ day }) => day)],
  );
  await sql.run(
    `insert into energy_quarters as known (device_id, day, wh, estimated)
     select $1, day, wh, estimated from jsonb_to_recordset($2::jsonb) as found (day int, wh int[], estimated bit(96))
     on conflict (device_id, day) do update set wh = excluded.wh, estimated = excluded.estimated
     where (known.wh, known.estimated) is distinct from (excluded.wh, excluded.estimated)`,
    [deviceId, JSON.stringify(days)],
  );
}
