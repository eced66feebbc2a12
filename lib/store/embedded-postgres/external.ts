import pg from "pg";
import { createDatabase } from "../database/create-database";
import { unavailableReason } from "../database/unavailable";

/** The real one, and that of the demo. */
export type DatabaseName = "phaseboard" | "phaseboard_demo";

/**
 * The address of a database on a server of the operator's own. The real database is what DATABASE_URL names; the demo's is
 * one beside it, its name with `_demo`, made when it is missing.
 */
export async function externalDatabase(databaseUrl: string, name: DatabaseName): Promise<string> {
  if (name === "phaseboard") return databaseUrl;
  const url = new URL(databaseUrl);
  const database = `${decodeURIComponent(url.pathname.slice(1)) || "phaseboard"}_demo`;
  url.pathname = `/${encodeURIComponent(database)}`;
  const client = new pg.Client({ connectionString: databaseUrl, connectionTimeoutMillis: 5_000 });
  try {
    await client.connect();
    await createDatabase(client, database);
  } catch (cause) {
    const reason = unavailableReason(cause) ?? (cause instanceof Error ? cause.message : String(cause));
    throw new Error(`The demo's database ${database} could not be made: ${reason}`, { cause });
  } finally {
    await client.end();
  }
  return url.href;
}
