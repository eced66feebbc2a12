import { readFileSync, statSync } from "node:fs";
import { dirname, resolve } from "node:path";
import { z } from "zod";
import { addressOf } from "../../broker/options";
import { proxyFaults } from "./trusted-proxies";

const port = z.coerce
  .number("is not a number")
  .int("is not a whole number")
  .min(1, "is below 1")
  .max(65535, "is above 65535");
const count = z.coerce.number("is not a number").int("is not a whole number").min(1, "is below 1");
const secret = z.string().min(32, "is shorter than 32 characters");

const megabytes = z.coerce.number("is not a number").int("is not a whole number").min(1, "is below 1");
const journalSoftMb = megabytes.default(1024);
const journalHardMb = megabytes.default(2048);

const days = z.coerce.number("is not a number").int("is not a whole number");
// Longer is a history, which the message log is not; a mistyped number must not keep everything for ever.
const keepMessagesDays = days.min(0, "is below 0").max(366, "is above 366");
const keepLongDays = days.min(1, "is below 1").max(36_500, "is above 36500");

const schema = z.object({
  PORT: port.default(3000),
  HOST: z.string().min(1).optional(),
  PHASEBOARD_URL: z.url({ protocol: /^https?$/, error: "is not an http(s) address" }).optional(),
  PHASEBOARD_SECRET: secret.optional(),
  PHASEBOARD_TRUSTED_PROXIES: z.string().default(""),
  PHASEBOARD_DATA_DIR: z.string().min(1).optional(),
  PHASEBOARD_MODE: z.enum(["demo", "real"]).optional(),
  PHASEBOARD_ALLOCATION: z.enum(["local", "off"], "is neither local nor off").optional(),
  PHASEBOARD_JOURNAL_SOFT_MB: journalSoftMb,
  PHASEBOARD_JOURNAL_HARD_MB: journalHardMb,
  PHASEBOARD_KEEP_MESSAGES_DAYS: keepMessagesDays.default(7),
  PHASEBOARD_KEEP_HISTORY_DAYS: keepLongDays.default(730),
  PHASEBOARD_SAMPLE_HISTORY: z.enum(["on", "off"], "is neither on nor off").default("on"),
  PHASEBOARD_KEEP_SESSIONS_DAYS: keepLongDays.default(3_650),
  PHASEBOARD_KEEP_TAGS_DAYS: keepLongDays.default(730),
  DATABASE_URL: z.url({ protocol: /^postgres(ql)?$/, error: "is not a postgresql:// address" }).optional(),
  MQTT_URL: z.string().optional(),
  MQTT_CA_FILE: z.string().optional(),
  MQTT_CERT_FILE: z.string().optional(),
  MQTT_KEY_FILE: z.string().optional(),
  MQTT_USERNAME: z.string().optional(),
  MQTT_PASSWORD: z.string().optional(),
  MQTT_CLIENT_ID: z.string().min(1).max(64).optional(),
  MQTT_PROTOCOL_VERSION: z.enum(["4", "5"], "is neither 4 nor 5").default("4"),
  /** Told by who starts the parts: the broker is the embedded gateway, which keeps the chargers' twins. */
  PHASEBOARD_GATEWAY: z.enum(["embedded"]).optional(),
  GATEWAY_HOST: z
    .string()
    .regex(/^[A-Za-z0-9.:-]+$/, "is neither a host name nor an address")
    .default("localhost"),
  GATEWAY_PORT: port.default(8883),
  PRICES_PASSWORD: z.string().min(16, "is shorter than 16 characters").optional(),
  GATEWAY_CERT_FILE: z.string().optional(),
  GATEWAY_KEY_FILE: z.string().optional(),
  GATEWAY_CONNECTIONS_PER_ADDRESS: count.default(2_000),
  GATEWAY_HANDSHAKES_PER_ADDRESS: count.default(200),
  SMTP_URL: z.url({ protocol: /^smtps?$/, error: "is not an smtp:// or smtps:// address" }).optional(),
  SMTP_FROM: z
    .string()
    .regex(/^[^\r\n]*@[^\r\n]+$/, "is not a mail address")
    .optional(),
  LOG_LEVEL: z
    .enum(["trace", "debug", "info", "warn", "error", "fatal", "silent"], "is not a log level")
    .default("info"),
});

/** Variables that may stand in a file instead: `X_FILE` names it, so that a secret need not be in the environment. */
const fromFile = ["PHASEBOARD_SECRET", "DATABASE_URL", "MQTT_PASSWORD", "PRICES_PASSWORD", "SMTP_URL"] as const;
const files = ["MQTT_CA_FILE", "MQTT_CERT_FILE", "MQTT_KEY_FILE", "GATEWAY_CERT_FILE", "GATEWAY_KEY_FILE"] as const;

export type Env = Omit<z.infer<typeof schema>, "PHASEBOARD_DATA_DIR" | "PHASEBOARD_ALLOCATION"> & {
  PHASEBOARD_DATA_DIR: string;
  PHASEBOARD_ALLOCATION: "local" | "off";
};

/** Bad configuration: every fault at once, one line each, naming the variable. */
export class ConfigurationError extends Error {
  constructor(readonly faults: readonly string[]) {
    super(
      `The configuration has ${faults.length === 1 ? "a fault" : `${faults.length} faults`}:\n  ${faults.join("\n  ")}`,
    );
    this.name = "ConfigurationError";
  }
}

const faultOf = (error: unknown) => (error instanceof Error ? error.message : String(error));

function readFault(file: string): string | null {
  try {
    readFileSync(/* turbopackIgnore: true */ file);
    return null;
  } catch (error) {
    return faultOf(error);
  }
}

/** Why a folder cannot be made where it is missing; null: nothing is in its way. */
function folderFault(folder: string): string | null {
  const above = dirname(folder) === folder ? null : folderFault(dirname(folder));
  if (above) return above;
  const found = statSync(/* turbopackIgnore: true */ folder, { throwIfNoEntry: false });
  return (found?.isDirectory() ?? true) ? null : `${folder} is a file, not a folder`;
}

function pathFault(folder: string): string | null {
  try {
    return folderFault(folder);
  } catch (error) {
    return faultOf(error);
  }
}

function pemFault(file: string): string | null {
  const fault = readFault(file);
  if (fault) return fault;
  const isPem = /^-----BEGIN [A-Z0-9 ]+-----$/m.test(readFileSync(/* turbopackIgnore: true */ file, "latin1"));
  return isPem ? null : `${file} holds no PEM text (-----BEGIN ...-----)`;
}

function brokerFault(url: string): string | null {
  try {
    addressOf(url);
    return null;
  } catch (error) {
    return faultOf(error);
  }
}

/**
 * Reads the configuration from environment variables; an empty variable counts as not set.
 * @throws ConfigurationError naming every fault.
 */
export function loadEnv(source: Record<string, string | undefined> = process.env): Env {
  const faults: string[] = [];
  const given: Record<string, string> = {};
  for (const [name, value] of Object.entries(source)) if (value !== undefined && value !== "") given[name] = value;
  for (const name of fromFile) {
    const file = given[`${name}_FILE`];
    if (file === undefined) continue;
    if (given[name] !== undefined) faults.push(`${name}: is set together with ${name}_FILE; set one of them`);
    const fault = readFault(file);
    if (fault) faults.push(`${name}_FILE: ${fault}`);
    else given[name] = readFileSync(/* turbopackIgnore: true */ file, "utf8").trim();
  }
  const parsed = schema.safeParse(given);
  if (!parsed.success)
    for (const issue of parsed.error.issues) faults.push(`${issue.path.join(".")}: ${issue.message}`);
  const soft = journalSoftMb.safeParse(given.PHASEBOARD_JOURNAL_SOFT_MB);
  const hard = journalHardMb.safeParse(given.PHASEBOARD_JOURNAL_HARD_MB);
  if (soft.success && hard.success && hard.data <= soft.data)
    faults.push("PHASEBOARD_JOURNAL_HARD_MB: is not above PHASEBOARD_JOURNAL_SOFT_MB");
  const broker = given.MQTT_URL === undefined ? null : brokerFault(given.MQTT_URL);
  if (broker) faults.push(`MQTT_URL: ${broker}`);
  for (const fault of proxyFaults(given.PHASEBOARD_TRUSTED_PROXIES ?? ""))
    faults.push(`PHASEBOARD_TRUSTED_PROXIES: ${fault}`);
  for (const name of files) {
    const fault = given[name] === undefined ? null : pemFault(given[name]);
    if (fault) faults.push(`${name}: ${fault}`);
  }
  const asRoot = process.getuid?.() === 0;
  const dataDir = resolve(
    /* turbopackIgnore: true */ given.PHASEBOARD_DATA_DIR ?? (asRoot ? "/var/lib/phaseboard" : "data"),
  );
  const noFolder = pathFault(dataDir);
  if (noFolder) faults.push(`PHASEBOARD_DATA_DIR: ${noFolder}`);
  for (const side of ["MQTT", "GATEWAY"]) {
    if ((given[`${side}_CERT_FILE`] === undefined) !== (given[`${side}_KEY_FILE`] === undefined))
      faults.push(`${side}_CERT_FILE, ${side}_KEY_FILE: one is set without the other`);
  }
  if (given.SMTP_URL !== undefined)
    for (const name of ["SMTP_FROM", "PHASEBOARD_URL"] as const)
      if (given[name] === undefined) faults.push(`${name}: is needed with SMTP_URL`);
  if (faults.length > 0 || !parsed.success) throw new ConfigurationError(faults);
  const env = parsed.data;
  return {
    ...env,
    PHASEBOARD_DATA_DIR: dataDir,
    PHASEBOARD_ALLOCATION: env.PHASEBOARD_ALLOCATION ?? (env.MQTT_URL ? "off" : "local"),
  };
}
