import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import type { Mode } from "../../server/app/mode";
import type { Env } from "../../server/base/env";
import type { Log } from "../../server/base/log";
import { derive } from "../../server/base/secrets";
import { usualQuestions } from "./questions";
import { type ChildOptions, type Supervised, supervise } from "./supervise";

/** What every part of the product is told, resolved once by whoever starts it. */
export interface Settings {
  env: Env;
  mode: Mode;
  databaseUrl: string;
  secret: string;
  /** Names the persistent session with the broker. */
  clientId: string;
  logLevel: string;
  log: Log;
  /** Aborted when the product begins to end. */
  ending?: AbortSignal;
}

/** The name or address that the pages listen on. */
export const pagesHost = ({ env, mode }: Pick<Settings, "env" | "mode">) =>
  mode === "demo" ? "127.0.0.1" : (env.HOST ?? "127.0.0.1");

/** Where people reach the pages. */
export const publicUrl = (env: Env) => (env.PHASEBOARD_URL ?? `http://localhost:${env.PORT}`).replace(/\/$/, "");

/** What every part is told in its environment. */
export function common(settings: Settings): Record<string, string | undefined> {
  const { env, mode, databaseUrl, secret, logLevel } = settings;
  return {
    DATABASE_URL: databaseUrl,
    DATABASE_URL_FILE: undefined,
    PHASEBOARD_SECRET: secret,
    PHASEBOARD_SECRET_FILE: undefined,
    PHASEBOARD_MODE: mode,
    PHASEBOARD_DATA_DIR: env.PHASEBOARD_DATA_DIR,
    PHASEBOARD_ALLOCATION: env.PHASEBOARD_ALLOCATION,
    PHASEBOARD_JOURNAL_SOFT_MB: String(env.PHASEBOARD_JOURNAL_SOFT_MB),
    PHASEBOARD_JOURNAL_HARD_MB: String(env.PHASEBOARD_JOURNAL_HARD_MB),
    MQTT_CLIENT_ID: settings.clientId,
    GATEWAY_HOST: env.GATEWAY_HOST,
    GATEWAY_PORT: String(env.GATEWAY_PORT),
    GATEWAY_CERT_FILE: env.GATEWAY_CERT_FILE,
    GATEWAY_KEY_FILE: env.GATEWAY_KEY_FILE,
    GATEWAY_CONNECTIONS_PER_ADDRESS: String(env.GATEWAY_CONNECTIONS_PER_ADDRESS),
    GATEWAY_HANDSHAKES_PER_ADDRESS: String(env.GATEWAY_HANDSHAKES_PER_ADDRESS),
    // The gateway's alone.
    PRICES_PASSWORD: undefined,
    PRICES_PASSWORD_FILE: undefined,
    LOG_LEVEL: logLevel,
    NEXT_TELEMETRY_DISABLED: "1",
  };
}

/** How the dashboard reaches the gateway that runs beside it. */
function embeddedBroker({ env, secret }: Settings): Record<string, string | undefined> {
  const ownCertificate = env.GATEWAY_CERT_FILE !== undefined;
  return {
    MQTT_URL: `mqtts://${ownCertificate ? env.GATEWAY_HOST : "localhost"}:${env.GATEWAY_PORT}`,
    MQTT_CA_FILE: ownCertificate ? env.MQTT_CA_FILE : join(env.PHASEBOARD_DATA_DIR, "tls", "ca.pem"),
    MQTT_USERNAME: "phaseboard",
    MQTT_PASSWORD: derive(secret, "gateway dashboard password").toString("base64url"),
    MQTT_PASSWORD_FILE: undefined,
    MQTT_PROTOCOL_VERSION: "4",
    PHASEBOARD_GATEWAY: "embedded",
  };
}

/** How the dashboard reaches a broker of the operator's own. */
function ownBroker({ env }: Settings): Record<string, string | undefined> {
  return {
    MQTT_URL: env.MQTT_URL,
    MQTT_CA_FILE: env.MQTT_CA_FILE,
    MQTT_CERT_FILE: env.MQTT_CERT_FILE,
    MQTT_KEY_FILE: env.MQTT_KEY_FILE,
    MQTT_USERNAME: env.MQTT_USERNAME,
    MQTT_PASSWORD: env.MQTT_PASSWORD,
    MQTT_PASSWORD_FILE: undefined,
    MQTT_PROTOCOL_VERSION: env.MQTT_PROTOCOL_VERSION,
    PHASEBOARD_GATEWAY: undefined,
  };
}

export const tsx = ["--import", "tsx"];

/** A program of `lib/cli` that needs no broker. `more`: what of it is otherwise than usual. */
function startProgram(
  settings: Settings,
  name: string,
  file: string,
  { env = {}, ...more }: Partial<Pick<ChildOptions, "args" | "retried" | "env">> = {},
) {
  return supervise({
    name,
    module: join(import.meta.dirname, "..", file),
    nodeArgs: tsx,
    env: { ...common(settings), ...env, MQTT_URL: undefined },
    log: settings.log,
    questions: usualQuestions,
    ending: settings.ending,
    ...more,
  });
}

export const startGatewayPart = (settings: Settings): Supervised =>
  startProgram(settings, "gateway", "gateway.ts", {
    env: { PRICES_PASSWORD: settings.env.PRICES_PASSWORD },
  });

export const startHistoryPart = (settings: Settings): Supervised =>
  startProgram(settings, "history", "history.ts", { retried: true });

export const startSimulatorPart = (settings: Settings): Supervised =>
  startProgram(settings, "simulator", "simulate.ts", { args: ["--demo"], retried: true });

/** Resolves when the pages answer. */
async function answers(url: string): Promise<void> {
  for (;;) {
    try {
      const response = await fetch(`${url}/api/health/live`, { signal: AbortSignal.timeout(2_000) });
      await response.body?.cancel();
      if (response.ok) return;
    } catch {
      // Not listening yet: asked again in a moment, for as long as the process lives.
    }
    await sleep(100);
  }
}

export function startPagesPart(settings: Settings, dev: boolean): Supervised {
  const { env, secret } = settings;
  const host = pagesHost(settings);
  const port = String(env.PORT);
  return supervise({
    name: "pages",
    module: join(import.meta.dirname, "../../../node_modules/next/dist/bin/next"),
    args: [dev ? "dev" : "start", "-p", port, "-H", host],
    env: {
      ...common(settings),
      ...(env.MQTT_URL ? ownBroker(settings) : embeddedBroker(settings)),
      PHASEBOARD_URL: publicUrl(env),
      PHASEBOARD_TRUSTED_PROXIES: env.PHASEBOARD_TRUSTED_PROXIES,
      NEXTAUTH_URL: publicUrl(env),
      NEXTAUTH_SECRET: derive(secret, "sign-in").toString("base64url"),
    },
    log: settings.log,
    // While it compiles, a page's first visit may take longer than any hang.
    questions: dev ? null : usualQuestions,
    ending: settings.ending,
    ready: () => answers(`http://${host === "0.0.0.0" || host === "::" ? "127.0.0.1" : host}:${port}`),
  });
}
