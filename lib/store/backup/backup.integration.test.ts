import { mkdtemp, readdir, readFile, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gunzipSync, gzipSync } from "node:zlib";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { openPool } from "../database/database";
import { migrateIn } from "../database/migrate";
import { readAll, rowAt, writeRows } from "../history/test-history";
import { migrations } from "../migrations/list";
import { openStore } from "../store";
import { servers, silentLog } from "../test-postgres";
import { backUp } from "./back-up";
import { restore } from "./restore";
import { leftOut, ownTables } from "./tables";
import { connected, everything, fill, secret } from "./test-content";

const [embedded, system] = servers;
if (!embedded || !system) throw new Error("There are two servers.");
const never = new AbortController().signal;
const first = migrations[0]?.name ?? "";

let dir: string;
let running: { database(): Promise<string>; end(): Promise<void> }[];
/** New databases of the two servers, embedded first. */
let from: string;
let to: string;
let count = 0;
const newFile = () => join(dir, `backup-${++count}.gz`);

beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), "backup-"));
  running = [await embedded.start(), await system.start()];
});
afterAll(async () => {
  for (const server of running) await server.end();
  await rm(dir, { recursive: true, force: true });
});
beforeEach(async () => {
  [from = "", to = ""] = await Promise.all(running.map((server) => server.database()));
});

async function backedUp(url = from): Promise<string> {
  const file = newFile();
  await backUp(url, file, 1_000, never);
  return file;
}

/** The same backup with its text changed, compressed as it was. */
async function changed(file: string, change: (text: string) => string): Promise<string> {
  const other = newFile();
  await writeFile(other, gzipSync(change(gunzipSync(await readFile(file)).toString("utf8"))));
  return other;
}

const isEmpty = async (url: string) => Object.values(await everything(url)).every((rows) => rows.length === 0);

describe("a backup", { timeout: 120_000 }, () => {
  it.each([
    ["to another PostgreSQL, an older one", false],
    ["to another PostgreSQL, a newer one", true],
  ])("brings all back as it was, %s", async (_name, turned) => {
    if (turned) [from, to] = [to, from];
    await fill(from);
    const before = await everything(from);
    for (const [table, rows] of Object.entries(before)) expect(rows.length, `rows in ${table}`).toBeGreaterThan(0);
    expect(new Set([...Object.keys(before), ...leftOut])).toEqual(ownTables);
    const file = newFile();
    const written = await backUp(from, file, 1_000, never);
    const { header, rows, migrated } = await restore(to, file);
    expect(await everything(to)).toEqual(before);
    expect(rows).toEqual(written);
    expect(migrated).toEqual([]);
    expect(header).toMatchObject({ madeAt: 1_000, migrations: migrations.map(({ name }) => name) });
    // The same secret opens the keys, and generated numbers go on where they were.
    const store = await openStore(to, { secret, log: silentLog });
    expect((await store.keys.list()).keys[0]?.key.toString()).toBe("the key of the first charger");
    expect(await store.people.verify("owner@example.com", "correct horse battery")).not.toBeNull();
    await store.settings.setCharger("ZPR000001", { priority: 3 }, { personId: "a", name: "A", at: 5 });
    await store.close();
    const ids = await connected(to, (client) => client.query("select id::int from setting_changes order by id"));
    expect(ids.rows).toEqual([{ id: 1 }, { id: 2 }]);
  });

  it.each([0, 1])("is one instant while others write (server %i)", async (which) => {
    const url = which === 0 ? from : to;
    await fill(url);
    await connected(url, (client) =>
      client.query(
        "insert into last_observations select 'ZPR' || n, n, repeat('x', 50), n, n, 1, n from generate_series(1, 60000) n",
      ),
    );
    let written = 0;
    let stopped = false;
    const store = await openStore(url, { secret, log: silentLog });
    // Three tables move together; the backup comes to them at different moments.
    const writing = connected(url, async (client) => {
      while (!stopped) {
        written += 1;
        await client.query("begin");
        await client.query("update available_versions set at = $1", [written]);
        await client.query("update heard set heard_at = $1", [written]);
        await client.query(
          "insert into setting_changes (installation_id, person_id, person_name, changed, at) values ('depot', 'a', 'A', '{}', $1)",
          [written],
        );
        await client.query("commit");
        const one = {
          id: 513,
          raw: String(written),
          observedAt: written,
          ownAt: written,
          epoch: 1,
          arrivedAt: written,
        };
        await store.observations.save({
          observations: new Map([["ZPR000002", new Map([[513, one]])]]),
          heardAt: new Map(),
          derived: new Map(),
          journal: null,
        });
      }
    });
    while (written < 3) await new Promise((resolve) => setTimeout(resolve, 5));
    const [before, file] = [written, newFile()];
    await backUp(url, file, 1_000, never);
    expect(written).toBeGreaterThan(before);
    stopped = true;
    await writing;
    await store.close();
    const target = await running[which]?.database();
    if (!target) throw new Error("There is no such server.");
    await restore(target, file);
    const seen = await connected(target, (client) =>
      client.query(
        `select (select at from available_versions) as a, (select heard_at from heard) as b,
                (select max(at) from setting_changes where person_name = 'A') as c`,
      ),
    );
    const { a, b, c } = seen.rows[0];
    expect({ b, c }).toEqual({ b: a, c: a });
    expect(a).toBeGreaterThanOrEqual(before - 1);
    expect(a).toBeLessThan(written);
  });

  it("is its owner's alone, never written over another, and leaves nothing behind where it fails", async () => {
    const before = await readdir(dir);
    await expect(backUp(from, newFile(), 1, never)).rejects.toThrow("There is nothing to back up yet");
    await fill(from);
    const ended = new AbortController();
    ended.abort();
    await expect(backUp(from, newFile(), 1, ended.signal)).rejects.toThrow("nothing was written");
    await expect(backUp(from, join(dir, "nowhere", "backup.gz"), 1, never)).rejects.toThrow("could not be written");
    expect(await readdir(dir)).toEqual(before);
    const file = await backedUp();
    expect((await stat(file)).mode & 0o777).toBe(0o600);
    const bytes = await readFile(file);
    await expect(backUp(from, file, 1, never)).rejects.toThrow("exists already");
    expect(await readFile(file)).toEqual(bytes);
    expect((await readdir(dir)).length).toBe(before.length + 1);
    expect(gunzipSync(bytes).includes("the key of the first charger")).toBe(false);
  });

  it("of an older version is brought up to date; making it changes nothing", async () => {
    const db = openPool(from);
    await db.transaction((sql) => migrateIn(sql, new Set([first])));
    await db.run(
      `insert into installations values ('old', 'Old', 'TN3', 63, '{63,63,63}', null, 15, 'Europe/Berlin', '{"kind":"any"}')`,
    );
    const file = await backedUp();
    const names = () => connected(from, async (client) => (await client.query("select name from migrations")).rows);
    expect(await names()).toEqual([{ name: first }]);
    await db.close();
    const { migrated } = await restore(to, file);
    expect(migrated).toEqual(migrations.slice(1).map(({ name }) => name));
    const store = await openStore(to, { secret, log: silentLog });
    expect((await store.topology.load()).installations).toMatchObject([{ id: "old", schedule: [] }]);
    await store.close();
  });
});

describe("a restore", { timeout: 120_000 }, () => {
  let file: string;
  beforeEach(async () => {
    await fill(from);
    file = await backedUp();
  });

  it("takes a database that an empty start has made", async () => {
    await (await openStore(to, { secret, log: silentLog })).close();
    await restore(to, file);
    expect(await everything(to)).toEqual(await everything(from));
  });

  it("brings back what is not packed yet, and it goes on from there", async () => {
    const hour = 3_600_000_000;
    const begin = Math.floor(Date.now() / 3_600_000) * hour;
    const store = await openStore(from, { secret, log: silentLog });
    await writeRows(store, [rowAt(begin), rowAt(begin + 1, null), rowAt(begin + hour, "later")]);
    const before = await readAll(store);
    await store.close();
    await restore(to, await backedUp());
    const restored = await openStore(to, { secret, log: silentLog });
    expect(await readAll(restored)).toEqual(before);
    await writeRows(restored, [rowAt(begin + 2 * hour)]);
    await restored.history.tidy(begin + 2 * hour, { hour: () => null, day: () => Buffer.alloc(0) });
    expect((await readAll(restored)).sort()).toEqual([...before, `513=7 @ ${begin + 2 * hour}`].sort());
    await restored.close();
  });

  it("leaves the message log out, and its partitions are in nobody's way", async () => {
    const store = await openStore(from, { secret, log: silentLog });
    const atUs = Date.now() * 1_000;
    const message = { deviceId: "ZPR000001", atUs, direction: "fromCharger" as const, topic: "t", flags: 0 };
    expect(await store.messages.save([{ ...message, payload: Buffer.from("the raw words of a charger") }])).toBe(true);
    await store.close();
    const whole = await backedUp();
    expect(gunzipSync(await readFile(whole)).toString()).not.toContain('"table":"messages');
    // A database that an empty start has made, and chargers have spoken to.
    const other = await openStore(to, { secret, log: silentLog });
    expect(await other.messages.save([{ ...message, payload: Buffer.from("heard before the restore") }])).toBe(true);
    await other.close();
    await restore(to, whole);
    expect(await everything(to)).toEqual(await everything(from));
    const restored = await openStore(to, { secret, log: silentLog });
    const all = { fromUs: 0, toUs: Number.MAX_SAFE_INTEGER, direction: null, cursor: null, limit: 10 };
    expect(await restored.messages.page("ZPR000001", all)).toEqual({ messages: [], more: false });
    expect(await restored.messages.save([{ ...message, payload: Buffer.from("heard after it") }])).toBe(true);
    await restored.close();
  });

  it("is refused where there is something already, ours or another's, and leaves it alone", async () => {
    await restore(to, file);
    const before = await everything(to);
    await expect(restore(to, file)).rejects.toThrow(/not empty .* empty database only/);
    expect(await everything(to)).toEqual(before);
    const other = (await running[0]?.database()) ?? "";
    await connected(other, (client) => client.query("create table theirs (a int)"));
    await expect(restore(other, file)).rejects.toThrow("other tables (theirs)");
    expect(Object.keys(await everything(other))).toEqual(["theirs"]);
  });

  it("is refused while Phaseboard uses the database", async () => {
    const store = await openStore(to, { secret, log: silentLog });
    await expect(restore(to, file)).rejects.toThrow(/Others use this database \(phaseboard\)/);
    await store.close();
    await restore(to, file);
  });

  it("of a damaged, shortened or foreign file restores nothing of it", async () => {
    const bytes = await readFile(file);
    const flipped = newFile();
    const middle = Math.floor(bytes.length / 2);
    await writeFile(
      flipped,
      bytes.map((byte, index) => (index === middle ? byte ^ 0xff : byte)),
    );
    const short = newFile();
    await writeFile(short, bytes.subarray(0, bytes.length - 40));
    const text = newFile();
    await writeFile(text, "some other file");
    const faulty = [
      flipped,
      short,
      text,
      join(dir, "nowhere"),
      await changed(file, () => "{}\n"),
      await changed(file, () => ""),
      await changed(file, (all) => all.replace("owner@example.com", "thief@example.com")),
      await changed(file, (all) => all.split("\n").slice(0, -2).join("\n").concat("\n")),
      await changed(file, (all) => all.slice(0, -1)),
      await changed(file, (all) => `${all}[]\n`),
      await changed(file, (all) => all.replace('"table":"leases"', '"table":"pg_class"')),
    ];
    for (const one of faulty) {
      await expect(restore(to, one), one).rejects.toMatchObject({ name: "BackupFault" });
      expect(await isEmpty(to), one).toBe(true);
    }
    await restore(to, file);
  });

  it("of a newer backup, and into or out of a newer database, is refused in one sentence with what to do", async () => {
    const future = await changed(file, (all) => all.replace('"0001-first"', '"0001-first","9999-from-the-future"'));
    await expect(restore(to, future)).rejects.toThrow(
      /newer version of Phaseboard \(9999-from-the-future\): restore it with that version or a newer one\.$/,
    );
    const format = await changed(file, (all) => all.replace('"phaseboardBackup":1', '"phaseboardBackup":2'));
    await expect(restore(to, format)).rejects.toThrow("newer version of Phaseboard (format 2)");
    await connected(from, (client) => client.query("insert into migrations values ('9999-from-the-future')"));
    const words = /^The database was made by a newer version of Phaseboard \(9999-from-the-future\): use that version/;
    await expect(backUp(from, newFile(), 1, never)).rejects.toThrow(words);
    await expect(restore(from, file)).rejects.toThrow(words);
  });
});
