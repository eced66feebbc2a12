import { resolve } from "node:path";
import { keptClientId, openProduct, sessionClientId } from "../../server/app/mode";
import type { Env } from "../../server/base/env";
import { createLog, type Log } from "../../server/base/log";
import { derive } from "../../server/base/secrets";
import { StoreUnavailable } from "../../store/database/unavailable";
import { openStore } from "../../store/store";
import { buildWhenNeeded } from "./build";
import { seedDemo } from "./demo";
import { watchForFirstPerson } from "./first-person";
import {
  publicUrl,
  type Settings,
  startGatewayPart,
  startHistoryPart,
  startPagesPart,
  startSimulatorPart,
} from "./parts";
import { preflight } from "./preflight";
import { startSampleHistory } from "./start-sample-history";
import type { Supervised } from "./supervise";

const root = resolve(import.meta.dirname, "../../..");

function welcome({ env, mode }: Settings, tookMs: number): string {
  const signIn =
    mode === "demo"
      ? [
          "Demo mode: sample chargers, sample people, this machine only. Open the address and choose",
          "“Sign in as owner”, “Sign in as manager” or “Sign in as support”.",
        ]
      : ["Sign in with a person's email and password; npm run person -- add enters one."];
  const gateway = env.MQTT_URL ? [] : [`Chargers connect to ${env.GATEWAY_HOST}:${env.GATEWAY_PORT} (MQTT over TLS).`];
  const lines = [
    `Phaseboard is ready at ${publicUrl(env)} (started in ${(tookMs / 1000).toFixed(1)} s)`,
    "",
    ...signIn,
    ...gateway,
    "Ctrl-C ends it.",
  ];
  return `\n${lines.map((line) => `  ${line}`).join("\n")}\n`;
}

/** What has to be ended, in the order it was begun; `endAll` goes backwards. */
export type Closers = (() => Promise<void>)[];

export async function endAll(closers: Closers): Promise<void> {
  for (let close = closers.pop(); close; close = closers.pop()) await close();
}

/** As all instances on the database name it; while the database is not there, as it would be named first. */
async function clientIdOf(env: Env, databaseUrl: string, secret: string): Promise<string> {
  try {
    const store = await openStore(databaseUrl, {
      secret: derive(secret, "store keys"),
      log: createLog("start", "warn"),
    });
    try {
      return await sessionClientId(env, store);
    } finally {
      await store.close();
    }
  } catch (error) {
    if (error instanceof StoreUnavailable) return env.MQTT_CLIENT_ID ?? keptClientId(env.PHASEBOARD_DATA_DIR);
    throw error;
  }
}

async function runParts(settings: Settings, closers: Closers, dev: boolean): Promise<Supervised[]> {
  const parts: Supervised[] = [];
  const start = (part: Supervised) => {
    parts.push(part);
    closers.push(part.stop);
    return part.ready;
  };
  // The gateway comes first: the pages' server reads the certificate authority that it makes.
  if (!settings.env.MQTT_URL) await start(startGatewayPart(settings));
  await start(startPagesPart(settings, dev));
  await start(startHistoryPart(settings));
  // Last, so that what chargers say when they come up finds its listener.
  if (settings.mode === "demo")
    start(startSimulatorPart(settings)).catch((error: unknown) =>
      settings.log.error({ error: String(error) }, "the simulated fleet did not start; it is tried again"),
    );
  return parts;
}

/**
 * Brings the schema up to date before anything uses it. A database that is not there yet is waited for by the parts.
 * @throws SchemaTooNew when a newer version has used the database.
 */
async function prepareSchema(databaseUrl: string, log: Log): Promise<void> {
  try {
    await (await openStore(databaseUrl, { secret: Buffer.alloc(32), log })).close();
  } catch (error) {
    if (!(error instanceof StoreUnavailable)) throw error;
    log.warn({ reason: error.reason }, "the database is not there yet");
  }
}

export interface RunningProduct {
  /** Resolves with words when the product ends by itself, which the first real person does to the demo. */
  ended: Promise<string>;
  /** Every part runs and answers. */
  answering(): boolean;
}

/**
 * Brings up database, gateway, pages and, in demo mode, the simulated fleet; prints the address and how to sign in. What it
 * has begun it adds to `closers`, also when it fails or is left half-way.
 * @param ending aborted by the caller when the product begins to end.
 */
export async function runProduct(
  env: Env,
  dev: boolean,
  closers: Closers,
  ending: AbortSignal,
): Promise<RunningProduct> {
  const chosenLevel = process.env.LOG_LEVEL || undefined;
  const product = await openProduct(env, createLog("start", chosenLevel ?? "warn"));
  closers.push(product.stop);
  if (product.secret === null) throw new Error("The product was opened without its secret.");
  const logLevel = chosenLevel ?? (product.mode === "demo" ? "warn" : "info");
  const { secret } = product;
  await prepareSchema(product.databaseUrl, createLog("start", logLevel));
  const clientId = await clientIdOf(env, product.databaseUrl, secret);
  const settings = { env, ...product, secret, clientId, logLevel, log: createLog("start", logLevel), ending };
  await preflight(env, settings.mode);
  if (!dev && !buildWhenNeeded(root))
    throw new Error("The pages could not be built; what the build said stands above.");

  const startedAt = Date.now();
  let ended: Promise<string> = new Promise(() => undefined);
  let sampleIsMissing = false;
  if (settings.mode === "demo") {
    sampleIsMissing = await seedDemo(settings);
    const watch = await watchForFirstPerson(settings.realDatabaseUrl, settings.log);
    closers.push(watch.close);
    ended = watch.entered.then(
      () => "A real person has been entered: demo mode ends. Set PHASEBOARD_SECRET_FILE and start again.",
    );
  }
  const parts = await runParts(settings, closers, dev);
  console.log(welcome(settings, Date.now() - startedAt));
  if (sampleIsMissing) closers.push(startSampleHistory(settings));
  return { ended, answering: () => parts.every((part) => part.answering()) };
}
