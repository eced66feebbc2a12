import { type ChildProcess, execFile, spawn } from "node:child_process";
import { once } from "node:events";
import { chmodSync, chownSync, readFileSync } from "node:fs";
import { mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { connect } from "node:net";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { promisify } from "node:util";
import pg from "pg";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { parse } from "yaml";
import { z } from "zod";
import { freePort } from "../broker/test-mosquitto";
import { type Simulator, startSimulator } from "../simulator/fleet/start-simulator";
import { brokerTransport } from "../simulator/fleet/transport";
import { startSystemPostgres, type TestServer } from "../store/test-postgres";
import { commandOf, copied, copyInto, type Instruction, installInto, instructionsOf } from "./test-image";

// There may be no container engine here: what the image and the compose file say is done step by step in a folder, with this
// machine's PostgreSQL and Mosquitto.
const project = resolve(import.meta.dirname, "../..");
const read = (name: string) => readFileSync(join(project, name), "utf8");
const run = promisify(execFile);
const patience = { timeout: 120_000, interval: 200 };

const image = instructionsOf(read("deploy/docker/Dockerfile"));
const secondStage = image.map(({ keyword }) => keyword).lastIndexOf("FROM");
const one = (keyword: string): Instruction => {
  const found = image.find((each) => each.keyword === keyword);
  if (!found) throw new Error(`The image has no ${keyword}.`);
  return found;
};

const service = z.object({
  environment: z.record(z.string(), z.string()).optional(),
  secrets: z.array(z.string()),
  command: z.array(z.string()).optional(),
});
const { services } = z
  .object({ services: z.object({ phaseboard: service, database: service, broker: service }) })
  .parse(parse(read("deploy/docker/compose.yaml")));

const charger = "ZPR000042";
const topology = `installations:
  - { id: sample, name: Sample, networkType: TN3, mainFuseA: 63, availableA: 63, timeZone: Europe/Berlin, authorisation: any,
      circuits: [{ id: a, name: A, fuseA: 63, chargers: [{ deviceId: ${charger}, name: Bay, rotation: RST, maxCurrentA: 32 }] }] }
`;

/** Nothing of this process's own comes in, but where its programs are. */
const bare: NodeJS.ProcessEnv = { NODE_ENV: "production", PATH: process.env.PATH };

let folder: string;
let app: string;
let server: TestServer;
let product: ChildProcess;
let simulator: Simulator;
let url: string;
let brokerPort: number;
let environment: NodeJS.ProcessEnv;
let said = "";
const processes: ChildProcess[] = [];
const at = (...names: string[]) => join(folder, ...names);

/** As a container's user: root gives its rights away, anybody else has none to give. */
const userOf = (id: number) => (process.getuid?.() === 0 ? { uid: id, gid: id } : {});
const ownUser = Number(/--uid (\d+)/.exec(read("deploy/docker/Dockerfile"))?.[1]);

/** A folder that a container's user may write to. */
async function writable(name: string, id: number): Promise<string> {
  await mkdir(at(name), { recursive: true, mode: 0o700 });
  if (process.getuid?.() === 0) chownSync(at(name), id, id);
  return at(name);
}

/** The secrets of a service, as they are mounted: those that it names, and no others. */
async function mounted(name: keyof typeof services): Promise<string> {
  const to = at("mounted", name);
  await mkdir(to, { recursive: true });
  for (const secret of services[name].secrets) await writeFile(join(to, secret), await readFile(at("secrets", secret)));
  return to;
}

const outputOf = (child: ChildProcess) => {
  for (const output of [child.stdout, child.stderr])
    output?.on("data", (text) => {
      said += text;
    });
  processes.push(child);
  return child;
};

async function buildImage(): Promise<void> {
  for (const instruction of image.slice(0, secondStage)) {
    if (instruction.keyword === "COPY") await copyInto(project, app, instruction);
    if (instruction.keyword !== "RUN") continue;
    if (instruction.rest === "npm ci --omit=dev") await installInto(project, app);
    else await run("sh", ["-c", instruction.rest], { cwd: app, env: { ...bare, HOME: at("builder") } });
  }
}

async function startDatabase(): Promise<string> {
  server = await startSystemPostgres();
  const adminUrl = await server.database();
  const password = (await readFile(join(await mounted("database"), "database-password"), "utf8")).trim();
  const { POSTGRES_USER: user = "", POSTGRES_DB: name = "" } = services.database.environment ?? {};
  const client = new pg.Client({ connectionString: adminUrl });
  await client.connect();
  await client.query(`create role ${user} login password ${client.escapeLiteral(password)}`);
  await client.query(`create database ${name} owner ${user}`);
  await client.end();
  return new URL(adminUrl).host;
}

const accepts = (port: number) =>
  new Promise<boolean>((answer) => {
    const socket = connect({ host: "127.0.0.1", port });
    socket.once("connect", () => socket.destroy());
    socket.once("connect", () => answer(true)).once("error", () => answer(false));
  });

async function startBroker(): Promise<void> {
  const user = 1883;
  const [scratch, data] = [await writable("broker-tmp", user), await writable("broker-data", user)];
  const secrets = await mounted("broker");
  await mkdir(at("broker-config"));
  const places: Record<string, string> = {
    "/run/secrets/": secrets,
    "/tmp/": scratch,
    "/mosquitto/config/": at("broker-config"),
    "/mosquitto/data/": data,
  };
  const here = (text: string) =>
    text
      .replace(/\/(run\/secrets|tmp|mosquitto\/config|mosquitto\/data)\//g, (place) => `${places[place]}/`)
      .replace("listener 8883", `listener ${brokerPort} 127.0.0.1`);
  await writeFile(at("broker-config/mosquitto.conf"), here(read("deploy/docker/mosquitto.conf")));
  await writeFile(at("broker-config/acl"), read("deploy/mosquitto/acl"));
  const [program = "", ...args] = (services.broker.command ?? []).map(here);
  const env = { ...bare, PATH: `${process.env.PATH}:/usr/sbin` };
  const broker = outputOf(spawn(program, args, { env, stdio: ["ignore", "pipe", "pipe"], ...userOf(user) }));
  while (!(await accepts(brokerPort))) {
    if (broker.exitCode !== null) throw new Error(`Mosquitto ended with ${broker.exitCode}: ${said}`);
    await sleep(100);
  }
}

/** What the container's processes are told: by the image, then by compose, with the names of its network as they are here. */
async function environmentOf(databaseHost: string): Promise<NodeJS.ProcessEnv> {
  const secrets = await mounted("phaseboard");
  const port = await freePort();
  url = `http://localhost:${port}`;
  const databaseUrl = join(secrets, "database-url");
  const written = await readFile(databaseUrl, "utf8");
  await writeFile(databaseUrl, written.replace("@database:5432/", `@${databaseHost}/`));
  const own = Object.fromEntries(
    one("ENV")
      .rest.split(" ")
      .map((pair) => pair.split("=")),
  );
  const here = (value: string) =>
    value
      .replace(/\$\{\w+:-([^}]*)\}/g, "$1")
      .replace("/run/secrets/", `${secrets}/`)
      .replace("broker:8883", `localhost:${brokerPort}`)
      .replace("localhost:3000", `localhost:${port}`);
  const told = Object.entries(services.phaseboard.environment ?? {}).map(([name, value]) => [name, here(value)]);
  const data = await writable("data", ownUser);
  return {
    ...bare,
    PORT: String(port),
    ...own,
    ...Object.fromEntries(told),
    PHASEBOARD_DATA_DIR: data,
    HOME: data,
    TMPDIR: await writable("tmp", ownUser),
  };
}

/** A command in the container: in its folder, as its user, told what it is told. */
const inContainer = ([program = "", ...args]: string[]) =>
  spawn(program, args, { cwd: app, env: environment, stdio: ["pipe", "pipe", "pipe"], ...userOf(ownUser) });

async function statusOf(command: string[], input = ""): Promise<number> {
  const child = outputOf(inContainer(command));
  child.stdin?.end(input);
  const [status] = await once(child, "exit");
  return status;
}

const healthCheck = () => statusOf(commandOf(one("HEALTHCHECK")));

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "phaseboard-image-"));
  chmodSync(folder, 0o755);
  app = at("app");
  await mkdir(app);
  brokerPort = await freePort();
  await run(join(project, "deploy/docker/prepare"), ["localhost", at("secrets")]);
  await writeFile(at("secrets/broker-users"), `${charger}:a charger's password\n`, { flag: "a" });
  await writeFile(at("phaseboard.yaml"), topology);
  await buildImage();
  const databaseHost = await startDatabase();
  await startBroker();
  environment = await environmentOf(databaseHost);
  product = outputOf(inContainer(commandOf(one("CMD"))));
}, 1_200_000);

afterAll(async () => {
  await simulator?.stop();
  for (const child of processes.filter(({ exitCode, signalCode }) => exitCode === null && signalCode === null)) {
    child.kill("SIGTERM");
    await once(child, "exit");
  }
  await server?.end();
  await rm(folder, { recursive: true, force: true });
}, 60_000);

describe("the image and its compose file, step by step", { timeout: 180_000 }, () => {
  it("take nothing into the image that could hold a secret", () => {
    const ignored = read(".dockerignore")
      .split("\n")
      .filter((line) => line !== "" && !line.startsWith("#"));
    expect(ignored[0]).toBe("*");
    const sources = image.flatMap((each) =>
      each.keyword === "COPY" && !each.rest.startsWith("--from=build ") ? copied(each).sources : [],
    );
    expect(ignored.slice(1).sort()).toEqual(sources.map((name) => `!${name}`).sort());
    for (const name of sources) expect(name).not.toMatch(/^\.?$|secret|data|\.git|deploy|\.env/);
  });

  it("hand secrets over as files, never in the environment", () => {
    const names = [...Object.values(services).flatMap((each) => Object.keys(each.environment ?? {})), one("ENV").rest];
    for (const name of names) expect(name).not.toMatch(/(SECRET|PASSWORD|DATABASE_URL)(=|$)/);
  });

  it("come up as a user without rights, and are healthy", async () => {
    await expect
      .poll(() => (product.exitCode === null ? said : `ended: ${said}`), patience)
      .toContain("Phaseboard is ready");
    await expect.poll(healthCheck, patience).toBe(0);
    const health = async () => (await fetch(`${url}/api/health`)).json();
    await expect.poll(health, patience).toMatchObject({ ready: true, broker: { up: true }, store: { up: true } });
  });

  it("show a charger with a password of its own to the first person", async () => {
    const person = [
      "add",
      "owner@example.com",
      "--name",
      "Sample Owner",
      "--role",
      "owner",
      "--installation",
      "sample",
    ];
    expect(await statusOf(["npm", "run", "topology", "--", "import", at("phaseboard.yaml")]), said).toBe(0);
    expect(await statusOf(["npm", "run", "person", "--", ...person], "correct horse battery\n"), said).toBe(0);
    const ca = await readFile(at("secrets/ca.pem"), "utf8");
    const way = { url: `mqtts://localhost:${brokerPort}`, ca, username: charger, password: "a charger's password" };
    simulator = startSimulator({
      transport: brokerTransport(way),
      chargers: [{ deviceId: charger }],
      selfAllocate: false,
    });
    await simulator.charger(charger).waitFor("connected", ({ linkUp }) => linkUp);

    const cookies = new Map<string, string>();
    const ask = async (path: string, form?: Record<string, string>) => {
      const answer = await fetch(`${url}${path}`, {
        headers: { cookie: [...cookies].map((pair) => pair.join("=")).join("; ") },
        ...(form && { method: "POST", body: new URLSearchParams(form) }),
      });
      for (const cookie of answer.headers.getSetCookie()) {
        const [, name = "", value = ""] = /^([^=]+)=([^;]*)/.exec(cookie) ?? [];
        cookies.set(name, value);
      }
      return answer.json();
    };
    const { csrfToken } = z.object({ csrfToken: z.string() }).parse(await ask("/api/auth/csrf"));
    const given = { email: "owner@example.com", password: "correct horse battery", csrfToken, json: "true" };
    await ask("/api/auth/callback/credentials", given);
    const hit = { deviceId: charger, name: "Bay", presence: "online", state: "noCar" };
    await expect.poll(() => ask(`/api/support/search?q=${charger}`), patience).toMatchObject({ hits: [hit] });
  });

  it("end in order when they are told to, and are not healthy then", async () => {
    product.kill("SIGTERM");
    const [status] = product.exitCode === null ? await once(product, "exit") : [product.exitCode];
    expect(status).toBe(0);
    expect(await healthCheck()).toBe(1);
  });
});
