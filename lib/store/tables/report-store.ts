import { randomUUID } from "node:crypto";
import { z } from "zod";
import type { InstallationId } from "../../domain/ids";
import type { Database, Sql } from "../database/database";
import { storableJson } from "../database/storable";
import { lockPrices, savedPrices } from "./price-store";

/** A month that an owner closed. */
interface ClosedMonth {
  /** `2026-11` */
  month: string;
  by: string;
  /** ms */
  at: number;
  /** So many sessions that ended in it are told. */
  sessions: number;
}

/** A mail with a link to a month's report. */
export interface ReportMail {
  personId: string;
  tries: number;
  /** ms */
  triedAt: number;
  /** Null: it is not sent yet. */
  sentAt: number | null;
  /** Why the last try failed. */
  fault: string | null;
}

interface Closing extends Omit<ClosedMonth, "sessions"> {
  /** The prices by which it was made. */
  pricesVersion: number;
  /** Whose figures are in it. */
  tags: readonly string[];
  /** What is kept. @param idOf by which each of them is named in it */
  report(idOf: ReadonlyMap<string, string>): unknown;
}

export interface ReportStore {
  /** Ascending. */
  closed(id: InstallationId): Promise<ClosedMonth[]>;
  /** As they were closed, ascending. */
  reports(id: InstallationId, months: readonly string[]): Promise<(ClosedMonth & { report: unknown })[]>;
  /**
   * Closes a month. `closed`: it is already, or the last one that is; a month that does not follow it can not be closed. `pricesChanged`:
   * others hold now than those by which it was made; it is to be made again.
   */
  close(
    id: InstallationId,
    closing: Closing,
    follows: (last: string) => boolean,
  ): Promise<"done" | "pricesChanged" | { closed: string }>;
  /** The tags that stand behind ids; who was erased has none. */
  tagsOf(ids: readonly string[]): Promise<Map<string, string>>;
  /** Those of a month, to whomever. */
  mails(id: InstallationId, month: string): Promise<ReportMail[]>;
  /** In the place of what was known of it. */
  putMail(id: InstallationId, month: string, mail: ReportMail): Promise<void>;
}

const mailRow = z
  .object({
    person_id: z.string(),
    tries: z.number(),
    tried_at: z.number(),
    sent_at: z.number().nullable(),
    fault: z.string().nullable(),
  })
  .transform(
    (row): ReportMail => ({
      personId: row.person_id,
      tries: row.tries,
      triedAt: row.tried_at,
      sentAt: row.sent_at,
      fault: row.fault,
    }),
  );

const closedColumns =
  "month, closed_by as by, closed_at::float8 as at, (report -> 'figures' ->> 'sessions')::int as sessions";
const closedRow = z.object({ month: z.string(), by: z.string(), at: z.number(), sessions: z.number() });

export function reportStore(db: Database): ReportStore {
  return {
    closed: (id) => closedOf(db, id),
    reports: (id, months) =>
      db.rows(
        closedRow.extend({ report: z.unknown() }),
        `select ${closedColumns}, report from closed_months
         where installation_id = $1 and month = any($2) order by month`,
        [id, months],
      ),
    close: (id, closing, follows) =>
      db.transaction(async (sql) => {
        await lockPrices(sql, id);
        const last = (await closedOf(sql, id)).at(-1);
        if (last !== undefined && !follows(last.month)) return { closed: last.month };
        if ((await savedPrices(sql, id)).version !== closing.pricesVersion) return "pricesChanged";
        const ids = await idsFor(sql, id, closing);
        await sql.run(
          "insert into closed_months (installation_id, month, closed_by, closed_at, report) values ($1, $2, $3, $4, $5)",
          [id, closing.month, closing.by, closing.at, storableJson(closing.report(ids))],
        );
        return "done";
      }),
    async tagsOf(ids) {
      const rows = await db.rows(
        z.object({ id: z.string(), tag: z.string() }),
        "select id, tag from report_people where id = any($1)",
        [ids],
      );
      return new Map(rows.map(({ id, tag }) => [id, tag]));
    },
    mails: (id, month) =>
      db.rows(
        mailRow,
        `select person_id, tries, tried_at::float8, sent_at::float8, fault from report_mails
         where installation_id = $1 and month = $2 order by person_id`,
        [id, month],
      ),
    async putMail(id, month, { personId, tries, triedAt, sentAt, fault }) {
      await db.run(
        `insert into report_mails (installation_id, month, person_id, tries, tried_at, sent_at, fault)
         values ($1, $2, $3, $4, $5, $6, $7)
         on conflict (installation_id, month, person_id) do update set
           tries = excluded.tries, tried_at = excluded.tried_at, sent_at = excluded.sent_at, fault = excluded.fault`,
        [id, month, personId, tries, triedAt, sentAt, fault],
      );
    },
  };
}

const closedOf = (sql: Sql, id: InstallationId): Promise<ClosedMonth[]> =>
  sql.rows(closedRow, `select ${closedColumns} from closed_months where installation_id = $1 order by month`, [id]);

/** The ids of tags at an installation: known ones, and new ones for the others. */
async function idsFor(sql: Sql, id: InstallationId, { tags, at }: Closing): Promise<Map<string, string>> {
  const rows = await sql.rows(
    z.object({ id: z.string(), tag: z.string() }),
    `insert into report_people (id, installation_id, tag, named_at)
     select given.id, $1, given.tag, $2 from unnest($3::uuid[], $4::text[]) as given (id, tag)
     on conflict (installation_id, md5(tag)) do update set named_at = excluded.named_at returning id, tag`,
    [id, at, tags.map(() => randomUUID()), tags],
  );
  return new Map(rows.map((row) => [row.tag, row.id]));
}
