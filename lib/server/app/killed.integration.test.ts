import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import mqtt, { type MqttClient } from "mqtt";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type Mosquitto, startMosquitto } from "../../broker/test-mosquitto";
import type { ChargerView } from "../../contract/view";
import { openStore } from "../../store/store";
import { silentLog, startSystemPostgres, type TestServer } from "../../store/test-postgres";
import { twoInstallations } from "../../stream/broadcast/test-stream";
import { derive } from "../base/secrets";
import { until } from "./test-live";

const secret = "a secret for tests, long enough for them";
const deviceId = twoInstallations.chargers[0]?.deviceId ?? "";
let mosquitto: Mosquitto;
let postgres: TestServer;
let folder: string;
let charger: MqttClient;
let env: Record<string, string>;
let running: ChildProcess | null = null;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "phaseboard-killed-"));
  mosquitto = await startMosquitto({ users: { phaseboard: "dashboard", charger: "charger" } });
  postgres = await startSystemPostgres();
  const url = await postgres.database();
  await writeFile(join(folder, "ca.pem"), mosquitto.ca);
  const store = await openStore(url, { secret: derive(secret, "store keys"), log: silentLog });
  await store.topology.upsert(twoInstallations);
  await store.close();
  env = {
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
  charger = await mqtt.connectAsync(mosquitto.url, { ca: mosquitto.ca, username: "charger", password: "charger" });
});

afterAll(async () => {
  await kill();
  await charger.endAsync(true);
  await mosquitto.remove();
  await postgres.end();
  await rm(folder, { recursive: true, force: true });
});

interface Told {
  view: ChargerView | null;
  links: { broker: { up: boolean } };
}

async function ask(): Promise<Told> {
  if (running === null) throw new Error("nothing runs");
  const answer = once(running, "message");
  running.send({ deviceId });
  const [told] = await answer;
  return told;
}

async function start(): Promise<void> {
  const module = join(import.meta.dirname, "test-live-process.ts");
  running = fork(module, [], { execArgv: ["--import", "tsx"], env: { ...process.env, ...env }, stdio: "inherit" });
  await until(async () => (await ask()).links.broker.up);
}

async function kill(): Promise<void> {
  if (running === null) return;
  const gone = once(running, "exit");
  running.kill("SIGKILL");
  await gone;
  running = null;
}

let lastAt = Date.now();

function say(values: Record<number, string>): Promise<unknown> {
  lastAt = Math.max(Date.now(), lastAt + 1);
  const ObservedAt = new Date(lastAt).toISOString();
  const Observations = Object.entries(values).map(([id, Value]) => ({
    ObservedAt,
    Value,
    ObservationId: Number(id),
    Type: 1,
  }));
  const payload = JSON.stringify({ Observations, Type: 6 });
  return charger.publishAsync(`devices/${deviceId}/messages/events/ri=default`, payload, { qos: 1 });
}

/** What does not depend on the connection to the broker. */
const lasting = ({ state, session, powerW, allocatedA }: ChargerView) => ({ state, session, powerW, allocatedA });

const first = "7f2c9a6e-0000-4000-8000-000000000001";
const second = "7f2c9a6e-0000-4000-8000-000000000002";
const life: [name: string, says: Record<number, string>, shows: (view: ChargerView) => boolean][] = [
  ["no car", { 120: "1", 710: "1" }, ({ state }) => state.word === "noCar"],
  ["a car", { 721: first, 710: "2" }, ({ session }) => session?.id === first],
  ["its tag", { 722: "nfc-01020304" }, ({ state }) => state.word === "waitingForCurrent"],
  ["it charges", { 710: "3", 718: "0", 513: "11000" }, ({ powerW }) => powerW?.value === 11_000],
  ["its energy", { 553: "0.1" }, ({ session }) => session?.energyKwh?.value === 0.1],
  ["it is paused", { 718: "1", 710: "5", 513: "0" }, ({ state }) => state.word === "paused"],
  ["it leaves", { 710: "1" }, ({ session }) => session === null],
  ["the next car", { 721: second, 710: "2" }, ({ session }) => session?.id === second],
];

/** The database is away at every other step, so that nothing of it can be stored before the kill. */
test("what was acknowledged is known after a kill at every step of a session's life, as it was shown", async () => {
  await start();
  for (const [index, [name, says, shows]] of life.entries()) {
    const isAway = index % 2 === 1;
    if (isAway) await postgres.kill();
    await say(says);
    let shown: ChargerView | null = null;
    await until(async () => {
      shown = (await ask()).view;
      return shown !== null && shows(shown);
    });
    if (shown === null) throw new Error("nothing is shown");
    await kill();
    if (isAway) await postgres.start();
    await start();
    const { view } = await ask();
    expect(view && lasting(view), name).toEqual(lasting(shown));
    expect(view?.old, name).toBe("restored");
  }
  const { view } = await ask();
  expect(view).toMatchObject({
    state: { word: "waitingForAuthorisation" },
    session: { id: second, tag: null, energyKwh: null },
  });
}, 180_000);
