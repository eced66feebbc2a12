import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { connect as connectTcp } from "node:net";
import { join } from "node:path";
import { createInterface } from "node:readline";
import mqtt, { type IClientOptions, type MqttClient } from "mqtt";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { z } from "zod";
import { Heard, type LogLine } from "../gateway-fixture";

const start = z.object({
  port: z.number(),
  ca: z.string(),
  dashboard: z.string(),
  charger: z.object({ clientId: z.string(), username: z.string(), password: z.string() }),
});

let child: ChildProcess;
let log: Heard<LogLine>;
let at: z.infer<typeof start>;
const clients: MqttClient[] = [];

beforeEach(async () => {
  log = new Heard<LogLine>();
  const file = join(import.meta.dirname, "gateway-process-fixture.ts");
  const command = `ulimit -n 256 && exec "${process.execPath}" --import tsx "${file}"`;
  child = spawn("sh", ["-c", command], { stdio: ["pipe", "pipe", "inherit"] });
  if (child.stdout === null) throw new Error("no output");
  createInterface({ input: child.stdout }).on("line", (line) => log.add(JSON.parse(line)));
  at = start.parse(await log.until(({ msg }) => msg === "begun"));
});
afterEach(async () => {
  await Promise.all(clients.splice(0).map((client) => client.endAsync(true)));
  const gone = once(child, "exit");
  child.stdin?.end();
  await gone;
});

async function connect(options: IClientOptions): Promise<MqttClient> {
  const client = await mqtt.connectAsync(`mqtts://127.0.0.1:${at.port}`, {
    protocolVersion: 4,
    reconnectPeriod: 200,
    ca: at.ca,
    servername: "localhost",
    ...options,
  });
  clients.push(client);
  return client;
}
const dashboard = () => connect({ clientId: "phaseboard-1", username: "phaseboard", password: at.dashboard });

describe("a gateway that may open few files", () => {
  it("says so, holds a flood to them, and lets its dashboard in meanwhile", async () => {
    await log.until(({ msg, openFiles }) => msg === "the system allows too few open files" && openFiles === 256);
    const flood = Array.from({ length: 400 }, () =>
      connectTcp({ port: at.port, host: "127.0.0.1", localAddress: "127.0.0.2" }).on("error", () => undefined),
    );
    const line = await log.until(({ msg }) => msg.startsWith("turned connections away"));
    expect(line.level).toBe(40);
    expect((await dashboard()).connected).toBe(true);
    expect((await connect(at.charger)).connected).toBe(true);
    expect(child.exitCode).toBeNull();
    for (const socket of flood) socket.destroy();
  });

  it("says when it can open none, and goes on when it can again", async () => {
    const before = await dashboard();
    child.stdin?.write("eat\n");
    await log.until(({ msg }) => msg === "eaten");
    const turnedAway = connectTcp({ port: at.port, host: "127.0.0.1" }).on("error", () => undefined);
    await once(turnedAway, "close");
    const line = await log.until(({ msg }) => msg === "turned connections away: no more open files");
    expect(line).toMatchObject({ level: 50, code: "EMFILE" });
    child.stdin?.write("free\n");
    expect((await connect(at.charger)).connected).toBe(true);
    expect(before.connected).toBe(true);
  });
});
