import { type ChildProcess, fork } from "node:child_process";
import { randomBytes } from "node:crypto";
import { once } from "node:events";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import mqtt, { type MqttClient } from "mqtt";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { makeSasToken } from "../gateway/devices/sas";
import { ended, inAnHour, messagesOf } from "../gateway/gateway-fixture";
import { authorityFile } from "../gateway/tls/tls-files";
import { derive } from "../server/base/secrets";
import { freePort } from "../store/embedded-postgres/cluster/port";
import { openStore, type Store } from "../store/store";
import { silentLog, startSystemPostgres, type TestServer } from "../store/test-postgres";

const secret = randomBytes(32).toString("base64url");
const id = "ZPR000001";
let server: TestServer;
let store: Store;
let dataDir: string;
let port: number;
let gateway: ChildProcess;
let databaseUrl: string;

async function startProcess(): Promise<ChildProcess> {
  const child = fork(join(import.meta.dirname, "gateway.ts"), [], {
    execArgv: ["--import", "tsx"],
    stdio: ["ignore", "pipe", "inherit", "ipc"],
    env: {
      PATH: process.env.PATH,
      NODE_ENV: "test",
      PHASEBOARD_MODE: "demo",
      PHASEBOARD_SECRET: secret,
      PHASEBOARD_DATA_DIR: dataDir,
      DATABASE_URL: databaseUrl,
      GATEWAY_PORT: String(port),
    },
  });
  child.stdout?.setEncoding("utf8");
  await once(child, "message");
  return child;
}

async function enrol(deviceId: string): Promise<Buffer> {
  const key = randomBytes(32);
  await store.topology.putCharger({
    deviceId,
    circuitId: null,
    name: deviceId,
    rotation: "RST",
    maxCurrentA: 32,
    minCurrentA: 6,
  });
  await store.keys.enrol(deviceId, key);
  return key;
}

async function connect(clientId: string, username: string, password: string): Promise<MqttClient> {
  return mqtt.connectAsync(`mqtts://localhost:${port}`, {
    protocolVersion: 4,
    reconnectPeriod: 0,
    ca: await readFile(authorityFile(dataDir), "utf8"),
    clientId,
    username,
    password,
  });
}

function charger(deviceId: string, key: Buffer): Promise<MqttClient> {
  const host = `localhost:${port}`;
  const token = makeSasToken(host, deviceId, key, inAnHour());
  return connect(deviceId, `${host}/${deviceId}/?api-version=2020-09-30`, token);
}

/** Asks until it is so: for what the database tells nobody about. */
async function eventually(isSo: () => Promise<boolean>): Promise<void> {
  while (!(await isSo())) await new Promise((resolve) => setTimeout(resolve, 50));
}

beforeAll(async () => {
  server = await startSystemPostgres();
  databaseUrl = await server.database();
  store = await openStore(databaseUrl, { secret: derive(secret, "store keys"), log: silentLog });
  dataDir = await mkdtemp(join(tmpdir(), "gateway-process-"));
  const free = await freePort(0);
  if (free === null) throw new Error("there is no free port");
  port = free;
});

afterAll(async () => {
  if (gateway.exitCode === null) {
    gateway.kill("SIGKILL");
    await once(gateway, "exit");
  }
  await store.close();
  await server.end();
  await rm(dataDir, { recursive: true, force: true });
});

describe("the gateway's process", () => {
  it("follows the store, outlives the database, and ends cleanly", async () => {
    const key = await enrol(id);
    gateway = await startProcess();

    const first = await charger(id, key);
    const late = await charger("ZPR000002", await enrol("ZPR000002"));
    const heard = messagesOf(first);
    await first.subscribeAsync(["$iothub/twin/PATCH/properties/desired/#", "$iothub/twin/res/#"]);
    await store.twins.patch(id, "desired", { Settings: { "510": "16" } });
    const patch = await heard.until(({ topic }) => topic.startsWith("$iothub/twin/PATCH/"));
    expect(JSON.parse(patch.text)).toEqual({ Settings: { "510": "16" }, $version: 2 });
    await first.publishAsync("$iothub/twin/PATCH/properties/reported/?$rid=1", '{"Settings":{"510":"16"}}');
    await eventually(async () => (await store.twins.get(id)).reported.version === 2);

    const password = derive(secret, "gateway dashboard password").toString("base64url");
    const dashboard = await connect("phaseboard-1", "phaseboard", password);
    const fleet = messagesOf(dashboard);
    await dashboard.subscribeAsync("devices/+/connection");
    await fleet.until(({ topic, text }) => topic === `devices/${id}/connection` && JSON.parse(text).connected);

    await server.kill();
    await first.endAsync();
    await fleet.until(({ topic, text }) => topic === `devices/${id}/connection` && !JSON.parse(text).connected);
    const back = await charger(id, key);
    expect(late.connected).toBe(true);

    await server.start();
    const gone = ended(back);
    await eventually(async () => store.health().up);
    expect(await store.keys.rotate(id, randomBytes(32))).toBe(true);
    await gone;

    const removed = ended(late);
    expect(await store.topology.removeCharger("ZPR000002")).toBe(true);
    await removed;

    gateway.kill("SIGTERM");
    expect(await once(gateway, "exit")).toEqual([0, null]);
  });

  it("ends when the process that started it is gone", async () => {
    gateway = await startProcess();
    gateway.disconnect();
    expect(await once(gateway, "exit")).toEqual([0, null]);
  });
});
