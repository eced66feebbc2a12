import { z } from "zod";
import type { Span } from "../../history/steps";
import type { Sql } from "../database/database";

const row = z.object({ from: z.number(), to: z.number() });

/** When the dashboard knew what is so now, ms, ascending, apart from each other; `from` and `to` in whole microseconds. */
export async function watchedIn(sql: Sql, from: number, to: number): Promise<Span[]> {
  const rows = await sql.rows(
    row,
    `select from_at / 1000.0::float8 as from, to_at / 1000.0::float8 as to from history_watched
     where from_at < $2 and to_at > $1 order by from_at`,
    [from, to],
  );
  const spans: Span[] = [];
  for (const span of rows) {
    const last = spans.at(-1);
    if (last !== undefined && span.from <= last.to) last.to = Math.max(last.to, span.to);
    else spans.push({ ...span });
  }
  return spans;
}
