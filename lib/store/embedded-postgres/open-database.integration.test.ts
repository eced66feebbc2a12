import { type ChildProcessWithoutNullStreams, spawn } from "node:child_process";
import { once } from "node:events";
import { chmod, cp, mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import pg from "pg";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { z } from "zod";
import { silentLog } from "../test-postgres";
import { binariesFor, exists, packagedFolder } from "./cluster/binaries";
import { makeCluster } from "./cluster/make";
import { readPostmaster } from "./cluster/postmaster";
import { ensureRunning, stopRunning } from "./cluster/run";
import { closedTo, serverUser } from "./cluster/system-user";
import { openDatabase } from "./open-database";

const asRoot = process.getuid?.() === 0;
const holderFile = fileURLToPath(new URL("../test-holder.ts", import.meta.url));
const told = z.object({ url: z.string(), started: z.boolean() });

let dataDir: string;
const processes: ChildProcessWithoutNullStreams[] = [];
const open = (name: "phaseboard" | "phaseboard_demo" = "phaseboard", at = dataDir) =>
  openDatabase({ dataDir: at, databaseUrl: null, name, log: silentLog });

/** A process of its own that holds the database until it is asked to end, or killed. */
async function holder() {
  const child = spawn(process.execPath, ["--import", "tsx", holderFile, dataDir], { stdio: ["pipe", "pipe", "pipe"] });
  processes.push(child);
  const errors: string[] = [];
  child.stderr.on("data", (chunk) => errors.push(String(chunk)));
  const line = once(createInterface({ input: child.stdout }), "line");
  const ended = once(child, "exit");
  const [text] = await Promise.race([line, ended.then(() => Promise.reject(new Error(errors.join(""))))]);
  return {
    ...told.parse(JSON.parse(String(text))),
    async kill() {
      child.kill("SIGKILL");
      await ended;
    },
    async leave() {
      child.stdin.end();
      await ended;
    },
  };
}

async function query(url: string, text: string): Promise<Record<string, unknown>[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query(text)).rows;
  } finally {
    await client.end();
  }
}

const postmaster = () => readPostmaster(join(dataDir, "postgres", "cluster"));

beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), "phaseboard-data-"));
});
afterEach(async () => {
  for (const child of processes.splice(0)) child.kill("SIGKILL");
  const last = await open();
  await last.stop();
  await rm(dataDir, { recursive: true, force: true });
});

describe("the embedded database", () => {
  it("is made at the first start and there again at the second, under the same address", async () => {
    const first = await open();
    expect(first).toMatchObject({ embedded: true, started: true });
    await query(first.url, "create table kept as select 7 as value");
    await first.stop();
    expect(await postmaster()).toBeNull();
    const second = await open();
    expect(second.started).toBe(true);
    expect(second.url).toBe(first.url);
    expect(await query(second.url, "select value from kept")).toEqual([{ value: 7 }]);
    await second.stop();
  });

  it("listens on loopback alone, with a password that is generated and kept from others", async () => {
    const opened = await open();
    const [settings] = await query(
      opened.url,
      "select current_setting('listen_addresses') as addresses, current_setting('unix_socket_directories') as sockets",
    );
    expect(settings).toEqual({ addresses: "127.0.0.1", sockets: "" });
    const { password } = new URL(opened.url);
    expect(password.length).toBeGreaterThanOrEqual(32);
    expect((await stat(join(dataDir, "postgres", "password"))).mode & 0o777).toBe(0o600);
    expect((await stat(join(dataDir, "postgres", "cluster"))).mode & 0o777).toBe(0o700);
    const wrong = opened.url.replace(password, "wrong");
    await expect(query(wrong, "select 1")).rejects.toThrow("password authentication failed");
    await opened.stop();
  });

  it("has a database of its own for the demo", async () => {
    const real = await open();
    const demo = await open("phaseboard_demo");
    await query(real.url, "create table only_real ()");
    await expect(query(demo.url, "select from only_real")).rejects.toThrow("does not exist");
    await real.stop();
    expect(await query(demo.url, "select 1 as one")).toEqual([{ one: 1 }]);
    await demo.stop();
    expect(await postmaster()).toBeNull();
  });

  it("is adopted after a kill -9 of its process, twice in a row, and ended by the one that adopted it", async () => {
    const first = await holder();
    expect(first.started).toBe(true);
    await query(first.url, "create table kept as select 1 as value");
    await first.kill();
    const second = await holder();
    expect(second).toMatchObject({ started: false, url: first.url });
    await second.kill();
    const third = await open();
    expect(third).toMatchObject({ started: false, url: first.url });
    expect(await query(third.url, "select value from kept")).toEqual([{ value: 1 }]);
    await third.stop();
    expect(await postmaster()).toBeNull();
  });

  it("recovers after a kill -9 of everything", async () => {
    const first = await holder();
    await query(first.url, "create table kept as select generate_series(1, 1000) as value");
    const pid = (await postmaster())?.pid ?? 0;
    await first.kill();
    process.kill(pid, "SIGKILL");
    const second = await open();
    expect(await query(second.url, "select count(*)::int as n from kept")).toEqual([{ n: 1_000 }]);
    await second.stop();
  });

  it("is made and started once when several processes want it at the same time; the last one out ends it", async () => {
    const holders = await Promise.all([holder(), holder(), holder(), holder()]);
    expect(new Set(holders.map((one) => one.url)).size).toBe(1);
    expect(holders.filter((one) => one.started)).toHaveLength(1);
    expect(await readdir(dataDir)).toEqual(["postgres"]);
    const [starter, ...others] = holders.sort((a, b) => Number(b.started) - Number(a.started));
    if (!starter) throw new Error("nobody started it");
    await starter.leave();
    expect(await query(starter.url, "select 1 as one")).toEqual([{ one: 1 }]);
    await Promise.all(others.map((one) => one.leave()));
    expect(await postmaster()).toBeNull();
  });

  it("is started again, under the same address, when it dies beneath a process that uses it", async () => {
    const opened = await open();
    const before = (await postmaster())?.pid ?? 0;
    process.kill(before, "SIGKILL");
    await expect
      .poll(() => query(opened.url, "select 1 as one").catch((error: Error) => error.message), { timeout: 30_000 })
      .toEqual([{ one: 1 }]);
    expect((await postmaster())?.pid).not.toBe(before);
    await opened.stop();
    expect(await postmaster()).toBeNull();
  });

  it("is ended also in the very moment in which it is started again", async () => {
    const opened = await open();
    const before = (await postmaster())?.pid ?? 0;
    process.kill(before, "SIGKILL");
    await expect.poll(async () => (await postmaster())?.pid, { timeout: 30_000, interval: 5 }).not.toBe(before);
    await opened.stop();
    expect(await postmaster()).toBeNull();
  });

  it("takes another port when somebody has taken its own meanwhile", async () => {
    const first = await open();
    await first.stop();
    const thief = createServer();
    await new Promise<void>((resolve) => thief.listen(Number(new URL(first.url).port), "127.0.0.1", resolve));
    const second = await open();
    expect(new URL(second.url).port).not.toBe(new URL(first.url).port);
    expect(await query(second.url, "select 1 as one")).toEqual([{ one: 1 }]);
    await second.stop();
    await new Promise((resolve) => thief.close(resolve));
  });

  it("starts although its old process number belongs to another program now", async () => {
    const first = await holder();
    const file = join(dataDir, "postgres", "cluster", "postmaster.pid");
    const left = await readFile(file, "utf8");
    await first.leave();
    await writeFile(file, left.replace(/^\d+/, String(process.pid)));
    const second = await open();
    expect(await query(second.url, "select 1 as one")).toEqual([{ one: 1 }]);
    await second.stop();
  });

  it("says what to do when another major version of PostgreSQL made it", async () => {
    await (await open()).stop();
    const file = join(dataDir, "postgres", "cluster", "PG_VERSION");
    const made = await readFile(file, "utf8");
    await writeFile(file, "17\n");
    await expect(open()).rejects.toThrow(
      /postgres is of PostgreSQL 17, and this version of Phaseboard brings PostgreSQL 18: make a backup with .*docs\/upgrade/,
    );
    await writeFile(file, made);
  });

  it("stands beside another one of another data folder", async () => {
    const elsewhere = await mkdtemp(join(tmpdir(), "phaseboard-data-"));
    const [one, other] = await Promise.all([open(), open("phaseboard", elsewhere)]);
    expect(new URL(one.url).port).not.toBe(new URL(other.url).port);
    await one.stop();
    expect(await query(other.url, "select 1 as one")).toEqual([{ one: 1 }]);
    await other.stop();
    await rm(elsewhere, { recursive: true, force: true });
  });
});

describe.runIf(asRoot)("as root", () => {
  it("runs from a copy of its programs where the server's user cannot reach them, as in a checkout that only root can read", async () => {
    const checkout = await mkdtemp(join(tmpdir(), "phaseboard-checkout-"));
    await chmod(checkout, 0o700);
    const folder = join(checkout, "package");
    await cp(packagedFolder(), folder, { recursive: true, verbatimSymlinks: true });
    const home = join(dataDir, "postgres");
    const user = await serverUser(join(home, "cluster"));
    if (!user) throw new Error("root has no user for the server");
    expect(await closedTo(user, folder)).toBe(checkout);
    await chmod(dataDir, 0o711);
    const binaries = await binariesFor(user, dataDir, folder);
    expect(binaries.initdb.startsWith(dataDir)).toBe(true);
    expect(await closedTo(user, binaries.initdb)).toBeNull();
    await makeCluster(home, binaries, user);
    const cluster = { home, binaries, user };
    expect((await ensureRunning(cluster)).started).toBe(true);
    await stopRunning(cluster);
    expect(await binariesFor(user, dataDir, folder)).toEqual(binaries);
    await rm(checkout, { recursive: true, force: true });
  });

  it("names the folder that the server's user cannot enter", async () => {
    const closed = await mkdtemp(join(tmpdir(), "phaseboard-closed-"));
    const inside = join(closed, "checkout", "data");
    await mkdir(inside, { recursive: true });
    await expect(open("phaseboard", inside)).rejects.toThrow(`who cannot enter ${closed}`);
    expect(await exists(join(inside, "postgres"))).toBe(false);
    await rm(closed, { recursive: true, force: true });
  });
});
