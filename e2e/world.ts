import { randomBytes } from "node:crypto";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Settings, startGatewayPart, startPagesPart } from "../lib/cli/parts";
import type { Supervised } from "../lib/cli/supervise";
import { roles } from "../lib/domain/person";
import { loadEnv } from "../lib/server/env";
import { createLog } from "../lib/server/log";
import { derive } from "../lib/server/secrets";
import { type Simulator, startSimulator } from "../lib/simulator/start-simulator";
import { gatewayTransport } from "../lib/simulator/transport";
import { openDatabase } from "../lib/store/embedded";
import { openStore, type Store } from "../lib/store/store";
import { freePort } from "./free-port";
import { journeys, password, people, topology } from "./sample";

/** A part that a journey can end hard, leave away for a while, and start again. */
export interface Part {
  /** SIGKILL, and it stays away until `start`. */
  kill(): Promise<void>;
  start(): Promise<void>;
}

export interface World {
  url: string;
  gatewayPort: number;
  ca: string;
  keys: ReadonlyMap<string, Buffer>;
  store: Store;
  simulator: Simulator;
  gateway: Part;
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

async function fill(store: Store): Promise<Map<string, Buffer>> {
  await store.topology.upsert(topology);
  for (const role of roles) {
    const { email, name, installations } = people[role];
    const { outcome } = await store.people.add({ email, name, role, installationIds: installations, password });
    if (outcome !== "added") throw new Error(`sample ${role}: ${outcome}`);
  }
  const keys = new Map(topology.chargers.map(({ deviceId }) => [deviceId, randomBytes(32)]));
  for (const [deviceId, key] of keys) await store.keys.enrol(deviceId, key);
  return keys;
}

/** The whole product in real mode, on ports and a data folder of its own, with simulated chargers in the test's hand. */
export async function openWorld(): Promise<World> {
  const dataDir = await mkdtemp(join(tmpdir(), "phaseboard-world-"));
  const gatewayPort = await freePort();
  const env = loadEnv({
    PORT: String(await freePort()),
    GATEWAY_PORT: String(gatewayPort),
    PHASEBOARD_DATA_DIR: dataDir,
    PHASEBOARD_SECRET: randomBytes(32).toString("base64url"),
  });
  const logLevel = process.env.LOG_LEVEL ?? "error";
  const log = createLog("world", logLevel);
  const secret = env.PHASEBOARD_SECRET ?? "";
  const database = await openDatabase({ dataDir, databaseUrl: null, name: "phaseboard", log });
  const store = await openStore(database.url, { secret: derive(secret, "store keys"), log });
  const keys = await fill(store);

  const settings: Settings = { env, mode: "real", databaseUrl: database.url, secret, logLevel, log };
  const gateway = part(() => startGatewayPart(settings));
  const pages = part(() => startPagesPart(settings, false));
  await gateway.start();
  await pages.start();

  const ca = await readFile(join(dataDir, "tls", "ca.pem"), "utf8");
  const keyOf = (deviceId: string) => keys.get(deviceId)?.toString("base64") ?? "";
  const simulator = startSimulator({
    transport: gatewayTransport({ host: "localhost", port: gatewayPort, ca, keyOf }),
    chargers: Object.values(journeys).map((deviceId) => ({ deviceId })),
  });
  return {
    url: `http://localhost:${env.PORT}`,
    gatewayPort,
    ca,
    keys,
    store,
    simulator,
    gateway,
    pages,
    async end() {
      await simulator.stop();
      await pages.stop();
      await gateway.stop();
      await store.close();
      await database.stop();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}
