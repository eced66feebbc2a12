import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { type Said, sessionsIn, write } from "../server/sessions/test-reckoner";
import { connected } from "../store/backup/test-content";
import { openStore, type Store } from "../store/store";
import { silentLog, startSystemPostgres, type TestServer } from "../store/test-postgres";
import { parseTopology } from "../store/topology-file/topology-file";

const hourMs = 3_600_000;
const patience = { timeout: 60_000, interval: 200 };

let server: TestServer;
let url: string;
let store: Store;
let dataDir: string;
let child: ChildProcess | null = null;

beforeEach(async () => {
  server = await startSystemPostgres();
  url = await server.database();
  store = await openStore(url, { secret: Buffer.alloc(32, 1), log: silentLog });
  dataDir = await mkdtemp(join(tmpdir(), "history-"));
});
afterEach(async () => {
  await kill();
  await store.close();
  await server.end();
  await rm(dataDir, { recursive: true, force: true });
});

function start(): ChildProcess {
  const given = { DATABASE_URL: url, PHASEBOARD_DATA_DIR: dataDir, PHASEBOARD_MODE: "real", LOG_LEVEL: "error" };
  child = fork(join(import.meta.dirname, "history.ts"), {
    env: { ...process.env, ...given, PHASEBOARD_SECRET: "sample-secret-of-a-test-with-32-bytes", NODE_ENV: "test" },
    execArgv: ["--import", "tsx"],
    stdio: ["ignore", "inherit", "inherit", "ipc"],
  });
  return child;
}

async function kill(): Promise<void> {
  if (child?.exitCode !== null || child.signalCode !== null) return;
  child.kill("SIGKILL");
  await once(child, "exit");
}

/** A charger's word of a session of an hour. */
const session = (n: number, from: number): Said[] => [
  { at: from - 1_000, values: { 710: "1" } },
  { at: from, values: { 721: `00000000-0000-4000-8000-00000000000${n}`, 710: "2" } },
  { at: from + 1_000, values: { 710: "3", 513: "7000", 553: "0" } },
  { at: from + hourMs - 1_000, values: { 553: "7", 513: "0", 710: "5" } },
  { at: from + hourMs, values: { 710: "1" } },
];

async function count(table: string): Promise<number> {
  return connected(url, async (client) => (await client.query(`select count(*)::int as n from ${table}`)).rows[0].n);
}

function topology(installationId: string) {
  const parsed = parseTopology(`
installations:
  - id: ${installationId}
    name: Sample ${installationId}
    networkType: TN3
    mainFuseA: 63
    timeZone: Europe/Oslo
    authorisation: any
    circuits:
      - id: ${installationId}-a
        name: Sample circuit
        fuseA: 40
        chargers:
          - { deviceId: ZAP000001, name: Garage }
`);
  if ("faults" in parsed) throw new Error(JSON.stringify(parsed.faults));
  return parsed.topology;
}

const places = async () => (await sessionsIn(store)).map(({ energyWh, circuitId }) => [energyWh, circuitId]);

it("seals hours and reckons sessions beside the pages, by the topology as it is then, and goes on after a kill", async () => {
  const now = Date.now();
  await store.topology.upsert(topology("north"));
  await write(store, session(1, now - 9 * hourMs));
  start();
  await expect.poll(places, patience).toEqual([[7_000, "north-a"]]);
  await expect.poll(() => count("history_blocks"), patience).toBeGreaterThan(0);
  await store.topology.upsert(topology("south"));
  await write(store, session(2, now - 6 * hourMs));
  await expect
    .poll(async () => (await places()).map(([, circuit]) => circuit), patience)
    .toEqual(["south-a", "north-a"]);
  await kill();
  await write(store, session(3, now - 3 * hourMs));
  start();
  await expect.poll(async () => (await places()).length, patience).toBe(3);
  // None counts double, whether its hour is sealed by now or not.
  expect((await places()).map(([wh]) => wh)).toEqual([7_000, 7_000, 7_000]);
  expect(await count("sessions_due")).toBe(0);
}, 240_000);
