import { randomBytes } from "node:crypto";
import { chown, mkdir, mkdtemp, readdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import pg from "pg";
import type { StoreLog } from "./database/log";
import { exists } from "./embedded-postgres/cluster/binaries";
import { freePort } from "./embedded-postgres/cluster/port";
import { runProgram } from "./embedded-postgres/cluster/program";
import { serverUser } from "./embedded-postgres/cluster/system-user";
import { openDatabase } from "./embedded-postgres/open-database";

/** A real server for tests, on a port and in a folder of its own. */
export interface TestServer {
  /** Makes an empty database and gives its address. */
  database(): Promise<string>;
  /** Takes the server away as a crash or a cut does, and brings it back on the same port. */
  kill(): Promise<void>;
  start(): Promise<void>;
  /** Ends it and removes its folder. */
  end(): Promise<void>;
}

const nothing = () => undefined;
export const silentLog: StoreLog = { debug: nothing, info: nothing, warn: nothing, error: nothing };

async function createDatabase(adminUrl: string): Promise<string> {
  const name = `test_${randomBytes(6).toString("hex")}`;
  const client = new pg.Client({ connectionString: adminUrl });
  await client.connect();
  await client.query(`create database ${name}`);
  await client.end();
  const url = new URL(adminUrl);
  url.pathname = `/${name}`;
  return url.href;
}

/** Where the system's own PostgreSQL has its programs (Debian's layout, newest first); null: there is none. */
async function systemPostgres(): Promise<string | null> {
  const root = "/usr/lib/postgresql";
  if (!(await exists(root))) return null;
  const versions = (await readdir(root)).map(Number).filter((version) => version >= 15);
  const newest = versions.sort((a, b) => b - a)[0];
  return newest ? join(root, String(newest), "bin") : null;
}

/** The system's PostgreSQL 15 or newer, as an operator would run it beside the program. Throws when it is not installed. */
export async function startSystemPostgres(): Promise<TestServer> {
  const bin = await systemPostgres();
  if (!bin) throw new Error("PostgreSQL 15 or newer is not installed (Debian: apt-get install postgresql).");
  const folder = await mkdtemp(join(tmpdir(), "phaseboard-postgres-"));
  const cluster = join(folder, "cluster");
  const passwordFile = join(folder, "password");
  await mkdir(cluster, { mode: 0o700 });
  await writeFile(passwordFile, "test\n", { mode: 0o600 });
  const user = await serverUser(cluster);
  if (user) for (const path of [folder, cluster, passwordFile]) await chown(path, user.uid, user.gid);
  const initdb = [
    "-D",
    cluster,
    "-U",
    "test",
    "--auth=scram-sha-256",
    `--pwfile=${passwordFile}`,
    "-E",
    "UTF8",
    "--locale=C",
    "-N",
  ];
  await runProgram(join(bin, "initdb"), initdb, user);
  const port = await freePort(0);
  const settings = `-p ${port} -c listen_addresses=127.0.0.1 -c unix_socket_directories='' -c fsync=off`;
  const pgCtl = (...args: string[]) => runProgram(join(bin, "pg_ctl"), ["-D", cluster, "-w", "-s", ...args], user);
  const start = () => pgCtl("-l", join(cluster, "server.log"), "-o", settings, "start");
  await start();
  return {
    database: () => createDatabase(`postgresql://test:test@127.0.0.1:${port}/postgres`),
    kill: () => pgCtl("-m", "immediate", "stop"),
    start,
    async end() {
      if (await exists(join(cluster, "postmaster.pid"))) await pgCtl("-m", "immediate", "stop");
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** The embedded server, as `openDatabase` starts it. */
async function startEmbeddedPostgres(): Promise<Omit<TestServer, "kill" | "start">> {
  const folder = await mkdtemp(join(tmpdir(), "phaseboard-embedded-"));
  const opened = await openDatabase({ dataDir: folder, databaseUrl: null, name: "phaseboard", log: silentLog });
  const admin = new URL(opened.url);
  admin.pathname = "/postgres";
  return {
    database: () => createDatabase(admin.href),
    async end() {
      await opened.stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** Both, by name: what holds on one has to hold on the other. */
export const servers = [
  { name: "embedded PostgreSQL", start: startEmbeddedPostgres },
  { name: "the system's PostgreSQL", start: startSystemPostgres },
];
