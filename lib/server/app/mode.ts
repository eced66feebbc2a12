import { randomBytes } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { openDatabase } from "../../store/embedded-postgres/open-database";
import { openStore, type Store } from "../../store/store";
import { ConfigurationError, type Env } from "../base/env";
import type { Log } from "../base/log";
import { keptSecret } from "../base/secrets";

export type Mode = "demo" | "real";

/** Which database and secret the product works with, and the way to give the database back. */
export interface Product {
  mode: Mode;
  databaseUrl: string;
  /** The real database, where the first real person will be entered. */
  realDatabaseUrl: string;
  /** Null: none is set, and the caller said that it does without. */
  secret: string | null;
  stop(): Promise<void>;
}

export interface ProductWishes {
  /** Real mode even before there is a person: to make things ready. */
  real?: boolean;
  /** The caller never touches what the secret guards. */
  withoutSecret?: boolean;
}

// Looking for a person touches nothing that is sealed, so no real key is needed for it.
const noKey = Buffer.alloc(32);

async function hasRealPerson(url: string, log: Log): Promise<boolean> {
  const store = await openStore(url, { secret: noKey, log });
  try {
    return await store.people.hasRealPerson();
  } finally {
    await store.close();
  }
}

/**
 * Opens the database of the mode that holds now: demo while there is neither MQTT_URL nor a real person, else real. A part
 * that `npm start` runs is told all of it (PHASEBOARD_MODE) and opens nothing.
 * @throws ConfigurationError in real mode when PHASEBOARD_SECRET is missing.
 */
export async function openProduct(env: Env, log: Log, wishes: ProductWishes = {}): Promise<Product> {
  if (env.PHASEBOARD_MODE && env.DATABASE_URL && env.PHASEBOARD_SECRET)
    return {
      mode: env.PHASEBOARD_MODE,
      databaseUrl: env.DATABASE_URL,
      realDatabaseUrl: env.DATABASE_URL,
      secret: env.PHASEBOARD_SECRET,
      stop: async () => undefined,
    };
  const dataDir = env.PHASEBOARD_DATA_DIR;
  const databaseUrl = env.DATABASE_URL ?? null;
  const real = await openDatabase({ dataDir, databaseUrl, name: "phaseboard", log });
  try {
    if (wishes.real || env.MQTT_URL || (await hasRealPerson(real.url, log))) {
      const secret = env.PHASEBOARD_SECRET ?? null;
      if (secret === null && !wishes.withoutSecret)
        throw new ConfigurationError([
          "PHASEBOARD_SECRET: is not set. Put at least 32 random characters into a file and set PHASEBOARD_SECRET_FILE to it",
        ]);
      return { mode: "real", databaseUrl: real.url, realDatabaseUrl: real.url, secret, stop: real.stop };
    }
    const demo = await openDatabase({ dataDir, databaseUrl, name: "phaseboard_demo", log });
    await real.stop();
    return {
      mode: "demo",
      databaseUrl: demo.url,
      realDatabaseUrl: real.url,
      secret: keptSecret(join(dataDir, "demo", "secret")),
      stop: demo.stop,
    };
  } catch (error) {
    await real.stop();
    throw error;
  }
}

/** A name for the persistent session with the broker, kept in the data directory: what is proposed to the database. */
export function keptClientId(dataDir: string): string {
  const file = join(dataDir, "client-id");
  if (existsSync(file)) return readFileSync(file, "utf8").trim();
  const id = `phaseboard-${randomBytes(4).toString("hex")}`;
  mkdirSync(dataDir, { recursive: true });
  writeFileSync(file, `${id}\n`);
  return id;
}

/** The name of the persistent session with the broker: as set, else the one that all instances on this database share. */
export async function sessionClientId(env: Env, { brokerSession }: Pick<Store, "brokerSession">): Promise<string> {
  return env.MQTT_CLIENT_ID ?? brokerSession.clientId(keptClientId(env.PHASEBOARD_DATA_DIR));
}
