import { readdirSync } from "node:fs";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, relative, resolve } from "node:path";
import mqtt from "mqtt";
import { NextRequest } from "next/server";
import { encode } from "next-auth/jwt";
import { type Mosquitto, startMosquitto } from "../../broker/test-mosquitto";
import type { Role } from "../../domain/access/person";
import type { DeviceId } from "../../domain/ids";
import type { Protocols } from "../../protocol/registry";
import { openStore, type Store } from "../../store/store";
import { silentLog, startSystemPostgres, type TestServer } from "../../store/test-postgres";
import { twoInstallations } from "../../stream/broadcast/test-stream";
import { tokenCookie } from "../auth/token";
import { loadEnv } from "../base/env";
import { derive } from "../base/secrets";
import { openLive } from "./live";
import type { Live } from "./live-types";
import { setRunningLive } from "./running-live";

const secret = "a secret for tests, long enough for them";
export const passwords = { phaseboard: "dashboard", charger: "charger" };
const api = resolve(import.meta.dirname, "../../../app/api");

/** Waits until `what` holds; the test's own time limit ends a wait in vain. */
export async function until(what: () => boolean | Promise<boolean>): Promise<void> {
  while (!(await what())) await new Promise((resolve) => setTimeout(resolve, 10));
}

/** Every route of the API with the methods that its file exports. A path that two match is the first one's. */
export async function routes(): Promise<{ pattern: string; methods: string[] }[]> {
  const files = readdirSync(api, { recursive: true, encoding: "utf8" }).filter((file) => file.endsWith("route.ts"));
  const table = files.sort().map(async (file) => ({
    pattern: `/api/${relative(api, resolve(api, file, ".."))}`,
    methods: Object.keys(await import(join(api, file))).sort(),
  }));
  const rest = ({ pattern }: { pattern: string }) => Number(pattern.includes("..."));
  return (await Promise.all(table)).sort((a, b) => rest(a) - rest(b) || b.pattern.length - a.pattern.length);
}

/** The parameters of a path that a route's pattern matches, as Next would give them; null: it does not. */
export function matching(pattern: string, path: string): Record<string, string | string[]> | null {
  const parts = path.split("/");
  const params: Record<string, string | string[]> = {};
  const given = pattern.split("/");
  for (const [index, part] of given.entries()) {
    const [, rest = null, one = null] = /^\[+(?:\.\.\.(\w+)|(\w+))\]+$/.exec(part) ?? [];
    if (rest !== null) {
      const left = parts.slice(index);
      if (left.length > 0) params[rest] = left;
      return left.length > 0 || part.startsWith("[[") ? params : null;
    }
    const actual = parts[index];
    if (actual === undefined || (one === null ? actual !== part : actual === "")) return null;
    if (one !== null) params[one] = decodeURIComponent(actual);
  }
  return given.length === parts.length ? params : null;
}

export interface Asked {
  method?: string;
  headers?: Record<string, string>;
  cookies?: Record<string, string>;
  body?: unknown;
  /** Instead of JSON. */
  text?: string;
  bytes?: Uint8Array<ArrayBuffer>;
}

/** A charger on the fleet side of the broker. */
export interface TestCharger {
  say(values: Record<number, string>): Promise<void>;
  connection(connected: boolean): Promise<void>;
  /** Asks whether the other end's logic is alive. */
  ask(): Promise<void>;
  /** Methods that have reached it, oldest first. */
  readonly methods: { method: string; rid: string; body: string }[];
  answer(rid: string, status: number, body?: string): Promise<void>;
  end(): Promise<void>;
}

/** The server's real parts joined: PostgreSQL, Mosquitto over TLS, the live fleet, and the routes' own handlers. */
export interface TestWorld {
  live: Live;
  store: Store;
  /** Of the database. */
  url: string;
  postgres: TestServer;
  mosquitto: Mosquitto;
  /** The data directory of `another`. */
  anotherFolder: string;
  /** A request as Next would hand it to the route; `who`: a person's id, a token, or null for nobody. */
  ask(who: string | { token: string } | null, path: string, asked?: Asked): Promise<Response>;
  charger(deviceId: DeviceId): Promise<TestCharger>;
  /** Stops the live fleet and starts it anew over the same store and broker, as a restarted process would. */
  restart(): Promise<void>;
  /** A second live fleet beside the first, as another instance behind the same broker and store. */
  another(): Promise<Live>;
  /** A person's token, as a sign-in gives it. */
  token(who: string, claims?: { version?: number; signIn?: string }, maxAgeS?: number): Promise<string>;
  end(): Promise<void>;
}

const people: { id: string; role: Role; installationIds: string[] }[] = [
  { id: "owner-north", role: "owner", installationIds: ["north"] },
  { id: "manager-north", role: "manager", installationIds: ["north"] },
  { id: "owner-south", role: "owner", installationIds: ["south"] },
  { id: "manager-south", role: "manager", installationIds: ["south"] },
  { id: "support", role: "support", installationIds: [] },
];

async function seed(store: Store): Promise<void> {
  await store.topology.upsert(twoInstallations);
  for (const one of people) {
    await store.people.ensurePerson({ ...one, email: `${one.id}@example.org`, name: `Name of ${one.id}` });
  }
}

async function connectCharger(broker: Mosquitto, deviceId: DeviceId): Promise<TestCharger> {
  const client = await mqtt.connectAsync(broker.url, {
    ca: broker.ca,
    clientId: `charger-${deviceId}`,
    username: "charger",
    password: passwords.charger,
  });
  const methods: TestCharger["methods"] = [];
  client.on("message", (topic, payload) => {
    const [, method = "", rid = ""] = /\/methods\/POST\/(\d+)\/\?\$rid=(.+)$/.exec(topic) ?? [];
    methods.push({ method, rid, body: payload.toString() });
  });
  await client.subscribeAsync(`devices/${deviceId}/methods/POST/#`, { qos: 0 });
  let saidAt = 0;
  return {
    methods,
    async say(values) {
      // Of two values of one millisecond it is not the later that counts.
      saidAt = Math.max(Date.now(), saidAt + 1);
      const at = new Date(saidAt).toISOString();
      const Observations = Object.entries(values).map(([id, Value]) => ({
        ObservedAt: at,
        Value,
        ObservationId: Number(id),
        Type: 1,
      }));
      await client.publishAsync(`devices/${deviceId}/messages/events/ri=x`, JSON.stringify({ Observations, Type: 6 }), {
        qos: 1,
      });
    },
    async connection(connected) {
      const payload = JSON.stringify({ connected, at: new Date().toISOString() });
      await client.publishAsync(`devices/${deviceId}/connection`, payload, { qos: 1, retain: true });
    },
    async ask() {
      await client.publishAsync(`devices/${deviceId}/messages/events/ri=x&pi=PR`, '{"Type":2}', { qos: 1 });
    },
    async answer(rid, status, body = "null") {
      await client.publishAsync(`devices/${deviceId}/methods/res/${status}/?$rid=${rid}`, body, { qos: 1 });
    },
    async end() {
      await client.endAsync();
    },
  };
}

interface WorldOptions {
  /** By which address the live fleet reaches the database, given the database's own. */
  reach?: (url: string) => Promise<string>;
  /** What chargers speak, if not what the product knows. */
  protocols?: Protocols;
}

export async function startWorld(
  more: Record<string, string> = {},
  { reach = async (url) => url, protocols }: WorldOptions = {},
): Promise<TestWorld> {
  const postgres = await startSystemPostgres();
  const mosquitto = await startMosquitto({ users: passwords });
  const url = await postgres.database();
  const store = await openStore(url, { secret: derive(secret, "store keys"), log: silentLog });
  await seed(store);
  const folder = await mkdtemp(join(tmpdir(), "phaseboard-live-"));
  const caFile = join(folder, "ca.pem");
  await writeFile(caFile, mosquitto.ca);
  process.env.NEXTAUTH_SECRET = derive(secret, "sign-in").toString("base64url");
  const env = {
    ...loadEnv({
      MQTT_URL: mosquitto.url,
      MQTT_CA_FILE: caFile,
      MQTT_USERNAME: "phaseboard",
      MQTT_PASSWORD: passwords.phaseboard,
      MQTT_CLIENT_ID: "phaseboard-test",
      PHASEBOARD_MODE: "real",
      PHASEBOARD_DATA_DIR: folder,
      ...more,
    }),
    DATABASE_URL: await reach(url),
    PHASEBOARD_SECRET: secret,
  };
  const open = () => {
    const live = openLive(env, protocols);
    setRunningLive(live);
    return live;
  };
  const works = ({ live }: TestWorld) => live.health().ready && live.health().store.up && live.health().broker.up;
  const table = await routes();

  const world: TestWorld = {
    live: open(),
    store,
    url,
    postgres,
    mosquitto,
    anotherFolder: join(folder, "another"),
    async ask(who, path, { method = "GET", headers = {}, cookies = {}, body, text, bytes } = {}) {
      const target = new URL(path, "http://board.example");
      const content = text ?? bytes ?? (body === undefined ? undefined : JSON.stringify(body));
      const request = new NextRequest(target, { method, ...(content === undefined ? {} : { body: content }) });
      request.headers.set("host", target.host);
      if (body !== undefined) request.headers.set("content-type", "application/json");
      const token = typeof who === "string" ? await world.token(who) : who?.token;
      if (token !== undefined) request.cookies.set(tokenCookie(), token);
      for (const [name, value] of Object.entries(cookies)) request.cookies.set(name, value);
      for (const [name, value] of Object.entries(headers)) request.headers.set(name, value);
      for (const { pattern } of table) {
        const params = matching(pattern, target.pathname);
        if (params === null) continue;
        const module = await import(join(api, pattern.slice("/api/".length), "route.ts"));
        return module[method](request, { params: Promise.resolve(params) });
      }
      throw new Error(`There is no route for ${path}.`);
    },
    charger: (deviceId) => connectCharger(mosquitto, deviceId),
    async restart() {
      await world.live.stop();
      world.live = open();
      await until(() => works(world));
    },
    async another() {
      // The same name of the session, as all instances have it; a data directory of its own.
      const live = openLive({ ...env, PHASEBOARD_DATA_DIR: world.anotherFolder }, protocols);
      await until(() => live.health().ready && live.health().broker.up);
      return live;
    },
    token: (who, claims = {}, maxAge = 3_600) =>
      encode({
        token: { sub: who, version: world.live.people.byId(who)?.version ?? 1, signIn: `sign-in of ${who}`, ...claims },
        secret: process.env.NEXTAUTH_SECRET ?? "",
        maxAge,
      }),
    async end() {
      await world.live.stop();
      setRunningLive(undefined);
      await store.close();
      await mosquitto.remove();
      await postgres.end();
      await rm(folder, { recursive: true, force: true });
    },
  };
  await until(() => works(world));
  return world;
}
