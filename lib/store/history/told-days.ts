import { z } from "zod";
import type { DeviceId } from "../../domain/ids";
import type { Sql } from "../database/database";
import type { ChargerNumbers } from "./charger-numbers";
import { readMark } from "./mark";

/** On which days (since 1970, UTC) a charger told anything at all, as far as that is packed. */
export interface ToldDays {
  /** It told something before the days that are asked for. */
  isFromBefore: boolean;
  days: ReadonlySet<number>;
}

const row = z.object({ charger: z.number(), before: z.boolean(), days: z.array(z.number()) });

/** By one statement for all. A charger of which nothing was ever kept is left out. */
export async function toldDays(
  sql: Sql,
  numbers: ChargerNumbers,
  deviceIds: readonly DeviceId[],
  { first, last }: { first: number; last: number },
): Promise<Map<DeviceId, ToldDays>> {
  const known = await numbers.those(deviceIds);
  const summedUntil = (await readMark(sql))?.daysUntil ?? first;
  const rows = await sql.rows(
    row,
    `select no as charger, exists (select from history_days where charger = no and day < $2) as before,
       array(
         select day from history_days where charger = no and day between $2 and $3
         union select hour / 24 from history_blocks
         where charger = no and hour >= 24 * greatest($2::int, $4::int) and hour < 24 * ($3::int + 1)
       ) as days
     from unnest($1::int[]) as no`,
    [known.map(({ no }) => no), first, last, summedUntil],
  );
  const idOf = new Map(known.map(({ no, deviceId }) => [no, deviceId]));
  return new Map(
    rows.flatMap(({ charger, before, days }): [DeviceId, ToldDays][] => {
      const deviceId = idOf.get(charger);
      return deviceId === undefined ? [] : [[deviceId, { isFromBefore: before, days: new Set(days) }]];
    }),
  );
}
