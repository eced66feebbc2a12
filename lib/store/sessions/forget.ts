import type { Sql } from "../database/database";

export interface Forgetting {
  /** Sessions that began before are forgotten, whole microseconds since 1970. */
  sessionsBefore: number;
  /** Of those that began before, who charged; and what was told before of who did. */
  tagsBefore: number;
}

const rowsAtOnce = 1_000;

/**
 * Forgets a small batch of each. What was signed has the tag in it and goes with it; its verdict, the session and its energy stay.
 * @returns whether that was all
 */
export async function forget(sql: Sql, { sessionsBefore, tagsBefore }: Forgetting): Promise<boolean> {
  const counts = [
    await sql.run(
      `delete from sessions where id in (select id from sessions where begin_at < $1 order by begin_at limit ${rowsAtOnce})`,
      [sessionsBefore],
    ),
    await sql.run(
      `update sessions set tag = null, signed_record = null where id in (
         select id from sessions where begin_at < $1 and (tag is not null or signed_record is not null)
         order by begin_at limit ${rowsAtOnce})`,
      [tagsBefore],
    ),
    await sql.run(
      `delete from history_personal where ctid = any(array(
         select ctid from history_personal where at < $1 limit ${rowsAtOnce}))`,
      [tagsBefore],
    ),
    await sql.run(
      `delete from report_people where id in (select id from report_people where named_at < $1 limit ${rowsAtOnce})`,
      [Math.floor(tagsBefore / 1_000)],
    ),
  ];
  // No session from before is reckoned again.
  await sql.run("delete from erased_tags where at < $1", [tagsBefore]);
  return counts.every((count) => count < rowsAtOnce);
}
