import { randomBytes } from "node:crypto";
import { mkdir, mkdtemp, readFile, rm } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Settings, startGatewayPart, startPagesPart } from "../cli/parts";
import { type Closers, endAll } from "../cli/run-product";
import type { Supervised } from "../cli/supervise";
import type { Topology } from "../domain/topology";
import { loadEnv } from "../server/env";
import { createLog } from "../server/log";
import { derive } from "../server/secrets";
import { openDatabase } from "../store/embedded";
import { openStore } from "../store/store";
import type { Credentials } from "./stream-reader";

export type PartName = "pages" | "gateway" | "database";

export interface Product {
  url: string;
  gatewayPort: number;
  ca: string;
  dataDir: string;
  keyOf(deviceId: string): string;
  people: readonly Credentials[];
  /** SIGKILL; it is started again at once, and the promise resolves when it is up. */
  kill(part: PartName): Promise<void>;
  pid(part: PartName): Promise<number>;
  /** Since when all parts have been up, ms; null: one is not. */
  upSince(): number | null;
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
    const store = await openStore(database.url, { secret: derive(secret, "store keys"), log });
    await store.topology.upsert(topology);
    const password = randomBytes(12).toString("hex");
    const people = Array.from({ length: count }, (_, index) => ({ email: `owner-${index}@example.com`, password }));
    const installationIds = topology.installations.map(({ id }) => id);
    for (const { email } of people)
      await store.people.add({ email, name: "Sample Owner", role: "owner", installationIds, password });
    const keys = new Map(topology.chargers.map(({ deviceId }) => [deviceId, randomBytes(32)]));
    for (const [deviceId, key] of keys) await store.keys.enrol(deviceId, key);
    await store.close();
    const settings: Settings = { env, mode: "real", databaseUrl: database.url, secret, logLevel, log };
    const url = `http://localhost:${env.PORT}`;

    const begin = { gateway: () => startGatewayPart(settings), pages: () => startPagesPart(settings, false) };
    const running: Record<"gateway" | "pages", Supervised | null> = { gateway: null, pages: null };
    let upAt: number | null = null;
    let away = 0;
    for (const name of ["gateway", "pages"] as const) {
      closers.push(async () => running[name]?.stop());
      running[name] = begin[name]();
      await running[name]?.ready;
    }
    upAt = Date.now();
    const postmaster = async () => {
      const text = await readFile(join(dataDir, "postgres", "cluster", "postmaster.pid"), "utf8");
      return Number(text.split("\n")[0]);
    };
    const databaseUp = async () => {
      for (let up = false; !up; ) {
        await new Promise((resolve) => setTimeout(resolve, 200));
        up = await fetch(`${url}/api/health`, { signal: AbortSignal.timeout(2_000) })
          .then(async (answer) => /"store":\{"up":true/.test(await answer.text()))
          .catch(() => false);
      }
    };
    return {
      url,
      gatewayPort: env.GATEWAY_PORT,
      ca: await readFile(join(dataDir, "tls", "ca.pem"), "utf8"),
      dataDir,
      keyOf: (deviceId) => keys.get(deviceId)?.toString("base64") ?? "",
      people,
      async pid(part) {
        return part === "database" ? postmaster() : (running[part]?.pid() ?? 0);
      },
      async kill(part) {
        away += 1;
        try {
          if (part === "database") {
            signal(await postmaster(), "SIGKILL");
            await databaseUp();
          } else {
            const old = running[part];
            const pid = old?.pid();
            const ending = old?.stop();
            signal(pid, "SIGKILL");
            await ending;
            running[part] = begin[part]();
            await running[part]?.ready;
          }
        } finally {
          away -= 1;
          upAt = Date.now();
        }
      },
      upSince: () => (away > 0 ? null : upAt),
      end: () => endAll(closers),
    };
  } catch (error) {
    await endAll(closers);
    throw error;
  }
}
