import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import mqtt, { type MqttClient } from "mqtt";
import { startMosquitto } from "../../broker/test-mosquitto";
import type { ChargerView } from "../../contract/view";
import type { DeviceId } from "../../domain/ids";
import { openStore, type Store } from "../../store/store";
import { silentLog, startSystemPostgres, type TestServer } from "../../store/test-postgres";
import { twoInstallations } from "../../stream/broadcast/test-stream";
import { derive } from "../base/secrets";
import { until } from "./test-live";

const secret = "a secret for tests, long enough for them";

interface Told {
  view: ChargerView | null;
  links: { broker: { up: boolean }; store: { up: boolean } };
}

/** The live fleet of `twoInstallations` in a process of its own, which can be killed, with broker and database of its own. */
export interface ForkedLive {
  /** Where its journal lies. */
  folder: string;
  databaseUrl: string;
  postgres: TestServer;
  /** Speaks for all chargers. */
  charger: MqttClient;
  openStore(): Promise<Store>;
  /** Resolves when it answers; whether it reads the broker by then depends on the database. */
  fork(): Promise<void>;
  /** Resolves when the broker is read. */
  start(): Promise<void>;
  ask(deviceId: DeviceId): Promise<Told>;
  /** SIGKILL. */
  kill(): Promise<void>;
  end(): Promise<void>;
}

export async function openForkedLive(): Promise<ForkedLive> {
  const folder = await mkdtemp(join(tmpdir(), "phaseboard-killed-"));
  const settings = ["max_inflight_messages 0", "max_queued_messages 0"];
  const mosquitto = await startMosquitto({ users: { phaseboard: "dashboard", charger: "charger" }, settings });
  const postgres = await startSystemPostgres();
  const url = await postgres.database();
  await writeFile(join(folder, "ca.pem"), mosquitto.ca);
  const open = () => openStore(url, { secret: derive(secret, "store keys"), log: silentLog });
  const store = await open();
  await store.topology.upsert(twoInstallations);
  await store.close();
  const env = {
    DATABASE_URL: url,
    PHASEBOARD_SECRET: secret,
    PHASEBOARD_MODE: "real",
    PHASEBOARD_DATA_DIR: folder,
    MQTT_URL: mosquitto.url,
    MQTT_CA_FILE: join(folder, "ca.pem"),
    MQTT_USERNAME: "phaseboard",
    MQTT_PASSWORD: "dashboard",
    MQTT_CLIENT_ID: "phaseboard-killed",
    LOG_LEVEL: "fatal",
  };
  const charger = await mqtt.connectAsync(mosquitto.url, {
    ca: mosquitto.ca,
    username: "charger",
    password: "charger",
  });
  const module = join(import.meta.dirname, "test-live-process.ts");
  let running: ChildProcess | null = null;

  async function ask(deviceId: DeviceId): Promise<Told> {
    if (running === null) throw new Error("nothing runs");
    const answer = once(running, "message");
    running.send({ deviceId });
    const [told] = await answer;
    return told;
  }
  async function forkLive(): Promise<void> {
    running = fork(module, [], { execArgv: ["--import", "tsx"], env: { ...process.env, ...env }, stdio: "inherit" });
    await ask("");
  }
  async function kill(): Promise<void> {
    if (running === null) return;
    const gone = once(running, "exit");
    running.kill("SIGKILL");
    await gone;
    running = null;
  }

  return {
    folder,
    databaseUrl: url,
    postgres,
    charger,
    openStore: open,
    ask,
    fork: forkLive,
    kill,
    async start() {
      await forkLive();
      await until(async () => (await ask("")).links.broker.up);
    },
    async end() {
      await kill();
      await charger.endAsync(true);
      await mosquitto.remove();
      await postgres.end();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
