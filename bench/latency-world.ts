import { randomBytes } from "node:crypto";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { freePort, startMosquitto } from "../lib/broker/test-mosquitto";
import { startHistoryPart, startPagesPart } from "../lib/cli/product/parts";
import { type Topology, usualPriority, usualSettings } from "../lib/domain/topology";
import { loadEnv } from "../lib/server/base/env";
import { createLog } from "../lib/server/base/log";
import { derive } from "../lib/server/base/secrets";
import { openDatabase } from "../lib/store/embedded-postgres/open-database";
import { openStore } from "../lib/store/store";
import { buildPages } from "./build-pages";
import { serial } from "./fleet-payloads";
import { childWith } from "./process-usage";

export const person = { email: "support@example.com", password: "correct horse battery staple" };
/** So many people with the same password, the first of them `person`: one of them may not have every stream. */
export const emails = (count: number) =>
  Array.from({ length: count }, (_, index) => (index === 0 ? person.email : `support-${index}@example.com`));
export const installationId = "bench";
const users = { dashboard: "bench-dashboard", publisher: "bench-publisher", page: "bench-page" };

export interface World {
  /** Where the built product's pages are. */
  pagesUrl: string;
  databaseUrl: string;
  dataDir: string;
  /** Of its processes. */
  pids(): { pages: number; history: number; broker: number };
  broker: { port: number; ca: string; socketUrl: string; users: typeof users };
  end(): Promise<void>;
}

/** Of the installation of this index: the first is `installationId`. */
export const installationName = (index: number) => (index === 0 ? installationId : `${installationId}-${index}`);

interface Size {
  chargers: number;
  /** In each installation. */
  chargersEach: number;
  idOf(n: number): string;
}

function topology({ chargers, chargersEach, idOf }: Size): Topology {
  const count = Math.ceil(chargers / chargersEach);
  const installations = Array.from({ length: count }, (_, index) => installation(installationName(index)));
  const circuits = installations.flatMap(({ id: installationId }) =>
    ["a", "b", "c", "d"].map((name) => ({
      id: `${installationId}-${name}`,
      installationId,
      name: name.toUpperCase(),
      fuseA: 5_000,
    })),
  );
  const entries = Array.from({ length: chargers }, (_, n) => ({
    deviceId: idOf(n),
    circuitId: circuits[4 * Math.floor(n / chargersEach) + (n % 4)]?.id ?? null,
    name: `P-${n}`,
    rotation: "RST" as const,
    maxCurrentA: 32,
    minCurrentA: 6,
    priority: usualPriority,
    enrolled: false,
  }));
  return { installations, circuits, chargers: entries };
}

function installation(id: string) {
  return {
    id,
    name: `Sample car park ${id}`,
    networkType: "TN3" as const,
    mainFuseA: 20_000,
    availableA: [20_000, 20_000, 20_000] as const,
    imbalanceLimitA: null,
    switchCurrentA: 15,
    timeZone: "Europe/Berlin",
    authorisation: { kind: "any" as const },
    ...usualSettings,
  };
}

/** Mosquitto with a TLS and a WebSocket listener, and the built product in real mode behind it; usually with one installation. */
export async function openWorld(chargers: number, people = 1, more: Partial<Size> = {}): Promise<World> {
  buildPages();
  const socketPort = await freePort();
  const broker = await startMosquitto({
    users,
    settings: [
      "set_tcp_nodelay true",
      "max_queued_messages 0",
      "max_inflight_messages 0",
      `listener ${socketPort} 127.0.0.1`,
      "protocol websockets",
    ],
  });
  const dataDir = await mkdtemp(join(tmpdir(), "phaseboard-latency-"));
  const ca = join(dataDir, "broker-ca.pem");
  await writeFile(ca, broker.ca);
  const given = {
    PORT: String(await freePort()),
    PHASEBOARD_DATA_DIR: dataDir,
    PHASEBOARD_SECRET: randomBytes(32).toString("base64url"),
    MQTT_URL: broker.url,
    MQTT_CA_FILE: ca,
    MQTT_USERNAME: "dashboard",
    MQTT_PASSWORD: users.dashboard,
  };
  // The pages read their way to the broker from the environment that they inherit.
  Object.assign(process.env, given);
  const env = loadEnv(given);
  const secret = given.PHASEBOARD_SECRET;
  const log = createLog("bench", "error");
  const database = await openDatabase({ dataDir, databaseUrl: null, name: "phaseboard", log });
  const store = await openStore(database.url, { secret: derive(secret, "store keys"), log });
  await store.topology.upsert(topology({ chargers, chargersEach: chargers, idOf: serial, ...more }));
  for (const email of emails(people))
    await store.people.add({ ...person, email, name: "Sample Support", role: "support", installationIds: [] });
  await store.close();
  const own = { clientId: "phaseboard-bench", logLevel: "error", log };
  const settings = { env, mode: "real" as const, databaseUrl: database.url, secret, ...own };
  const pages = startPagesPart(settings, false);
  await pages.ready;
  const history = startHistoryPart(settings);
  await history.ready;
  return {
    databaseUrl: database.url,
    dataDir,
    pids: () => ({ pages: childWith("next-server"), history: history.pid() ?? 0, broker: broker.pid }),
    pagesUrl: `http://localhost:${env.PORT}`,
    broker: { port: broker.port, ca: broker.ca, socketUrl: `ws://127.0.0.1:${socketPort}`, users },
    async end() {
      await history.stop();
      await pages.stop();
      await database.stop();
      await broker.remove();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}
