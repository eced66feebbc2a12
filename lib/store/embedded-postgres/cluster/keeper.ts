import pg from "pg";
import { z } from "zod";
import { createDatabase } from "../../database/create-database";

// Shared by all who use the server; taken whole by the one who ends it.
const useLock = 7_402_332;

/** One process's claim that it uses the server. While anybody holds one, nobody ends it. */
export interface Keeper {
  /** Resolves when the server has ended the connection, or the network has. */
  lost: Promise<void>;
  /** Gives the claim up; true: nobody else holds one, and none can be had until the connection ends. */
  lastOneOut(): Promise<boolean>;
  createDatabase(name: string): Promise<void>;
  end(): Promise<void>;
}

/** Connects to the server and lays the claim; waits while another process is ending the server, and then fails. */
export async function openKeeper(url: string): Promise<Keeper> {
  const client = new pg.Client({
    connectionString: url,
    connectionTimeoutMillis: 5_000,
    application_name: "phaseboard keeper",
  });
  const lost = new Promise<void>((resolve) => {
    client.once("end", resolve);
    client.once("error", () => resolve());
  });
  // After the first error the connection is lost; later ones say nothing new.
  client.on("error", () => undefined);
  await client.connect();
  await client.query("select pg_advisory_lock_shared($1)", [useLock]);
  return {
    lost,
    async lastOneOut() {
      await client.query("select pg_advisory_unlock_shared($1)", [useLock]);
      const result = await client.query("select pg_try_advisory_lock($1) as got", [useLock]);
      return z.array(z.object({ got: z.boolean() })).parse(result.rows)[0]?.got ?? false;
    },
    createDatabase: (name) => createDatabase(client, name),
    end: () => client.end(),
  };
}
