import { type ChildProcess, fork } from "node:child_process";
import { randomBytes } from "node:crypto";
import { once } from "node:events";
import { mkdtemp, readFile, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import mqtt from "mqtt";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { authorityFile } from "../gateway/tls/tls-files";
import { decodeMeter } from "../protocol/product/meter";
import { derive } from "../server/base/secrets";
import { demoHouse } from "../simulator/demo/demo-fleet";
import { demoTopology } from "../simulator/demo/demo-topology";
import { observes, openDashboard, startMosquitto, type TestBroker } from "../simulator/fleet/test-broker";
import { freePort } from "../store/embedded-postgres/cluster/port";
import { openStore, type Store } from "../store/store";
import { silentLog, startSystemPostgres, type TestServer } from "../store/test-postgres";

const sample = join(import.meta.dirname, "../simulator/samples/pro-state.json");
const secret = randomBytes(32).toString("base64url");
let dataDir: string;
let started: ChildProcess[] = [];

/** Runs one of the programs until it says that it is ready. */
async function start(program: string, args: string[], env: Record<string, string> = {}): Promise<ChildProcess> {
  const child = fork(join(import.meta.dirname, program), args, {
    execArgv: ["--import", "tsx"],
    stdio: ["ignore", "ignore", "inherit", "ipc"],
    env: { PATH: process.env.PATH, NODE_ENV: "test", LOG_LEVEL: "warn", PHASEBOARD_DATA_DIR: dataDir, ...env },
  });
  started.push(child);
  const [message] = await Promise.race([
    once(child, "message"),
    once(child, "exit").then(([code]) => Promise.reject(new Error(`${program} ended with ${code}`))),
  ]);
  expect(message).toEqual({ ready: true });
  return child;
}

async function stop(child: ChildProcess): Promise<number | null> {
  if (child.exitCode !== null || child.signalCode !== null) return child.exitCode;
  child.kill("SIGTERM");
  const [code] = await once(child, "exit");
  return code;
}

beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), "simulate-"));
});
afterEach(async () => {
  for (const child of started.reverse()) await stop(child);
  started = [];
});
afterAll(() => rm(dataDir, { recursive: true }));

describe("npm run simulate, with any broker", () => {
  let broker: TestBroker;
  let args: string[];
  beforeAll(async () => {
    broker = await startMosquitto();
    await writeFile(join(dataDir, "broker-ca.pem"), broker.ca);
    args = ["--mqtt", broker.url, "--ca", join(dataDir, "broker-ca.pem")];
  });
  afterAll(() => broker.stop());

  it("connects its chargers there, and ends when told", async () => {
    const dashboard = await openDashboard({ url: broker.url, ca: broker.ca });
    const simulator = await start("simulate.ts", ["--chargers", "3", "--self-allocate", ...args]);
    for (const id of ["ZPR100001", "ZPR100002", "ZPR100003"])
      await dashboard.next(id, ({ topic, text }) => topic.includes(id) && text.includes('"ObservationId":911,'));
    expect(await stop(simulator)).toBe(0);
    await dashboard.close();
  });

  it("replays a recording there, under the recorded serial number", async () => {
    const dashboard = await openDashboard({ url: broker.url, ca: broker.ca });
    await start("simulate.ts", ["--replay", sample, ...args]);
    await dashboard.next("the firmware", observes("ZPR000001", 911, "5.3.0.3"));
    await dashboard.next("the readings", ({ text }) => text.includes('\\"RV\\":6728.291'));
    await dashboard.close();
  });
});

describe("npm run simulate, when it cannot start", () => {
  it("ends with words and a status, also as somebody's child", async () => {
    const child = fork(join(import.meta.dirname, "simulate.ts"), ["--replay", "/nowhere/state.json"], {
      execArgv: ["--import", "tsx"],
      stdio: ["ignore", "ignore", "pipe", "ipc"],
    });
    let words = "";
    child.stderr?.on("data", (bytes: Buffer) => {
      words += bytes.toString();
    });
    const [code] = await once(child, "close");
    expect(code).toBe(1);
    expect(words).toContain("/nowhere/state.json");
  });
});

describe("npm run simulate, with the embedded gateway", () => {
  let server: TestServer;
  let store: Store;
  let databaseUrl: string;
  let port: number;
  const env = () => ({
    PHASEBOARD_MODE: "demo",
    PHASEBOARD_SECRET: secret,
    DATABASE_URL: databaseUrl,
    GATEWAY_PORT: String(port),
  });
  beforeAll(async () => {
    server = await startSystemPostgres();
    databaseUrl = await server.database();
    store = await openStore(databaseUrl, { secret: derive(secret, "store keys"), log: silentLog });
    const free = await freePort(0);
    if (free === null) throw new Error("there is no free port");
    port = free;
  });
  afterAll(async () => {
    await store.close();
    await server.end();
  });

  it("enters and enrols its chargers with a running gateway, keys kept to itself, and the same again", async () => {
    await start("gateway.ts", [], env());
    const dashboard = await openDashboard({
      url: `mqtts://localhost:${port}`,
      ca: await readFile(authorityFile(dataDir), "utf8"),
      clientId: "phaseboard-test",
      username: "phaseboard",
      password: derive(secret, "gateway dashboard password").toString("base64url"),
    });
    for (const round of ["first", "second"]) {
      dashboard.forget();
      const simulator = await start("simulate.ts", ["--chargers", "3"], env());
      for (const id of ["ZPR100001", "ZPR100002", "ZPR100003"])
        await dashboard.next(
          `${round} ${id}`,
          ({ topic, text }) => topic.includes(id) && text.includes('"ObservationId":911,'),
        );
      await stop(simulator);
    }
    const { chargers, installations } = await store.topology.load();
    expect(chargers.map((charger) => [charger.deviceId, charger.enrolled])).toEqual([
      ["ZPR100001", true],
      ["ZPR100002", true],
      ["ZPR100003", true],
    ]);
    expect(installations.map(({ name }) => name)).toEqual(["Simulated car park 1"]);
    expect((await stat(join(dataDir, "simulator", "keys.json"))).mode & 0o777).toBe(0o600);

    await start("simulate.ts", ["--replay", sample], env());
    await dashboard.next("the recording beside the demo's own", observes("ZPR000002", 911, "5.3.0.3"));
    await dashboard.close();
  });

  it("lets the demo's building say what it draws, with a password that only it has", async () => {
    await store.topology.upsert(demoTopology);
    await start("gateway.ts", [], env());
    const dashboard = await mqtt.connectAsync(`mqtts://localhost:${port}`, {
      ca: await readFile(authorityFile(dataDir), "utf8"),
      clientId: "phaseboard-meter-test",
      username: "phaseboard",
      password: derive(secret, "gateway dashboard password").toString("base64url"),
    });
    const reading = new Promise<string>((resolve) =>
      dashboard.once("message", (_, bytes) => resolve(bytes.toString())),
    );
    await dashboard.subscribeAsync(demoHouse.spec.topic, { qos: 0 });
    await start("simulate.ts", ["--demo", "--connects", "1"], env());
    expect(decodeMeter(demoHouse.spec.topic, Buffer.from(await reading), Date.now())).toMatchObject({
      kind: "meter",
      currentA: [expect.any(Number), expect.any(Number), expect.any(Number)],
    });
    await dashboard.endAsync();
    expect((await store.meters.list()).map(({ topic }) => topic)).toEqual([demoHouse.spec.topic]);
  });
});
