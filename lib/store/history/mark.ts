import { z } from "zod";
import { hourOf, hourUs } from "../../domain/history/hours";
import type { Sql } from "../database/database";

/**
 * How far history is sealed. Rows from `sealedUntil` on are hot, those before it late. All before `packedUntil` is in blocks, but
 * for what is late. Both are full hours, whole microseconds. Days before `daysUntil` and the lines of installations before the hour
 * `linesUntil` are summed up.
 */
export interface Mark {
  sealedUntil: number;
  packedUntil: number;
  daysUntil: number;
  linesUntil: number;
}

const row = z
  .object({ sealed_until: z.number(), packed_until: z.number(), days_until: z.number(), lines_until: z.number() })
  .transform(
    (found): Mark => ({
      sealedUntil: found.sealed_until,
      packedUntil: found.packed_until,
      daysUntil: found.days_until,
      linesUntil: found.lines_until,
    }),
  );

/** `for share`: who seals waits until the transaction is over; `for update`: so does who writes. Null: nothing was ever written. */
export async function readMark(sql: Sql, lock: "" | "for share" | "for update" = ""): Promise<Mark | null> {
  const [found] = await sql.rows(
    row,
    `select sealed_until::float8, packed_until::float8, days_until, lines_until from history_mark ${lock}`,
  );
  return found ?? null;
}

/** History begins with the hour of `nowUs`; what is older is late. */
export async function beginMark(sql: Sql, nowUs: number): Promise<void> {
  const hour = hourOf(nowUs);
  await sql.run(
    `insert into history_mark (sealed_until, packed_until, days_until, lines_until) values ($1, $1, $2, $3)
     on conflict do nothing`,
    [hour * hourUs, Math.floor(hour / 24), hour],
  );
}
