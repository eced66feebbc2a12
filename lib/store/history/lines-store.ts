import { z } from "zod";
import { hourOf } from "../../domain/history/hours";
import type { DeviceId, InstallationId } from "../../domain/ids";
import type { Database } from "../database/database";
import { makeParts } from "../database/partitions";
import type { ChargerNumbers } from "./charger-numbers";
import { readMark } from "./mark";
import { linesTable, monthOfHour } from "./parts";

/** An hour of an installation (since 1970), summed up by whoever gave it. */
export interface LinesOfHour {
  hour: number;
  lines: Buffer;
}

/** What the lines of installations carried, an hour in a row. */
export interface LinesStore {
  /** The hours that are to be summed up: all are final before `from`; those up to `packed` will be once they are. Null: none is. */
  due(): Promise<{ from: number; packed: number } | null>;
  /** All before this hour is final. */
  done(until: number): Promise<void>;
  /** Hours of chargers of which something came after they were summed up, before the hour `before`. */
  stale(before: number): Promise<{ deviceId: DeviceId; hour: number }[]>;
  /** They are summed up again. */
  settled(hours: readonly { deviceId: DeviceId; hour: number }[]): Promise<void>;
  /** False: it could not be done now. */
  put(id: InstallationId, hours: readonly LinesOfHour[]): Promise<boolean>;
  /** From the hour `from` to before `to`. */
  read(id: InstallationId, from: number, to: number): Promise<LinesOfHour[]>;
}

const row = z.object({ hour: z.number(), lines: z.instanceof(Buffer) });

export function linesStore(db: Database, numbers: ChargerNumbers): LinesStore {
  return {
    async due() {
      const mark = await readMark(db);
      return mark && { from: mark.linesUntil, packed: hourOf(mark.packedUntil) };
    },
    async done(until) {
      await db.run("update history_mark set lines_until = $1 where lines_until < $1", [until]);
    },
    async stale(before) {
      const idOf = new Map((await numbers.all()).map(({ no, deviceId }) => [no, deviceId]));
      const rows = await db.rows(
        z.object({ charger: z.number(), hour: z.number() }),
        "select charger, hour from history_stale_hours where hour < $1 order by 1, 2 limit 1000",
        [before],
      );
      return rows.flatMap(({ charger, hour }) => {
        const deviceId = idOf.get(charger);
        return deviceId === undefined ? [] : [{ deviceId, hour }];
      });
    },
    async settled(hours) {
      await db.run(
        `delete from history_stale_hours where (charger, hour) in (select * from unnest($1::int[], $2::int[]))`,
        [hours.map(({ deviceId }) => numbers.of(deviceId)), hours.map(({ hour }) => hour)],
      );
    },
    async put(id, hours) {
      const parts = hours.map(({ hour }) => monthOfHour(hour));
      if (!(await makeParts(db, linesTable, parts))) return false;
      await db.run(
        `insert into history_lines (installation_id, hour, lines)
         select $1, * from unnest($2::int[], $3::bytea[])
         on conflict (installation_id, hour) do update set lines = excluded.lines`,
        [id, hours.map(({ hour }) => hour), hours.map(({ lines }) => lines)],
      );
      return true;
    },
    read: (id, from, to) =>
      db.rows(
        row,
        "select hour, lines from history_lines where installation_id = $1 and hour >= $2 and hour < $3 order by hour",
        [id, from, to],
      ),
  };
}
