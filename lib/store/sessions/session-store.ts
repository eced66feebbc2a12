import { z } from "zod";
import type { DeviceId, InstallationId } from "../../domain/ids";
import { type KeptSession, keptSession } from "../../sessions/kept-session";
import type { Database } from "../database/database";
import { storableText } from "../database/storable";
import { type EnergyOfDays, energyOf, type Starts, startsOf } from "./energy-quarters";
import { type Forgetting, forget } from "./forget";
import { addMeterKey, type MeterKey, meterKeysOf, removeMeterKeys } from "./meter-keys";
import { longestUs, type ReadDue, type Replacement, replaceSessions, settle } from "./replace";

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
  verdict: string | null;
  flags: readonly string[];
  failedStarts: number;
  tag: string | null;
  hasSigned: boolean;
}

type WholeSession = ListedSession & { session: KeptSession };

/** Whose sessions somebody may see: those of these installations; null: all, also of none. */
export type Visible = readonly InstallationId[] | null;

export interface SessionQuery {
  visible: Visible;
  /** They began from this instant on, and before that one: whole microseconds. */
  from: number;
  to: number;
  deviceId: DeviceId | null;
  tag: string | null;
  /** Only those with flags, or with starts that failed. */
  problems: boolean;
  /** The id of a session, from which on, without it; null: from the newest on. */
  cursor: string | null;
  limit: number;
}

/** Sessions of chargers, as they were reckoned. */
export interface SessionStore {
  /**
   * Of which chargers sessions are to be reckoned anew: first those of urgent news, then of news since before `since` (whole
   * microseconds), the longest due first.
   */
  dueChargers(since: number, limit: number, without: readonly DeviceId[]): Promise<DeviceId[]>;
  /** Of which days, ascending. */
  dueOf(deviceId: DeviceId): Promise<ReadDue[]>;
  /** They are done with. */
  settle(deviceId: DeviceId, due: readonly ReadDue[]): Promise<void>;
  /** When the first of these began: the session in which an instant lies, those of these session ids. Null: none is known. */
  earliestBegin(deviceId: DeviceId, at: number, sessionIds: readonly string[]): Promise<number | null>;
  /** All of it or nothing. */
  replace(replacement: Replacement): Promise<void>;
  /** The newest first, by their begin. Null: the cursor is no session that may be seen. */
  list(query: SessionQuery): Promise<{ sessions: ListedSession[]; more: boolean } | null>;
  get(id: string, visible: Visible): Promise<WholeSession | null>;
  /** The signed record as it was sent, and the key by which it was checked. Null: there is none, or no such session. */
  signedRecord(id: string, visible: Visible): Promise<{ record: string; publicKey: string | null } | null>;
  /** Of these chargers together, the days from `first` to `last` (since 1970, UTC). */
  energy(deviceIds: readonly DeviceId[], days: { first: number; last: number }): Promise<EnergyOfDays>;
  /** Of the sessions of an installation that began from `from` on and before `to` (whole microseconds), by charger. */
  starts(id: InstallationId, from: number, to: number): Promise<Starts[]>;
  /** The keys of a charger's meters: entered ones before those that it told, of each the newest first. */
  meterKeys(deviceId: DeviceId): Promise<string[]>;
  /** Adds a key where it is not known, and makes due what it may verify. False: it was known. */
  addMeterKey(key: MeterKey): Promise<boolean>;
  /** Removes those that were entered, at `at`, ms. False: there was none. */
  removeMeterKeys(deviceId: DeviceId, at: number): Promise<boolean>;
  /** A small batch of what is kept too long. False: there is more. */
  forget(forgetting: Forgetting): Promise<boolean>;
}

const dueRow = z.object({ day: z.number(), from: z.number(), to: z.number(), version: z.number() });

const listed = `
  id, device_id, session_id, installation_id, circuit_id, begin_at::float8, start_from::float8, start_to::float8,
  end_from::float8, end_to::float8, open, energy_wh::float8, verdict, flags, failed_starts, tag,
  signed_record is not null as has_signed`;

const listedShape = z.object({
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
  verdict: z.string().nullable(),
  flags: z.array(z.string()),
  failed_starts: z.number(),
  tag: z.string().nullable(),
  has_signed: z.boolean(),
});

const toListed = (row: z.infer<typeof listedShape>): ListedSession => ({
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
  verdict: row.verdict,
  flags: row.flags,
  failedStarts: row.failed_starts,
  tag: row.tag,
  hasSigned: row.has_signed,
});
const listedRow = listedShape.transform(toListed);
const wholeRow = listedShape
  .extend({ session: keptSession })
  .transform((row): WholeSession => ({ ...toListed(row), session: row.session }));

const isVisible = (parameter: string) => `(${parameter}::text[] is null or installation_id = any(${parameter}))`;

const page = `
  select ${listed} from sessions
  where ${isVisible("$1")} and begin_at >= $2 and begin_at < $3
    and ($4::text is null or device_id = $4) and ($5::text is null or tag = $5)
    and (not $6 or not flags <@ '{noMeter}' or failed_starts > 0)
    and ($7::bigint is null or (begin_at, id) < ($7, $8::uuid))
  order by sessions.begin_at desc, id desc limit $9`;

const beginRow = z.object({ begin: z.number() });

export function sessionStore(db: Database): SessionStore {
  /** When the session of a cursor began; null: there is none that may be seen. */
  const beginOf = async (id: string, visible: Visible): Promise<number | null> => {
    const [row] = await db.rows(
      beginRow,
      `select begin_at::float8 as begin from sessions where id = $1 and ${isVisible("$2")}`,
      [id, visible],
    );
    return row?.begin ?? null;
  };

  return {
    async dueChargers(since, limit, without) {
      const rows = await db.rows(
        z.object({ device_id: z.string() }),
        `select device_id from sessions_due where (urgent or since <= $1) and device_id <> all($2)
         group by device_id order by bool_or(urgent) desc, min(since) limit $3`,
        [since, without, limit],
      );
      return rows.map(({ device_id: deviceId }) => deviceId);
    },
    dueOf: (deviceId) =>
      db.rows(
        dueRow,
        `select day, from_at::float8 as from, to_at::float8 as to, version::float8 as version
         from sessions_due where device_id = $1 order by day`,
        [deviceId],
      ),
    settle: (deviceId, due) => settle(db, deviceId, due),
    async earliestBegin(deviceId, at, sessionIds) {
      const [row] = await db.rows(
        z.object({ begin: z.number().nullable() }),
        `select min(begin)::float8 as begin from (
           (select begin_at as begin from sessions
            where device_id = $1 and begin_at <= $2 and (open or coalesce(end_to, end_from, begin_at) >= $2)
              and begin_at > $2 - ${longestUs}::bigint)
           union all
           select begin_at from sessions
           where device_id = $1 and md5(session_id) = any(array(select md5(one) from unnest($3::text[]) one))
         ) known`,
        [deviceId, at, sessionIds.map(storableText)],
      );
      return row?.begin ?? null;
    },
    replace: (replacement) => db.transaction((sql) => replaceSessions(sql, replacement)),
    async list({ visible, from, to, deviceId, tag, problems, cursor, limit }) {
      const after = cursor === null ? null : await beginOf(cursor, visible);
      if (after === null && cursor !== null) return null;
      const values = [visible, from, to, deviceId, tag, problems, after, cursor, limit + 1];
      const sessions = await db.rows(listedRow, page, values);
      return { sessions: sessions.slice(0, limit), more: sessions.length > limit };
    },
    async get(id, visible) {
      const [row] = await db.rows(
        wholeRow,
        `select ${listed}, session from sessions where id = $1 and ${isVisible("$2")}`,
        [id, visible],
      );
      return row ?? null;
    },
    async signedRecord(id, visible) {
      const [row] = await db.rows(
        z.object({ record: z.string(), key: z.string().nullable() }),
        `select signed_record as record, public_key as key from sessions
         where id = $1 and ${isVisible("$2")} and signed_record is not null`,
        [id, visible],
      );
      return row === undefined ? null : { record: row.record, publicKey: row.key };
    },
    energy: (deviceIds, days) => energyOf(db, deviceIds, days),
    starts: (id, from, to) => startsOf(db, id, from, to),
    meterKeys: (deviceId) => meterKeysOf(db, deviceId),
    addMeterKey: (key) => addMeterKey(db, key),
    removeMeterKeys: (deviceId, at) => removeMeterKeys(db, deviceId, at),
    forget: (forgetting) => forget(db, forgetting),
  };
}
