import pg from "pg";

// What PostgreSQL says when another process made the database in this very moment.
const madeMeanwhile = new Set(["42P04", "23505"]);

/** Makes a database unless it is there. */
export async function createDatabase(client: pg.Client, name: string): Promise<void> {
  const found = await client.query("select 1 from pg_database where datname = $1", [name]);
  if (found.rowCount) return;
  try {
    await client.query(`create database ${client.escapeIdentifier(name)}`);
  } catch (error) {
    if (!(error instanceof pg.DatabaseError && madeMeanwhile.has(error.code ?? ""))) throw error;
  }
}
