import mqtt from "mqtt";
import { afterAll, beforeAll, expect, it } from "vitest";
import { createProtocols } from "../../protocol/registry";
import { tiny } from "../../protocol/test-dialect";
import { zaptec } from "../../protocol/zaptec/zaptec";
import { passwords, startWorld, type TestWorld, until } from "./test-live";

const identity = "garage-1";
const deviceId = `tiny:${identity}`;
const heard: string[] = [];
let world: TestWorld;
let charger: mqtt.MqttClient;

const view = () => world.live.fleetReader.charger(deviceId);
const say = (what: string, value: string) => charger.publishAsync(`tiny/${identity}/${what}`, value, { retain: true });
const give = (command: string) =>
  world.ask("owner-north", `/api/chargers/${deviceId}/commands`, {
    method: "POST",
    body: { command },
    headers: { "idempotency-key": crypto.randomUUID() },
  });

beforeAll(async () => {
  world = await startWorld({}, { protocols: createProtocols([zaptec, tiny]) });
  const { url, ca } = world.mosquitto;
  charger = await mqtt.connectAsync(url, { ca, clientId: "tiny", username: "charger", password: passwords.charger });
  charger.on("message", (topic, payload) => heard.push(`${topic} ${payload.toString()}`));
  await charger.subscribeAsync(`tiny/${identity}/allow`);
}, 60_000);
afterAll(async () => {
  await charger.endAsync();
  await world.end();
});

it("a dialect of three topics, one command and no clock comes live by its row in the registry", async () => {
  await say("car", "on");
  await until(() => view()?.state.word === "charging");
  await world.live.assign({
    deviceId,
    circuitId: "north-a",
    name: "Tiny",
    rotation: "RST",
    maxCurrentA: 16,
    minCurrentA: 6,
  });
  await until(() => view()?.installationId === "north");
  await say("watts", "3680");
  await until(() => view()?.powerW?.value === 3_680);
  expect(view()).toMatchObject({ presence: { word: "online", reason: "heard" }, old: null, powerW: { value: 3_680 } });
  expect(view()?.may).toMatchObject({ stop: { possible: true }, restart: { possible: false, rule: "notSupported" } });
  expect(world.live.fleetReader.sentObservations(deviceId)).toMatchObject([
    { key: "car", raw: "on" },
    { key: "watts", raw: "3680", unit: "W" },
  ]);
});

it("its command goes out in its own words, waits for no answer, and is proven by what it then says", async () => {
  expect((await give("restart")).status).toBe(409);
  const answer = await give("stop");
  expect(answer.status).toBe(202);
  const { commandId } = await answer.json();
  await until(() => heard.length > 0);
  expect(heard).toEqual([`tiny/${identity}/allow 0`]);
  await say("car", "in");
  await until(async () => (await world.store.commands.get(commandId))?.course.length === 3);
  expect((await world.store.commands.get(commandId))?.course).toMatchObject([
    { stage: "requested" },
    { stage: "published" },
    { stage: "effective", reason: { code: "provenBy", key: "car", value: "in" } },
  ]);
});

it("a setting that it does not have is refused with why, and the others are set", async () => {
  const set = (body: object) =>
    world.ask("owner-north", `/api/chargers/${deviceId}/settings`, { method: "PATCH", body });
  const refused = await set({ offlineCurrentA: 6 });
  expect(refused.status).toBe(409);
  expect(await refused.json()).toMatchObject({ code: "settingNotPossible", rule: "noSettings" });
  expect((await set({ priority: 3 })).status).toBe(204);
});

it("what its broker has kept is its last word, and no sign of life; what was stored is read again by it", async () => {
  await world.restart();
  await until(() => view()?.state.word === "waitingForCurrent");
  expect(view()).toMatchObject({ powerW: { value: 3_680 }, presence: { word: "unknown" } });
  await say("watts", "0");
  await until(() => view()?.presence.word === "online");
  expect(view()).toMatchObject({ powerW: { value: 0 }, old: null });
});
