import pg from "pg";
import { limits, type Sql, sqlOf } from "../database/database";
import { StoreUnavailable, storeReason, unavailableReason } from "../database/unavailable";

/** Texts of values that do not depend on how the server is set up, nor on the machine. */
const settings = {
  bytea_output: "hex",
  DateStyle: "ISO, MDY",
  extra_float_digits: "1",
  IntervalStyle: "postgres",
  TimeZone: "UTC",
  statement_timeout: "0",
  idle_in_transaction_session_timeout: "0",
};

/** Runs `work` on a connection of its own, for as long as it takes. @throws StoreUnavailable when the database is gone. */
export async function withConnection<T>(url: string, work: (sql: Sql) => Promise<T>): Promise<T> {
  const client = new pg.Client({
    connectionString: url,
    connectionTimeoutMillis: limits.connectMs,
    application_name: "phaseboard backup",
    keepAlive: true,
  });
  // What breaks between two statements fails the next one.
  client.on("error", () => undefined);
  try {
    await client.connect();
    for (const [name, value] of Object.entries(settings))
      await client.query("select set_config($1, $2, false)", [name, value]);
    return await work(sqlOf(client));
  } catch (error) {
    const reason = unavailableReason(error);
    if (reason === null) throw error;
    throw new StoreUnavailable(reason, { cause: error }, storeReason(error));
  } finally {
    await client.end();
  }
}
