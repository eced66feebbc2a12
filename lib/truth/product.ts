import { randomBytes } from "node:crypto";
import { mkdir, mkdtemp, readFile, rm } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Settings, startGatewayPart, startHistoryPart, startPagesPart } from "../cli/product/parts";
import { type Closers, endAll } from "../cli/product/run-product";
import type { Supervised } from "../cli/product/supervise";
import type { Topology } from "../domain/topology";
import { loadEnv } from "../server/base/env";
import { createLog } from "../server/base/log";
import { derive } from "../server/base/secrets";
import { openDatabase } from "../store/embedded-postgres/open-database";
import { openStore, type Store } from "../store/store";
import type { Credentials } from "./api";
import { watchHealth } from "./health-watch";

const programs = ["gateway", "pages", "history"] as const;
type ProgramName = (typeof programs)[number];
export type PartName = ProgramName | "database";

export interface Product {
  url: string;
  gatewayPort: number;
  ca: string;
  dataDir: string;
  keyOf(deviceId: string): string;
  /** The first is of support, the others own the installations. */
  people: readonly Credentials[];
  /** When the gateway was killed, ms. */
  readonly gatewayKills: readonly number[];
  /** SIGKILL; it is started again at once. Resolves when all parts are up. */
  kill(part: PartName): Promise<void>;
  pid(part: PartName): Promise<number>;
  /** Sends a part's process a signal, and leaves the rest to who supervises it. */
  signal(part: PartName, name: NodeJS.Signals): Promise<number>;
  /** Since when all parts have been up, ms; null: one is not. */
  upSince(): number | null;
  /** Resolves when all are up; throws after `withinMs`. */
  up(withinMs: number): Promise<void>;
  /** What it last said of itself. */
  health(): unknown;
  /** Its database, beside it. */
  openStore(): Promise<Store>;
  end(): Promise<void>;
}

export interface ProductOptions {
  topology: Topology;
  people?: number;
  /** Where its data lies; a folder of its own, if not given. */
  dataDir?: string;
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once("error", reject);
    server.listen(0, "127.0.0.1", () => {
      const address = server.address();
      server.close(() =>
        address && typeof address === "object" ? resolve(address.port) : reject(new Error("no port")),
      );
    });
  });
}

const signal = (pid: number | undefined, name: NodeJS.Signals) => {
  try {
    if (pid) process.kill(pid, name);
  } catch {
    // It has ended by itself in this moment.
  }
};

/** The product's real parts as `npm start` runs them in real mode, each of which can be killed. */
export async function openProduct({ topology, people: count = 6, dataDir: given }: ProductOptions): Promise<Product> {
  const dataDir = given ?? (await mkdtemp(join(tmpdir(), "phaseboard-truth-")));
  await mkdir(dataDir, { recursive: true });
  const closers: Closers = given ? [] : [() => rm(dataDir, { recursive: true, force: true })];
  const env = loadEnv({
    PORT: String(await freePort()),
    GATEWAY_PORT: String(await freePort()),
    PHASEBOARD_DATA_DIR: dataDir,
    PHASEBOARD_SECRET: randomBytes(32).toString("base64url"),
  });
  const secret = env.PHASEBOARD_SECRET ?? "";
  const logLevel = process.env.LOG_LEVEL ?? "fatal";
  const log = createLog("truth", logLevel);
  try {
    const database = await openDatabase({ dataDir, databaseUrl: null, name: "phaseboard", log });
    closers.push(database.stop);
    const openOwn = () => openStore(database.url, { secret: derive(secret, "store keys"), log });
    const store = await openOwn();
    await store.topology.upsert(topology);
    const password = randomBytes(12).toString("hex");
    const people = Array.from({ length: count }, (_, index) => ({ email: `person-${index}@example.com`, password }));
    const installationIds = topology.installations.map(({ id }) => id);
    for (const [index, { email }] of people.entries()) {
      const role = index === 0 ? ("support" as const) : ("owner" as const);
      await store.people.add({
        email,
        name: "Sample Person",
        role,
        installationIds: index === 0 ? [] : installationIds,
        password,
      });
    }
    const keys = new Map(topology.chargers.map(({ deviceId }) => [deviceId, randomBytes(32)]));
    for (const [deviceId, key] of keys) await store.keys.enrol(deviceId, key);
    await store.close();
    const settings: Settings = {
      env,
      mode: "real",
      databaseUrl: database.url,
      secret,
      clientId: "phaseboard-truth",
      logLevel,
      log,
    };
    const url = `http://localhost:${env.PORT}`;

    const begin: Record<ProgramName, () => Supervised> = {
      gateway: () => startGatewayPart(settings),
      pages: () => startPagesPart(settings, false),
      history: () => startHistoryPart(settings),
    };
    const running: Record<ProgramName, Supervised | null> = { gateway: null, pages: null, history: null };
    for (const name of programs) {
      closers.push(async () => running[name]?.stop());
      running[name] = begin[name]();
      await running[name]?.ready;
    }
    const postmaster = async () => {
      const text = await readFile(join(dataDir, "postgres", "cluster", "postmaster.pid"), "utf8");
      return Number(text.split("\n")[0]);
    };
    const pid = async (part: PartName) => (part === "database" ? postmaster() : (running[part]?.pid() ?? 0));
    const hanging = new Map<PartName, number>();
    /** A part hangs that nobody has replaced: the health of the others does not tell. */
    const hangs = () => {
      for (const [part, stopped] of hanging) {
        if (part === "database" || running[part]?.pid() === stopped) return true;
        hanging.delete(part);
        state.down();
      }
      return false;
    };
    const state = watchHealth(url);
    closers.push(async () => state.end());
    await state.up(60_000);
    const gatewayKills: number[] = [];
    return {
      url,
      gatewayKills,
      gatewayPort: env.GATEWAY_PORT,
      ca: await readFile(join(dataDir, "tls", "ca.pem"), "utf8"),
      dataDir,
      keyOf: (deviceId) => keys.get(deviceId)?.toString("base64") ?? "",
      people,
      pid,
      async kill(part) {
        state.down();
        if (part === "gateway") gatewayKills.push(Date.now());
        if (part === "database") signal(await postmaster(), "SIGKILL");
        else {
          const ending = running[part]?.stop();
          signal(running[part]?.pid(), "SIGKILL");
          await ending;
          running[part] = begin[part]();
          await running[part]?.ready;
        }
        state.down();
        await state.up(300_000);
      },
      async signal(part, name) {
        const to = await pid(part);
        if (part === "gateway" && name === "SIGKILL") gatewayKills.push(Date.now());
        if (name === "SIGSTOP") hanging.set(part, to);
        else hanging.delete(part);
        state.down();
        signal(to, name);
        return to;
      },
      upSince: () => (hangs() ? null : state.since()),
      up: state.up,
      health: state.latest,
      openStore: openOwn,
      end: () => endAll(closers),
    };
  } catch (error) {
    await endAll(closers);
    throw error;
  }
}
