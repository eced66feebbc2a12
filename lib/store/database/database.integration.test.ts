import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { z } from "zod";
import { startSystemPostgres, type TestServer } from "../test-postgres";
import { type Database, openPool } from "./database";
import { StoreUnavailable } from "./unavailable";

let server: TestServer;
let db: Database;

beforeAll(async () => {
  server = await startSystemPostgres();
  db = openPool(await server.database());
});
afterAll(async () => {
  await db.close();
  await server.end();
});

describe("a pool whose connections are all in use", () => {
  it("refuses who waits too long, and does not take its own load for a database that is gone", async () => {
    const heard: boolean[] = [];
    db.health.onChange(({ up }) => heard.push(up));
    const slow = Array.from({ length: 8 }, () => db.run("select pg_sleep(4)"));
    const waited = await db.rows(z.unknown(), "select 1").catch((error: unknown) => error);
    expect(waited).toBeInstanceOf(StoreUnavailable);
    expect(waited).toMatchObject({ why: "busy" });
    await Promise.all(slow);
    expect(await db.rows(z.object({ one: z.number() }), "select 1 as one")).toEqual([{ one: 1 }]);
    expect(heard).toEqual([]);
  });
});
