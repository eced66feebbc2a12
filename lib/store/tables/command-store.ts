import type { Command } from "../../domain/command/command";
import type { CommandCursor } from "../../domain/command/command-cursor";
import type { DeviceId } from "../../domain/ids";
import type { Database, Sql } from "../database/database";
import type { Notify } from "../database/notices";
import { isUniqueViolation } from "../database/unavailable";
import { commandRow } from "./command-rows";

type RequestOutcome =
  | { outcome: "requested"; command: Command }
  /** The same key by the same person for the same charger and kind: the command it made. */
  | { outcome: "same"; command: Command }
  /** The same key by the same person, for something else. */
  | { outcome: "keyReused"; command: Command }
  /** Somebody's command of this kind is still open at this charger. */
  | { outcome: "open"; command: Command };

export interface CommandStore {
  /** Records a command before it goes out. One open command per charger and kind, one per person and key, whoever asks at once. */
  request(command: Command): Promise<RequestOutcome>;
  /** The command that this person made with this key. */
  byKey(personId: string, idempotencyKey: string): Promise<Command | null>;
  get(id: string): Promise<Command | null>;
  /** Writes a course that went on, or what came after its end (`yet`), once. False: unknown, ended already, or further on in the store. */
  update(command: Command): Promise<boolean>;
  /** Newest first; `before`: from there on, without it. */
  listByCharger(deviceId: DeviceId, limit: number, before?: CommandCursor | null): Promise<Command[]>;
  /** Open commands, and of every charger the newest ended ones, so many of each: what a restart shows. Newest first. */
  listRecent(endedOfEach: number): Promise<Command[]>;
  listOpen(): Promise<Command[]>;
  /** Requested from `from` on and before `to`, ms; oldest first. */
  listBetween(deviceId: DeviceId, from: number, to: number): Promise<Command[]>;
}

// Steps from charger to charger through the index: a plain "distinct" would read every command ever given.
const recent = `
  with recursive chargers as (
    (select device_id from commands where ended order by device_id limit 1)
    union all
    select (select c.device_id from commands c where c.ended and c.device_id > chargers.device_id order by c.device_id limit 1)
    from chargers where chargers.device_id is not null
  )
  select newest.* from chargers cross join lateral (
    select * from commands c where c.device_id = chargers.device_id and c.ended
    order by c.requested_at desc, c.id limit $1
  ) newest
  union all
  select * from commands where not ended
  order by requested_at desc, id`;

const older = `
  select * from commands where device_id = $1 and requested_at <= $3 and (requested_at < $3 or id > $4::uuid)
  order by requested_at desc, id limit $2`;

const ended = new Set(["rejected", "effective", "noEffect", "expired"]);
const isEnded = (command: Command) => ended.has(command.course.at(-1)?.stage ?? "");

export function commandStore(db: Database, notify: Notify): CommandStore {
  const list = (text: string, values: unknown[] = []) => db.rows(commandRow, text, values);
  const first = async (sql: Sql, where: string, values: unknown[]) =>
    (await sql.rows(commandRow, `select * from commands where ${where}`, values))[0] ?? null;
  const byKey = (sql: Sql, command: { personId: string; key: string }) =>
    first(sql, "person_id = $1 and idempotency_key = $2", [command.personId, command.key]);

  const insert = (command: Command) =>
    db.transaction(async (sql) => {
      await sql.run(
        `insert into commands (id, device_id, kind, person_id, person_name, idempotency_key, course, waiting, deadline_at, requested_at, ended)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)`,
        [
          command.id,
          command.deviceId,
          command.kind,
          command.by.personId,
          command.by.name,
          command.idempotencyKey,
          JSON.stringify(command.course),
          command.waiting,
          command.deadlineAt,
          command.course[0]?.at ?? Date.now(),
          isEnded(command),
        ],
      );
      await notify(sql, "commands", command.id);
    });

  return {
    async request(command) {
      // The one that was first may end between the refusal and the look: then it is tried once more.
      for (;;) {
        try {
          await insert(command);
          return { outcome: "requested", command };
        } catch (error) {
          if (!isUniqueViolation(error)) throw error;
        }
        const mine = await byKey(db, { personId: command.by.personId, key: command.idempotencyKey });
        if (mine) {
          const same = mine.deviceId === command.deviceId && mine.kind === command.kind;
          return { outcome: same ? "same" : "keyReused", command: mine };
        }
        const open = await first(db, "device_id = $1 and kind = $2 and not ended", [command.deviceId, command.kind]);
        if (open) return { outcome: "open", command: open };
        if (await first(db, "id = $1", [command.id])) throw new Error(`Command id ${command.id} is taken.`);
      }
    },
    byKey: (personId, key) => byKey(db, { personId, key }),
    get: (id) => first(db, "id = $1", [id]),
    update: (command) =>
      db.transaction(async (sql) => {
        const changed = await sql.run(
          `update commands set course = $2, waiting = $3, deadline_at = $4, ended = $5
           where id = $1 and case when ended
             then $7 and jsonb_array_length(course) = $6 and course -> -1 ->> 'stage' = $8 and not course -> -1 ? 'yet'
             else jsonb_array_length(course) <= $6 end`,
          [
            command.id,
            JSON.stringify(command.course),
            command.waiting,
            command.deadlineAt,
            isEnded(command),
            command.course.length,
            command.course.at(-1)?.yet !== undefined,
            command.course.at(-1)?.stage,
          ],
        );
        if (changed > 0) await notify(sql, "commands", command.id);
        return changed > 0;
      }),
    listByCharger: (deviceId, limit, before = null) =>
      before === null
        ? list("select * from commands where device_id = $1 order by requested_at desc, id limit $2", [deviceId, limit])
        : list(older, [deviceId, limit, before.at, before.id]),
    listRecent: (endedOfEach) => list(recent, [endedOfEach]),
    listBetween: (deviceId, from, to) =>
      list(
        `select * from commands where device_id = $1 and requested_at >= $2 and requested_at < $3
         order by requested_at, id desc`,
        [deviceId, from, to],
      ),
    listOpen: () => list("select * from commands where not ended order by requested_at desc"),
  };
}
