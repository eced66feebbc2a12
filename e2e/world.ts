import { randomBytes } from "node:crypto";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { startMosquitto } from "../lib/broker/test-mosquitto";
import { type Settings, startGatewayPart, startHistoryPart, startPagesPart } from "../lib/cli/product/parts";
import { type Closers, endAll } from "../lib/cli/product/run-product";
import type { Supervised } from "../lib/cli/product/supervise";
import { roles } from "../lib/domain/access/person";
import { loadEnv } from "../lib/server/base/env";
import { createLog } from "../lib/server/base/log";
import { derive } from "../lib/server/base/secrets";
import { type Simulator, startSimulator } from "../lib/simulator/fleet/start-simulator";
import { brokerTransport, gatewayTransport } from "../lib/simulator/fleet/transport";
import { openDatabase } from "../lib/store/embedded-postgres/open-database";
import { openStore, type Store } from "../lib/store/store";
import { freePort } from "./free-port";
import { chargers, journeys, password, people, pricesPassword, stranger, topology } from "./sample";

/** A part that a journey can end hard, leave away for a while, and start again. */
interface Part {
  /** SIGKILL, and it stays away until `start`. */
  kill(): Promise<void>;
  start(): Promise<void>;
}

/** The embedded gateway, or a Mosquitto of the operator's own. */
export type BrokerKind = "gateway" | "mosquitto";

export interface World {
  url: string;
  /** 0 where there is no gateway. */
  gatewayPort: number;
  ca: string;
  /** Of enrolled chargers. */
  keys: ReadonlyMap<string, Buffer>;
  simulator: Simulator;
  /** The product's own database, for what a journey would take too long to bring about. */
  store: Store;
  broker: Part;
  pages: Part;
  end(): Promise<void>;
}

function part(begin: () => Supervised): Part & { stop(): Promise<void> } {
  let running: Supervised | null = null;
  const stop = async () => {
    await running?.stop();
    running = null;
  };
  return {
    stop,
    async start() {
      running = begin();
      await running.ready;
    },
    async kill() {
      const pid = running?.pid();
      const ending = stop();
      if (pid) process.kill(pid, "SIGKILL");
      await ending;
    },
  };
}

async function fill(store: Store): Promise<void> {
  await store.topology.upsert(topology);
  for (const role of roles) {
    const { email, name, installations } = people[role];
    const { outcome } = await store.people.add({ email, name, role, installationIds: installations, password });
    if (outcome !== "added") throw new Error(`sample ${role}: ${outcome}`);
  }
}

async function enrol(store: Store): Promise<Map<string, Buffer>> {
  const keys = new Map(topology.chargers.map(({ deviceId }) => [deviceId, randomBytes(32)]));
  for (const [deviceId, key] of keys) await store.keys.enrol(deviceId, key);
  return keys;
}

/** Mosquitto with TLS, passwords and the access list that the documentation gives; all chargers share one user. */
async function openMosquitto(dataDir: string, closers: Closers) {
  const passwords = { phaseboard: randomBytes(16).toString("hex"), chargers: randomBytes(16).toString("hex") };
  const mosquitto = await startMosquitto({
    users: passwords,
    acl: [
      "user phaseboard",
      "topic read devices/+/messages/events/#",
      "topic read devices/+/methods/res/#",
      "topic read devices/+/connection",
      "topic write devices/+/methods/POST/#",
      "topic readwrite phaseboard/#",
      "",
      "pattern write devices/%c/messages/events/#",
      "pattern write devices/%c/methods/res/#",
      "pattern read devices/%c/methods/POST/#",
    ],
  });
  closers.push(mosquitto.remove);
  const caFile = join(dataDir, "broker-ca.pem");
  await writeFile(caFile, mosquitto.ca);
  const broker: Part = { kill: () => mosquitto.stop("SIGKILL"), start: mosquitto.start };
  return {
    broker,
    ca: mosquitto.ca,
    variables: {
      MQTT_URL: mosquitto.url,
      MQTT_CA_FILE: caFile,
      MQTT_USERNAME: "phaseboard",
      MQTT_PASSWORD: passwords.phaseboard,
    },
    transport: brokerTransport({
      url: mosquitto.url,
      ca: mosquitto.ca,
      username: "chargers",
      password: passwords.chargers,
    }),
  };
}

/** Resolves when the pages read the broker. */
async function untilReading(url: string): Promise<void> {
  for (;;) {
    const health = await (await fetch(`${url}/api/health`)).json();
    if (health.broker.up) return;
    await sleep(100);
  }
}

async function build(kind: BrokerKind, dataDir: string, closers: Closers): Promise<Omit<World, "end">> {
  const mosquitto = kind === "mosquitto" ? await openMosquitto(dataDir, closers) : null;
  const gatewayPort = await freePort();
  const env = loadEnv({
    PORT: String(await freePort()),
    GATEWAY_PORT: String(gatewayPort),
    PHASEBOARD_DATA_DIR: dataDir,
    PHASEBOARD_SECRET: randomBytes(32).toString("base64url"),
    PRICES_PASSWORD: pricesPassword,
    ...mosquitto?.variables,
  });
  const logLevel = process.env.LOG_LEVEL ?? "fatal";
  const log = createLog("world", logLevel);
  const secret = env.PHASEBOARD_SECRET ?? "";
  const database = await openDatabase({ dataDir, databaseUrl: null, name: "phaseboard", log });
  closers.push(database.stop);
  const store = await openStore(database.url, { secret: derive(secret, "store keys"), log });
  closers.push(store.close);
  await fill(store);

  const settings: Settings = {
    env,
    mode: "real",
    databaseUrl: database.url,
    secret,
    clientId: "phaseboard-journeys",
    logLevel,
    log,
  };
  const pages = part(() => startPagesPart(settings, false));
  const history = part(() => startHistoryPart(settings));
  const started = { url: `http://localhost:${env.PORT}`, pages, store };
  if (mosquitto) {
    closers.push(pages.stop);
    await pages.start();
    // A plain broker keeps nothing for a dashboard that it has not met yet.
    await untilReading(started.url);
    closers.push(history.stop);
    await history.start();
    const { broker, ca, transport } = mosquitto;
    // Nothing behind such a broker allocates here, so the simulated cloud does.
    const simulator = startSimulator({
      transport,
      chargers: [...chargers, { deviceId: stranger }],
      selfAllocate: true,
    });
    closers.push(simulator.stop);
    return { ...started, gatewayPort: 0, ca, keys: new Map(), simulator, broker };
  }
  const keys = await enrol(store);
  const gateway = part(() => startGatewayPart(settings));
  closers.push(gateway.stop);
  await gateway.start();
  closers.push(pages.stop);
  await pages.start();
  closers.push(history.stop);
  await history.start();
  const ca = await readFile(join(dataDir, "tls", "ca.pem"), "utf8");
  const keyOf = (deviceId: string) => keys.get(deviceId)?.toString("base64") ?? "";
  const transport = gatewayTransport({ host: "localhost", port: gatewayPort, ca, keyOf });
  const simulator = startSimulator({ transport, chargers });
  closers.push(simulator.stop);
  return { ...started, gatewayPort, ca, keys, simulator, broker: gateway };
}

/** The whole product in real mode, on ports and a data folder of its own, with simulated chargers in the test's hand. */
export async function openWorld(kind: BrokerKind): Promise<World> {
  const dataDir = await mkdtemp(join(tmpdir(), "phaseboard-world-"));
  const closers: Closers = [() => rm(dataDir, { recursive: true, force: true })];
  const end = () => endAll(closers);
  try {
    const world = await build(kind, dataDir, closers);
    await Promise.all(
      Object.values(journeys).map((id) => world.simulator.charger(id).waitFor("connected", ({ linkUp }) => linkUp)),
    );
    return { ...world, end };
  } catch (error) {
    await end();
    throw error;
  }
}
