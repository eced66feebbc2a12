import { z } from "zod";
import type { DeviceId, InstallationId } from "../../domain/ids";
import type { Sql } from "../database/database";

/** By which numbers a charger tells who charged; null: by none. */
export interface ToldOfPersons {
  tag: number | null;
  /** The record of a session that ended, which has the tag in it. */
  record: number | null;
  /** Which session a record is of; null: it is none. */
  sessionIdOf(raw: string): string | null;
}

/** What is to be erased of what a charger told. Instants are whole microseconds. */
interface Told {
  deviceId: DeviceId;
  installationId: InstallationId | null;
  personal: ToldOfPersons;
  /** Null: what was told as a tag stays. */
  tag: string | null;
  /** What was told as a tag from then on stays. */
  before: number;
  /** Of which the records go, whenever they came. */
  sessions: readonly { sessionId: string; begin: number }[];
}

/** What two clocks tell of one instant is not farther apart (wire.md 4, rule 7). */
const apartUs = 120_000_000;
const recordRow = z.object({ ctid: z.string(), raw: z.string() });

/**
 * Erases from history what a charger told of a person, but for what it told as a tag during sessions at another installation.
 * @returns how many rows went
 */
export async function eraseTold(sql: Sql, told: Told): Promise<number> {
  return (await eraseTags(sql, told)) + (await eraseRecords(sql, told));
}

async function eraseTags(sql: Sql, { deviceId, installationId, personal, tag, before }: Told): Promise<number> {
  if (personal.tag === null || tag === null) return 0;
  return sql.run(
    `delete from history_personal told using history_chargers c
     where c.device_id = $1 and told.charger = c.no and told.kind = $2 and told.raw = $3 and told.at < $4 and not exists (
       select from sessions s where s.device_id = $1 and s.installation_id is distinct from $5
         and told.at >= s.begin_at - ${apartUs} and told.at - ${apartUs} <= s.end_at)`,
    [deviceId, personal.tag, tag, before, installationId],
  );
}

async function eraseRecords(sql: Sql, { deviceId, personal, sessions }: Told): Promise<number> {
  if (personal.record === null || sessions.length === 0) return 0;
  const ids = new Set(sessions.map(({ sessionId }) => sessionId));
  const rows = await sql.rows(
    recordRow,
    `select told.ctid::text as ctid, raw from history_personal told join history_chargers c on c.no = told.charger
     where c.device_id = $1 and kind = $2 and at >= $3 and raw is not null`,
    [deviceId, personal.record, Math.min(...sessions.map(({ begin }) => begin)) - apartUs],
  );
  const gone = rows.filter(({ raw }) => ids.has(personal.sessionIdOf(raw) ?? "")).map(({ ctid }) => ctid);
  return sql.run("delete from history_personal where ctid = any($1::text[]::tid[])", [gone]);
}
