import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { connect, createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Authority, createAuthority, type Pair } from "./test-certificates";

export interface MosquittoOptions {
  /** Password by user; nobody else may connect. */
  users: Record<string, string>;
  /** Lines of Mosquitto's ACL file; none: everybody may everything. */
  acl?: string[];
  /** The names in the server's certificate. */
  names?: string[];
  /** How long the server's certificate is valid from now. */
  validMs?: number;
  requireClientCertificate?: boolean;
  /** Further lines of its configuration. */
  settings?: string[];
}

/** A real Mosquitto with TLS, password file and ACLs on a free port of this machine. */
export interface Mosquitto {
  port: number;
  /** `mqtts://localhost:port` */
  url: string;
  ca: string;
  pid: number;
  issueClient(name: string): Promise<Pair>;
  /** Ends it and waits until it is gone; SIGTERM saves the sessions. */
  stop(signal?: "SIGTERM" | "SIGKILL"): Promise<void>;
  /** Starts it again on the same port with the same sessions. */
  start(): Promise<void>;
  /** Ends it and removes its files. */
  remove(): Promise<void>;
}

/** A port that nobody listened on a moment ago. */
export async function freePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  server.close();
  await once(server, "close");
  if (address === null || typeof address === "string") throw new Error("no port");
  return address.port;
}

/** Starts a broker; it accepts connections when the promise resolves. Tests only. */
export async function startMosquitto(options: MosquittoOptions): Promise<Mosquitto> {
  const dir = await mkdtemp(join(tmpdir(), "phaseboard-mosquitto-"));
  const authority = await createAuthority();
  const port = await freePort();
  await writeConfiguration(dir, port, authority, options);
  let child = await run(dir, port);
  const stop = async (signal: "SIGTERM" | "SIGKILL" = "SIGTERM") => {
    if (child.exitCode !== null || child.signalCode !== null) return;
    const gone = once(child, "exit");
    child.kill(signal);
    await gone;
  };
  return {
    port,
    url: `mqtts://localhost:${port}`,
    ca: authority.ca,
    get pid() {
      return child.pid ?? 0;
    },
    issueClient: (name) => authority.issue([name]),
    stop,
    start: async () => {
      child = await run(dir, port);
    },
    remove: async () => {
      await stop();
      await rm(dir, { recursive: true, force: true });
    },
  };
}

async function writeConfiguration(dir: string, port: number, authority: Authority, options: MosquittoOptions) {
  const { cert, key } = await authority.issue(options.names ?? ["localhost", "127.0.0.1"], options.validMs);
  const at = (name: string) => join(dir, name);
  const lines = [
    `listener ${port} 127.0.0.1`,
    `cafile ${at("ca.pem")}`,
    `certfile ${at("server.pem")}`,
    `keyfile ${at("server-key.pem")}`,
    `password_file ${at("passwords")}`,
    "allow_anonymous false",
    "persistence true",
    `persistence_location ${dir}/`,
    "max_queued_messages 100000",
    "log_type none",
    ...(process.getuid?.() === 0 ? ["user root"] : []),
    ...(options.requireClientCertificate ? ["require_certificate true"] : []),
    ...(options.acl ? [`acl_file ${at("acl")}`] : []),
    ...(options.settings ?? []),
  ];
  await writeFile(at("ca.pem"), authority.ca);
  await writeFile(at("server.pem"), cert);
  await writeFile(at("server-key.pem"), key);
  await writeFile(at("acl"), `${(options.acl ?? []).join("\n")}\n`);
  const users = Object.entries(options.users).map(([user, password]) => `${user}:${password}`);
  await writeFile(at("passwords"), `${users.join("\n")}\n`);
  execFileSync("mosquitto_passwd", ["-U", at("passwords")]);
  await writeFile(at("mosquitto.conf"), `${lines.join("\n")}\n`);
}

async function run(dir: string, port: number): Promise<ChildProcess> {
  const path = `${process.env.PATH ?? ""}:/usr/sbin`;
  const child = spawn("mosquitto", ["-c", join(dir, "mosquitto.conf")], {
    stdio: ["ignore", "ignore", "pipe"],
    env: { ...process.env, PATH: path },
  });
  let said = "";
  child.stderr.on("data", (data) => {
    said += String(data);
  });
  await once(child, "spawn");
  while (!(await accepts(port))) {
    if (child.exitCode !== null) throw new Error(`Mosquitto ended with ${child.exitCode}: ${said}`);
  }
  return child;
}

function accepts(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect({ host: "127.0.0.1", port });
    socket.once("connect", () => {
      socket.destroy();
      resolve(true);
    });
    socket.once("error", () => setTimeout(resolve, 10, false));
  });
}
