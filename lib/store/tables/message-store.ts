import { z } from "zod";
import type { ChargerMessage, MessageCursor, MessageDirection } from "../../domain/charger-message";
import { dayOf } from "../../domain/history/hours";
import type { DeviceId } from "../../domain/ids";
import type { Database } from "../database/database";
import { type CutTable, dropParts, makeParts } from "../database/partitions";
import { dayPart } from "../history/parts";
import { copiedColumns, copyOf } from "./message-copy";

export type StoredMessage = ChargerMessage & { id: number };

export interface MessageQuery {
  /** From this instant on, and before that one: whole microseconds since 1970. */
  fromUs: number;
  toUs: number;
  /** Null: both. */
  direction: MessageDirection | null;
  /** From there on, without it; null: from the newest on. */
  cursor: MessageCursor | null;
  limit: number;
}

/** What chargers said and were told, for some days: a table with a partition for each day (UTC). */
export interface MessageStore {
  /**
   * Writes messages in the order given, all of them or none, into the days of their instants, which are made where they are
   * missing. False: that could not be done now, as others hold the table, and nothing was written. The same message given twice is
   * there twice.
   */
  save(messages: readonly ChargerMessage[]): Promise<boolean>;
  /** Makes today's and tomorrow's partition. False: it could not be done now. */
  prepare(nowUs: number): Promise<boolean>;
  /** Drops all days that end at or before this instant; nobody waits for it. False: some are still read, and dropped when it is called again. */
  dropBefore(atUs: number): Promise<boolean>;
  /**
   * A charger's messages, newest first: `limit` at most, and fewer where their payloads are large (no further one once they come
   * to 1 MiB). Null: the cursor is no message of this charger's.
   */
  page(deviceId: DeviceId, query: MessageQuery): Promise<{ messages: StoredMessage[]; more: boolean } | null>;
}

const table: CutTable = { table: "messages", column: "at" };

const pageBytes = 2 ** 20;

const messageRow = z
  .object({
    id: z.coerce.number(),
    device_id: z.string(),
    at: z.coerce.number(),
    sent: z.boolean(),
    flags: z.number(),
    topic: z.string(),
    payload: z.instanceof(Buffer),
    found: z.coerce.number(),
  })
  .transform(({ device_id: deviceId, at: atUs, sent, found, ...rest }) => {
    const message: StoredMessage = { ...rest, deviceId, atUs, direction: sent ? "toCharger" : "fromCharger" };
    return { message, found };
  });

// The bound of an instant beside that of a place: by it alone days are left out.
const newest = `
  select id, device_id, at, sent, flags, topic, payload, found from (
    select *, count(*) over () as found,
      sum(octet_length(payload)) over (order by at desc, id desc) - octet_length(payload) as bytes_before
    from (
      select * from messages
      where device_id = $1 and at >= $2 and at < $3 and at <= $4 and (at, id) < ($4, $5::bigint)
        and ($6::boolean is null or sent = $6)
      order by at desc, id desc limit $7
    ) page
  ) sized
  where bytes_before < ${pageBytes}
  order by at desc, id desc`;

const afterAll: MessageCursor = { atUs: Number.MAX_SAFE_INTEGER, id: Number.MAX_SAFE_INTEGER };

export function messageStore(db: Database): MessageStore {
  const has = async (deviceId: DeviceId, { atUs, id }: MessageCursor) => {
    const rows = await db.rows(
      z.object({ one: z.number() }),
      "select 1 as one from messages where device_id = $1 and at = $2 and id = $3",
      [deviceId, atUs, id],
    );
    return rows.length > 0;
  };

  return {
    async save(messages) {
      const days = new Set(messages.map(({ atUs }) => dayOf(atUs)));
      if (!(await makeParts(db, table, [...days].map(dayPart)))) return false;
      await db.copyIn(`copy messages (${copiedColumns}) from stdin (format binary)`, [copyOf(messages)]);
      return true;
    },
    prepare: (nowUs) => makeParts(db, table, [dayPart(dayOf(nowUs)), dayPart(dayOf(nowUs) + 1)]),
    dropBefore: (atUs) => dropParts(db, table, atUs),
    async page(deviceId, { fromUs, toUs, direction, cursor, limit }) {
      if (cursor !== null && !(await has(deviceId, cursor))) return null;
      const { atUs, id } = cursor ?? afterAll;
      const isSent = direction === null ? null : direction === "toCharger";
      const rows = await db.rows(messageRow, newest, [deviceId, fromUs, toUs, atUs, id, isSent, limit + 1]);
      const messages = rows.slice(0, limit).map(({ message }) => message);
      return { messages, more: (rows[0]?.found ?? 0) > messages.length };
    },
  };
}
