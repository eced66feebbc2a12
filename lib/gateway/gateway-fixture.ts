import { createHash, randomBytes } from "node:crypto";
import { mkdtempSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import mqtt, { type IClientOptions, type MqttClient } from "mqtt";
import pino, { type DestinationStream } from "pino";
import { awaitedFilters } from "../protocol/registry";
import type { EnrolledCharger, EnrolledMeter, EnrolmentSource, TwinPart } from "./devices/enrolment";
import { makeSasToken } from "./devices/sas";
import { type Gateway, type GatewayOptions, startGateway } from "./gateway";
import { ensureTls, type TlsMaterial } from "./tls/tls-files";

/** A source in memory that can be made to fail, as a database does that is gone. */
export class MemorySource implements EnrolmentSource {
  readonly chargers = new Map<string, EnrolledCharger>();
  readonly saved = new Map<string, TwinPart>();
  readonly #listeners = new Set<() => void>();
  readonly meters: EnrolledMeter[] = [];
  gone = false;

  /** Lets an installation's meter publish to `topic`; returns its password. */
  enrolMeter(installationId: string, topic: string): string {
    const password = randomBytes(32).toString("base64url");
    this.meters.push({ installationId, topic, hash: createHash("sha256").update(password).digest() });
    return password;
  }

  async loadMeters(): Promise<EnrolledMeter[]> {
    if (this.gone) throw new Error("the database is gone");
    return [...this.meters];
  }

  enrol(deviceId: string, settings: Record<string, string> = {}, key = randomBytes(32)): Buffer {
    const desired = { document: { Settings: settings }, version: 1 };
    this.chargers.set(deviceId, { deviceId, key, desired, reported: { document: {}, version: 1 } });
    return key;
  }

  keyOf(deviceId: string): Uint8Array {
    const charger = this.chargers.get(deviceId);
    if (!charger) throw new Error(`${deviceId} is not enrolled`);
    return charger.key;
  }

  setDesired(deviceId: string, settings: Record<string, string>): void {
    const charger = this.chargers.get(deviceId);
    if (!charger) throw new Error(`${deviceId} is not enrolled`);
    const desired = { document: { Settings: settings }, version: charger.desired.version + 1 };
    this.chargers.set(deviceId, { ...charger, desired });
  }

  changed(): void {
    for (const listener of this.#listeners) listener();
  }

  async load(): Promise<EnrolledCharger[]> {
    if (this.gone) throw new Error("the database is gone");
    return [...this.chargers.values()];
  }

  onChange(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  async saveReported(deviceId: string, reported: TwinPart): Promise<void> {
    if (this.gone) throw new Error("the database is gone");
    this.saved.set(deviceId, reported);
  }
}

export interface LogLine {
  msg: string;
  [name: string]: unknown;
}

/** Everything that arrives, and a way to wait for what is still to come. */
export class Heard<T> {
  readonly all: T[] = [];
  readonly #waiting = new Set<() => void>();

  add(item: T): void {
    this.all.push(item);
    for (const check of [...this.#waiting]) check();
  }

  /** The first item that fits, now or later. */
  until(fits: (item: T) => boolean): Promise<T> {
    return new Promise((resolve) => {
      const check = (): void => {
        const found = this.all.find(fits);
        if (found === undefined) return;
        this.#waiting.delete(check);
        resolve(found);
      };
      this.#waiting.add(check);
      check();
    });
  }
}

export interface Said {
  topic: string;
  text: string;
  retain: boolean;
  qos: number;
  dup: boolean;
  messageId: number | undefined;
}

export interface World {
  gateway: Gateway;
  source: MemorySource;
  tls: TlsMaterial;
  log: Heard<LogLine>;
  password: string;
  dir: string;
  /** Connects and waits for the answer. Rejects with mqtt.js's error (`code` is the return code). */
  connect(options: IClientOptions): Promise<MqttClient>;
  /** The same, hearing what arrives from the first byte on. */
  connectHeard(options: IClientOptions): Promise<{ client: MqttClient; heard: Heard<Said> }>;
  charger(deviceId: string, options?: ChargerOptions): Promise<MqttClient>;
  dashboard(name?: string, options?: IClientOptions): Promise<MqttClient>;
  /** Resolves when the gateway has taken the subscription. */
  subscribed(clientId: string, filter: string): Promise<unknown>;
  close(): Promise<void>;
}

/** A folder for a journal that outlives a gateway. */
export const newFolder = () => mkdtempSync(join(tmpdir(), "gateway-journal-"));

/** The dashboard whose session is kept. */
export interface KeptOptions {
  clientId: string;
  softBytes?: number;
  /** Of a world before this one; without it a new one, which is gone with the world. */
  folder?: string;
}

function awaitedOf(dir: string, kept: KeptOptions | undefined): GatewayOptions["awaited"] {
  if (!kept) return undefined;
  const { clientId, softBytes = 64 * 1024 * 1024, folder = join(dir, "journal") } = kept;
  return {
    clientId,
    filters: awaitedFilters(clientId),
    journal: { folder, softBytes, hardBytes: 2 * softBytes },
  };
}

export type ChargerOptions = IClientOptions & {
  deviceKey?: Uint8Array;
  expiresAt?: number;
  host?: string;
  tokenFor?: string;
};

export const inAnHour = () => Date.now() + 3_600_000;

/** The credentials that a charger would send. */
export function credentialsOf(
  world: Pick<World, "gateway" | "source">,
  deviceId: string,
  options: ChargerOptions = {},
) {
  const host = options.host ?? `localhost:${world.gateway.port}`;
  const key = options.deviceKey ?? world.source.keyOf(deviceId);
  return {
    clientId: deviceId,
    username: `${host}/${deviceId}/?api-version=2020-09-30`,
    password: makeSasToken(host, options.tokenFor ?? deviceId, key, options.expiresAt ?? inAnHour()),
  };
}

/** Collects what a client receives from now on. */
export function messagesOf(client: MqttClient): Heard<Said> {
  const heard = new Heard<Said>();
  client.on("message", (topic, payload, { retain, qos, dup, messageId }) => {
    heard.add({ topic, text: payload.toString(), retain, qos, dup, messageId });
  });
  return heard;
}

/** Resolves when the connection has ended; to be asked for while it stands. */
export function ended(client: MqttClient): Promise<void> {
  return new Promise((resolve) => client.once("close", () => resolve()));
}

/** A real gateway on a free port with chargers ZPR000001 and ZPR000002 enrolled. */
export async function openWorld(
  prepare: (source: MemorySource) => void = () => {},
  kept?: KeptOptions,
  more: Pick<GatewayOptions, "bounds" | "pricesPassword"> = {},
): Promise<World> {
  const dir = await mkdtemp(join(tmpdir(), "gateway-"));
  const tls = await ensureTls(dir, "localhost", Date.now());
  const source = new MemorySource();
  source.enrol("ZPR000001", { "510": "32", "711": "1" });
  source.enrol("ZPR000002");
  prepare(source);
  const log = new Heard<LogLine>();
  const sink: DestinationStream = { write: (line) => log.add(JSON.parse(line)) };
  const password = randomBytes(24).toString("base64url");
  const dashboardCredential = { username: "phaseboard", password };
  const gateway = await startGateway(
    {
      host: "localhost",
      port: 0,
      bind: "127.0.0.1",
      tls,
      dashboard: dashboardCredential,
      awaited: awaitedOf(dir, kept),
      ...more,
      log: pino({ level: "debug" }, sink),
    },
    source,
  );
  const clients = new Set<MqttClient>();
  const connectHeard = async (options: IClientOptions): Promise<{ client: MqttClient; heard: Heard<Said> }> => {
    const client = mqtt.connect(`mqtts://127.0.0.1:${gateway.port}`, {
      protocolVersion: 4,
      reconnectPeriod: 0,
      ca: tls.ca ?? "",
      servername: "localhost",
      ...options,
    });
    clients.add(client);
    const heard = messagesOf(client);
    await new Promise<void>((resolve, reject) => {
      client.once("connect", () => resolve());
      client.once("error", reject);
      client.once("close", () => reject(new Error("closed before it was connected")));
    });
    client.on("error", () => {});
    return { client, heard };
  };
  const connect = async (options: IClientOptions) => (await connectHeard(options)).client;
  const world: World = {
    gateway,
    source,
    tls,
    log,
    password,
    dir,
    connect,
    connectHeard,
    charger: (deviceId, options = {}) => connect({ ...credentialsOf(world, deviceId, options), ...options }),
    dashboard: (name = "1", options = {}) =>
      connect({ clientId: `phaseboard-${name}`, username: "phaseboard", password, ...options }),
    subscribed: (clientId, filter) => log.until((line) => line.client === clientId && line.filter === filter),
    async close() {
      await Promise.all([...clients].map((client) => client.endAsync(true)));
      await gateway.close();
      await rm(dir, { recursive: true, force: true });
    },
  };
  return world;
}
