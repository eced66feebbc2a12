import { z } from "zod";
import type { DeviceId, InstallationId } from "../../domain/ids";
import { type KeptSession, keptSession } from "../../sessions/kept-session";
import type { Database } from "../database/database";
import { storableText } from "../database/storable";
import { type EnergyOfDays, energyOf, type Starts, startsOf } from "./energy-quarters";
import { type Forgetting, forget } from "./forget";
import { addMeterKey, type MeterKey, meterKeysOf, removeMeterKeys } from "./meter-keys";
import { changedIn, sessionsOfTime, type ToldStretch } from "./month-sessions";
import { longestUs, type ReadDue, type Replacement, replaceSessions, settle } from "./replace";
import { isVisible, type SessionFilter, type Visible, withNames } from "./session-filter";
import {
  type ListedSession,
  listedColumns,
  listedShape,
  listSessions,
  quartersOf,
  type SessionPage,
  type SessionQuarters,
  type SessionTotal,
  toListed,
  totalOf,
} from "./session-list";

type WholeSession = ListedSession & { session: KeptSession };

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
  /** Null: the cursor is no session that may be seen. */
  list(page: SessionPage): Promise<{ sessions: ListedSession[]; more: boolean } | null>;
  /** Of all that a filter means. */
  total(filter: SessionFilter): Promise<SessionTotal>;
  /** The energy of these by the quarter-hour. */
  quarters(ids: readonly string[]): Promise<SessionQuarters[]>;
  get(id: string, visible: Visible): Promise<WholeSession | null>;
  /** The signed record as it was sent, and the key by which it was checked. Null: there is none, or no such session. */
  signedRecord(id: string, visible: Visible): Promise<{ record: string; publicKey: string | null } | null>;
  /** Of these chargers together, the days from `first` to `last` (since 1970, UTC). */
  energy(deviceIds: readonly DeviceId[], days: { first: number; last: number }): Promise<EnergyOfDays>;
  /** Of the sessions of an installation that ended from `from` on and before `to` (whole microseconds; null: or go on), by charger. */
  starts(id: InstallationId, from: number, to: number | null): Promise<Starts[]>;
  /** Those of an installation that ended in a time, or had begun before its end and went on, whole microseconds. */
  ofTime(id: InstallationId, from: number, to: number): ReturnType<typeof sessionsOfTime>;
  /**
   * Of these times, in which of them a session was found to be another after `since` (ms), or is there that was not told, or is not there any
   * more.
   */
  changedIn(id: InstallationId, stretches: readonly ToldStretch[], since: number): Promise<readonly boolean[]>;
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

const wholeRow = listedShape
  .extend({ session: keptSession })
  .transform((row): WholeSession => ({ ...toListed(row), session: row.session }));

export function sessionStore(db: Database): SessionStore {
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
    list: (page) => listSessions(db, page),
    total: (filter) => totalOf(db, filter),
    quarters: (ids) => quartersOf(db, ids),
    async get(id, visible) {
      const [row] = await db.rows(
        wholeRow,
        `select ${listedColumns}, session from ${withNames} where sessions.id = $1 and ${isVisible("$2")}`,
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
    energy: (deviceIds, days) => db.transaction((sql) => energyOf(sql, deviceIds, days), "repeatable read"),
    starts: (id, from, to) => startsOf(db, id, from, to),
    ofTime: (id, from, to) => sessionsOfTime(db, id, from, to),
    changedIn: (id, stretches, since) => changedIn(db, id, stretches, since),
    meterKeys: (deviceId) => meterKeysOf(db, deviceId),
    addMeterKey: (key) => addMeterKey(db, key),
    removeMeterKeys: (deviceId, at) => removeMeterKeys(db, deviceId, at),
    forget: (forgetting) => forget(db, forgetting),
  };
}
