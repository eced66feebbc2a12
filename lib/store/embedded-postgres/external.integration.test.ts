import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openStore } from "../store";
import { silentLog, startSystemPostgres, type TestServer } from "../test-postgres";
import { openDatabase } from "./open-database";

const options = { secret: Buffer.alloc(32, 1), log: silentLog };

describe("a database of the operator's own", () => {
  let server: TestServer;
  let databaseUrl: string;
  const open = (name: "phaseboard" | "phaseboard_demo", at = databaseUrl) =>
    openDatabase({ dataDir: "/nowhere", databaseUrl: at, name, log: silentLog });

  beforeAll(async () => {
    server = await startSystemPostgres();
    databaseUrl = await server.database();
  });
  afterAll(async () => {
    await server.end();
  });

  it("is taken as it is, and nothing is started or ended", async () => {
    const opened = await open("phaseboard");
    expect(opened).toMatchObject({ url: databaseUrl, embedded: false, started: false });
    await opened.stop();
    const store = await openStore(databaseUrl, options);
    expect(await store.people.hasRealPerson()).toBe(false);
    await store.close();
  });

  it("gets another beside it for the demo, made by the first of many who want it", async () => {
    const opened = await Promise.all(Array.from({ length: 4 }, () => open("phaseboard_demo")));
    expect(new Set(opened.map((one) => one.url))).toEqual(new Set([`${databaseUrl}_demo`]));
    const store = await openStore(opened[0]?.url ?? "", options);
    await store.people.ensurePerson({ id: "demo", email: "a@b", name: "A", role: "support", installationIds: [] });
    await store.close();
    const real = await openStore(databaseUrl, options);
    expect(await real.people.list()).toEqual([]);
    await real.close();
  });

  it("that cannot be reached is named without its password", async () => {
    const refused = await open("phaseboard_demo", "postgresql://a:hidden@127.0.0.1:1/c").catch(
      (error: unknown) => error,
    );
    expect(String(refused)).toMatch(/^Error: The demo's database c_demo could not be made: .*ECONNREFUSED/);
    expect(String(refused)).not.toContain("hidden");
  });
});
