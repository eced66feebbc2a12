import { type ChildProcess, fork } from "node:child_process";
import { randomBytes } from "node:crypto";
import { once } from "node:events";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import mqtt, { type MqttClient } from "mqtt";
import { afterEach, describe, expect, it } from "vitest";
import { openJournal } from "../../journal/journal";
import { unstamped } from "../../protocol/product/stamp";
import { encodeMarker } from "../../protocol/product/topics";
import { protocols } from "../../protocol/registry";
import { makeSasToken } from "../devices/sas";
import { Heard, inAnHour } from "../gateway-fixture";
import { ensureTls } from "../tls/tls-files";
import type { GatewayProcessOptions } from "./test-gateway-process";

const clientId = "phaseboard-own";
const ids = Array.from({ length: 12 }, (_, n) => `ZPR${String(n + 1).padStart(6, "0")}`);
const folder = mkdtempSync(join(tmpdir(), "gateway-kill-"));
const password = randomBytes(24).toString("base64url");
const keys = new Map(ids.map((id) => [id, randomBytes(32)]));
const clients = new Set<MqttClient>();
let gateway: ChildProcess | null = null;
let port = 0;
let ca = "";

async function startProcess(): Promise<void> {
  const tls = await ensureTls(folder, "localhost", Date.now());
  ca = tls.ca ?? "";
  const told: GatewayProcessOptions = {
    port,
    cert: tls.cert,
    key: tls.key,
    password,
    clientId,
    folder: join(folder, "journal"),
    logFile: join(folder, "log"),
    chargers: Object.fromEntries([...keys].map(([id, key]) => [id, key.toString("base64")])),
  };
  writeFileSync(join(folder, "told.json"), JSON.stringify(told), { mode: 0o600 });
  gateway = fork(join(import.meta.dirname, "test-gateway-process.ts"), [join(folder, "told.json")], {
    execArgv: ["--import", "tsx"],
  });
  const [answer] = await Promise.race([once(gateway, "message"), once(gateway, "exit").then(() => [null])]);
  if (typeof answer !== "number") throw new Error("the gateway did not start");
  port = answer;
}

async function kill(): Promise<void> {
  const killed = gateway;
  gateway = null;
  if (!killed) return;
  const gone = once(killed, "exit");
  killed.kill("SIGKILL");
  await gone;
}

function connect(id: string, username: string, secret: string): MqttClient {
  const client = mqtt.connect(`mqtts://localhost:${port}`, {
    protocolVersion: 4,
    clean: false,
    reconnectPeriod: 100,
    ca,
    clientId: id,
    username,
    password: secret,
  });
  client.on("error", () => {});
  clients.add(client);
  return client;
}

/** Publishes one numbered message after the other, each when the one before it was acknowledged. */
class Charger {
  readonly client: MqttClient;
  acknowledged = 0;
  ending = false;
  readonly #done: Promise<void>;

  constructor(
    readonly id: string,
    readonly told: Heard<number>,
  ) {
    const host = `localhost:${port}`;
    const token = makeSasToken(host, id, keys.get(id) ?? Buffer.alloc(0), inAnHour());
    this.client = connect(id, `${host}/${id}/?api-version=2020-09-30`, token);
    this.#done = this.#publish();
  }

  async #publish(): Promise<void> {
    const topic = `devices/${this.id}/messages/events/ri=default`;
    for (let n = 1; !this.ending; n++) {
      await this.client.publishAsync(topic, `{"Type":2,"n":${n}}`, { qos: 1 });
      this.acknowledged = n;
      this.told.add(this.told.all.length + 1);
    }
  }

  /** Resolves when its last message was acknowledged. */
  end(): Promise<void> {
    this.ending = true;
    return this.#done;
  }
}

interface Arrived {
  id: string;
  n: number;
  late: boolean;
}

/** A dashboard that comes and goes, and what it has acknowledged, in order. */
function dashboard(heard: Heard<Arrived>): MqttClient {
  const client = connect(clientId, "phaseboard", password);
  client.on("message", (topic, payload) => {
    const stamp = unstamped(topic);
    const id = /^devices\/([^/]+)\/messages\/events\/ri=default$/.exec(stamp?.topic ?? topic)?.[1];
    if (id) heard.add({ id, n: Number(/"n":(\d+)/.exec(payload.toString())?.[1]), late: stamp !== null });
  });
  client.on("connect", () =>
    client.subscribe(
      protocols.subscriptions(clientId).map(({ filter }) => filter),
      { qos: 1 },
    ),
  );
  return client;
}

afterEach(async () => {
  await Promise.all([...clients].map((client) => client.endAsync(true)));
  await kill();
  rmSync(folder, { recursive: true, force: true });
});

describe("kill -9 of the gateway under load", () => {
  it("loses nothing that was acknowledged, and keeps each charger's order", { timeout: 180_000 }, async () => {
    await startProcess();
    const told = new Heard<number>();
    const heard = new Heard<Arrived>();
    const chargers = ids.map((id) => new Charger(id, told));
    let seen = 0;
    const more = (count: number) => {
      seen = Math.max(seen, told.all.length) + count;
      return told.until((all) => all >= seen);
    };
    let present: MqttClient | null = null;
    for (let round = 0; round < 6; round++) {
      if (round % 3 === 0) {
        await present?.endAsync(true);
        present = null;
      } else present ??= dashboard(heard);
      await more(40 + 60 * round);
      await kill();
      await startProcess();
    }
    await Promise.all(chargers.map((charger) => charger.end()));
    present ??= dashboard(heard);
    const marker = encodeMarker(clientId, "end");
    const marked = new Promise<void>((resolve) => {
      present?.on("message", (topic) => topic === marker.topic && resolve());
    });
    await present.publishAsync(marker.topic, marker.payload, { qos: 1 });
    await marked;

    let total = 0;
    for (const { id, acknowledged } of chargers) {
      const numbers = heard.all.filter((one) => one.id === id).map(({ n }) => n);
      const first = [...new Set(numbers)];
      expect(first).toEqual(Array.from({ length: acknowledged }, (_, n) => n + 1));
      total += acknowledged;
    }
    expect(heard.all.some(({ late }) => late)).toBe(true);
    expect(heard.all.some(({ late }) => !late)).toBe(true);
    await kill();
    const log = { info: () => {}, warn: () => {}, error: () => {} };
    const options = { folder: join(folder, "journal"), softBytes: 1e9, hardBytes: 2e9, log };
    const journal = openJournal({ ...options, now: Date.now });
    expect(journal.last()).toBeGreaterThanOrEqual(total);
    await journal.close();
    expect(readFileSync(join(folder, "log"), "utf8")).not.toContain("damaged");
  });
});
