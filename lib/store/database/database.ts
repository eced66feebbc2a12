import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import pg from "pg";
import { from, to } from "pg-copy-streams";
import type { ZodType } from "zod";
import { createHealthBook, type HealthBook } from "./health";
import { isOwnLoad, refusesWrites, StoreUnavailable, storeReason, unavailableReason } from "./unavailable";

export interface Sql {
  /** Rows, each checked against `row`. Throws StoreUnavailable, or the database's own error for a faulty statement. */
  rows<T>(row: ZodType<T>, text: string, values?: unknown[]): Promise<T[]>;
  /** The number of rows that the statement touched. */
  run(text: string, values?: unknown[]): Promise<number>;
  /** `copy ... from stdin` of these bytes. */
  copyIn(text: string, chunks: Iterable<Buffer>): Promise<void>;
  /** What `copy ... to stdout` gives, in chunks as they come. */
  copyOut(text: string, take: (chunk: Buffer) => void): Promise<void>;
}

export interface Database extends Sql {
  /** All or nothing; `body` may be run once only, its errors roll back and pass through. */
  transaction<T>(body: (sql: Sql) => Promise<T>, isolation?: "repeatable read"): Promise<T>;
  /** Statements on one connection, each on its own: for those that no transaction may hold. None waits for a lock for longer. */
  waitingAtMost<T>(lockMs: number, body: (sql: Sql) => Promise<T>): Promise<T>;
  health: HealthBook;
  close(): Promise<void>;
}

/** How long a call may take before the database counts as gone. */
export const limits = { connectMs: 2_000, statementMs: 5_000, pingUpMs: 10_000, pingDownMs: 1_000 };

/** What every connection of the store is opened with. */
export function connectionOptions(url: string): pg.ClientConfig {
  return {
    connectionString: url,
    connectionTimeoutMillis: limits.connectMs,
    statement_timeout: limits.statementMs,
    query_timeout: limits.statementMs + 1_000,
    application_name: "phaseboard",
    keepAlive: true,
  };
}

// Needs new pages on the disk, which an update of an existing row may not; nothing of it stays.
const writeProof = "begin; create temporary table proof on commit drop as select generate_series(1, 2000); commit";

/** Statements on one connection, outside the pool: nothing is retried or told. */
export function sqlOf(client: pg.ClientBase): Sql {
  return {
    async rows(row, text, values) {
      const result = await client.query(text, values);
      return result.rows.map((found) => row.parse(found));
    },
    async run(text, values) {
      const result = await client.query(text, values);
      return result.rowCount ?? 0;
    },
    async copyIn(text, chunks) {
      await pipeline(Readable.from(chunks), client.query(from(text)));
    },
    async copyOut(text, take) {
      for await (const chunk of client.query(to(text))) take(chunk);
    },
  };
}

/**
 * A pool of connections whose every call either works or fails fast. It keeps the health book: a call that fails because the
 * database is gone opens the breach, a ping each second closes it.
 */
export function openPool(url: string): Database {
  const health = createHealthBook();
  const pool = new pg.Pool({ ...connectionOptions(url), max: 8, idleTimeoutMillis: 60_000 });
  let closed = false;

  // A connection that breaks while idle, or between two statements, is the first sign of a database that went away.
  const onBroken = (error: Error) => {
    if (!closed) health.failed(storeReason(error));
  };

  const use = async <T>(body: (client: pg.ClientBase) => Promise<T>): Promise<T> => {
    let client: pg.PoolClient | null = null;
    try {
      client = await pool.connect();
      client.on("error", onBroken);
      const value = await body(client);
      client.off("error", onBroken);
      client.release();
      health.succeeded();
      return value;
    } catch (error) {
      const reason = unavailableReason(error);
      client?.off("error", onBroken);
      client?.release(reason !== null);
      if (reason === null) throw error;
      // Who waited in vain for one of our own connections knows nothing of the database; those that use them do.
      if (!closed && !isOwnLoad(error)) health.failed(storeReason(error), refusesWrites(error));
      throw new StoreUnavailable(reason, { cause: error }, storeReason(error));
    }
  };

  pool.on("error", onBroken);

  let pinging: NodeJS.Timeout;
  const ping = async () => {
    try {
      if (health.refusesWrites()) {
        await use((client) => client.query(writeProof));
        health.wrote();
      } else await use((client) => client.query("select 1"));
    } catch (error) {
      if (!isOwnLoad(error)) health.failed(storeReason(error));
    }
    schedule();
  };
  const schedule = () => {
    if (closed) return;
    clearTimeout(pinging);
    pinging = setTimeout(ping, health.now().up ? limits.pingUpMs : limits.pingDownMs);
    pinging.unref();
  };
  health.onChange(schedule);
  schedule();

  return {
    health,
    rows: (row, text, values) => use((client) => sqlOf(client).rows(row, text, values)),
    run: (text, values) => use((client) => sqlOf(client).run(text, values)),
    copyIn: (text, chunks) => use((client) => sqlOf(client).copyIn(text, chunks)),
    copyOut: (text, take) => use((client) => sqlOf(client).copyOut(text, take)),
    waitingAtMost: (lockMs, body) =>
      use(async (client) => {
        await client.query(`set lock_timeout = ${lockMs}`);
        try {
          return await body(sqlOf(client));
        } finally {
          await client.query("reset lock_timeout");
        }
      }),
    transaction: (body, isolation) =>
      use(async (client) => {
        await client.query(isolation === undefined ? "begin" : `begin isolation level ${isolation}`);
        try {
          const value = await body(sqlOf(client));
          await client.query("commit");
          return value;
        } catch (error) {
          // A connection that is gone rolls back by itself.
          if (unavailableReason(error) === null) await client.query("rollback");
          throw error;
        }
      }),
    async close() {
      if (closed) return;
      closed = true;
      clearTimeout(pinging);
      await pool.end();
    },
  };
}
