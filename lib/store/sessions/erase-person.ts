import { z } from "zod";
import { micros } from "../../domain/history/row";
import type { DeviceId, InstallationId } from "../../domain/ids";
import type { Database, Sql } from "../database/database";
import { eraseTold, type ToldOfPersons } from "./erase-told";
import { addMark, markOf } from "./erased-tags";

/** Who is to be erased where. */
export interface Erasure {
  installationId: InstallationId;
  tag: string;
  /** The chargers that hang there now. */
  deviceIds: readonly DeviceId[];
  personal(deviceId: DeviceId): ToldOfPersons;
  by: string;
  /** ms. */
  at: number;
}

const sessionRow = z
  .object({ device_id: z.string(), session_id: z.string(), begin: z.number(), open: z.boolean() })
  .transform(({ device_id: deviceId, session_id: sessionId, ...rest }) => ({ deviceId, sessionId, ...rest }));
type ErasedSession = z.infer<typeof sessionRow>;

/**
 * Erases the holder of a tag at an installation: the name, the tag and all that was told of it until now. Sessions and their energy stay.
 * All of it or nothing.
 * @returns how many sessions had it; null: nothing is known of such a tag there
 */
export async function erasePerson(db: Database, erasure: Erasure): Promise<{ sessions: number } | null> {
  const { installationId, tag, deviceIds, personal, by } = erasure;
  const mark = await markOf(tag);
  const at = micros(erasure.at);
  return db.transaction(async (sql) => {
    // Sessions that are being reckoned are waited for: what they are written with has the tag.
    await sql.run("lock table sessions in share row exclusive mode");
    const names = await sql.run("delete from tag_names where installation_id = $1 and md5(tag) = md5($2)", [
      installationId,
      tag,
    ]);
    // By it alone closed reports know whose figures they have.
    const reported = await sql.run("delete from report_people where installation_id = $1 and md5(tag) = md5($2)", [
      installationId,
      tag,
    ]);
    const sessions = await sql.rows(
      sessionRow,
      `update sessions set tag = null, signed_record = null, erased = true where installation_id = $1 and tag = $2
       returning device_id, session_id, begin_at::float8 as begin, open`,
      [installationId, tag],
    );
    let told = 0;
    for (const deviceId of new Set([...deviceIds, ...sessions.map((session) => session.deviceId)])) {
      const own = sessions.filter((session) => session.deviceId === deviceId);
      const of = { deviceId, installationId, personal: personal(deviceId), tag, before: at, sessions: own };
      told += (await eraseTold(sql, of)) + (await eraseLast(sql, { ...of, sessions: own }));
    }
    if (names + reported + sessions.length + told === 0) return null;
    await addMark(sql, { installationId, ...mark, at }, by);
    return { sessions: sessions.length };
  });
}

interface Last {
  deviceId: DeviceId;
  personal: ToldOfPersons;
  tag: string;
  sessions: readonly ErasedSession[];
}

/** What a charger told last is kept for the live view, which needs the tag as long as its session goes on. */
async function eraseLast(sql: Sql, { deviceId, personal, tag, sessions }: Last): Promise<number> {
  if (sessions.some(({ open }) => open)) return 0;
  const [last] = await sql.rows(
    z.object({ raw: z.string() }),
    "select raw from last_observations where device_id = $1 and id = $2 and raw is not null",
    [deviceId, personal.record],
  );
  const ofRecord = last === undefined ? null : personal.sessionIdOf(last.raw);
  const isRecord = sessions.some(({ sessionId }) => sessionId === ofRecord);
  return sql.run(
    "delete from last_observations where device_id = $1 and ((id = $2 and raw = $3) or (id = $4 and $5::boolean))",
    [deviceId, personal.tag, tag, personal.record, isRecord],
  );
}
