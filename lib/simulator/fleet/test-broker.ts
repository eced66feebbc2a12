import { type ChildProcess, spawn } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import mqtt, { type MqttClient } from "mqtt";
import { makeAuthority, makeServerCertificate } from "../../gateway/tls/make-certificate";

export interface TestBroker {
  url: string;
  ca: string;
  stop(): Promise<void>;
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.on("error", reject);
    server.listen(0, "127.0.0.1", () => {
      const address = server.address();
      server.close(() =>
        address && typeof address === "object" ? resolve(address.port) : reject(new Error("no port")),
      );
    });
  });
}

/** A Mosquitto with TLS that lets everybody in. */
export async function startMosquitto(): Promise<TestBroker> {
  const dir = await mkdtemp(join(tmpdir(), "mosquitto-"));
  const authority = await makeAuthority(Date.now());
  const server = await makeServerCertificate(authority, ["localhost", "127.0.0.1"], Date.now(), 2);
  const port = await freePort();
  const files = { ca: authority.cert, cert: server.cert, key: server.key };
  for (const [name, text] of Object.entries(files)) await writeFile(join(dir, name), text, { mode: 0o644 });
  const lines = [
    `listener ${port} 127.0.0.1`,
    "allow_anonymous true",
    `cafile ${dir}/ca`,
    `certfile ${dir}/cert`,
    `keyfile ${dir}/key`,
    "user root",
  ];
  await writeFile(join(dir, "conf"), lines.join("\n"));
  const child: ChildProcess = spawn("/usr/sbin/mosquitto", ["-c", join(dir, "conf")], {
    stdio: ["ignore", "ignore", "pipe"],
  });
  await new Promise<void>((resolve, reject) => {
    let said = "";
    child.stderr?.on("data", (bytes: Buffer) => {
      said += bytes.toString();
      if (said.includes("running")) resolve();
    });
    child.once("exit", (code) => reject(new Error(`mosquitto ended with ${code}: ${said}`)));
  });
  return {
    url: `mqtts://localhost:${port}`,
    ca: authority.cert,
    async stop() {
      const gone = new Promise((resolve) => child.once("exit", resolve));
      child.kill();
      await gone;
      await rm(dir, { recursive: true });
    },
  };
}

export interface Arrived {
  topic: string;
  text: string;
}

/** A dashboard that only listens and calls. */
export interface TestDashboard {
  arrived: Arrived[];
  /** The first message, past or to come, that fits. */
  next(what: string, fits: (message: Arrived) => boolean): Promise<Arrived>;
  /** Calls a method and gives its status. */
  call(deviceId: string, method: number, body: string): Promise<number>;
  forget(): void;
  close(): Promise<void>;
}

const patienceMs = 15_000;

export async function openDashboard(options: mqtt.IClientOptions & { url: string }): Promise<TestDashboard> {
  const { url, ...rest } = options;
  const client: MqttClient = await mqtt.connectAsync(url, { protocolVersion: 4, ...rest });
  const arrived: Arrived[] = [];
  const watchers = new Set<(message: Arrived) => void>();
  client.on("message", (topic, payload) => {
    const message = { topic, text: payload.toString("utf8") };
    arrived.push(message);
    for (const watcher of watchers) watcher(message);
  });
  await client.subscribeAsync(["devices/+/messages/events/#", "devices/+/methods/res/#", "devices/+/connection"], {
    qos: 1,
  });
  let rid = 0;
  const next = (what: string, fits: (message: Arrived) => boolean): Promise<Arrived> =>
    new Promise((resolve, reject) => {
      const past = arrived.find(fits);
      if (past) {
        resolve(past);
        return;
      }
      const watcher = (message: Arrived) => {
        if (!fits(message)) return;
        clearTimeout(timer);
        watchers.delete(watcher);
        resolve(message);
      };
      const timer = setTimeout(() => {
        watchers.delete(watcher);
        reject(new Error(`not in ${patienceMs} ms: ${what}`));
      }, patienceMs);
      watchers.add(watcher);
    });
  return {
    arrived,
    next,
    async call(deviceId, method, body) {
      rid += 1;
      const tail = `/?$rid=t${rid}`;
      const answer = next(
        `answer to ${method}`,
        ({ topic }) => topic.startsWith(`devices/${deviceId}/methods/res/`) && topic.endsWith(tail),
      );
      client.publish(`devices/${deviceId}/methods/POST/${method}${tail}`, body);
      return Number((await answer).topic.split("/")[4]);
    },
    forget: () => arrived.splice(0),
    close: () => client.endAsync(),
  };
}

/** Whether a message carries an observation with this value. */
export const observes = (deviceId: string, id: number, value: string) => (message: Arrived) =>
  message.topic.startsWith(`devices/${deviceId}/messages/`) &&
  message.text.includes(`"Value":"${value}","ObservationId":${id},`);
