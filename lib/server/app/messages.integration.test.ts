import mqtt from "mqtt";
import { afterAll, beforeAll, expect, it } from "vitest";
import type { ListedMessage, MessageList } from "../../contract/api";
import { passwords, startWorld, type TestCharger, type TestWorld, until } from "./test-live";

const deviceId = "ZAP000001";
const other = "ZAP000002";
const path = `/api/chargers/${deviceId}/messages`;
const telemetry = `devices/${deviceId}/messages/events/ri=x`;
let world: TestWorld;
let charger: TestCharger;

beforeAll(async () => {
  world = await startWorld();
  charger = await world.charger(deviceId);
});
afterAll(async () => {
  await charger.end();
  await world.end();
});

const ask = (query = "", of = deviceId) => world.ask("support", `/api/chargers/${of}/messages${query}`);
async function list(query = "", of = deviceId): Promise<MessageList> {
  const answer = await ask(query, of);
  expect(answer.status).toBe(200);
  return answer.json();
}
/** The newest message that `is` what was meant, once it is in the log. */
async function logged(is: (message: ListedMessage) => boolean, of = deviceId): Promise<ListedMessage> {
  let found: ListedMessage | undefined;
  await until(async () => {
    found = (await list("", of)).messages.find(is);
    return found !== undefined;
  });
  return found ?? expect.fail("It was found.");
}
const has = (part: string) => (message: ListedMessage) => message.payload.includes(part);

it("has telemetry, a command and its answer, each with its direction, as they were on the wire", async () => {
  await charger.connection(true);
  await charger.say({ 718: "0", 710: "3", 507: "11.5" });
  const view = () => world.live.fleetReader.charger(deviceId);
  await until(() => view()?.presence.word === "online" && view()?.state.word === "charging");
  const before = Date.now();
  const key = { "idempotency-key": crypto.randomUUID() };
  const asked = { method: "POST", body: { command: "stop" }, headers: key };
  const given = await world.ask("support", `/api/chargers/${deviceId}/commands`, asked);
  expect(given.status).toBe(202);
  const { commandId } = await given.json();
  await until(() => charger.methods.some(({ rid }) => rid === commandId));
  await charger.answer(commandId, 528, '{"Code":528}');
  const live = { backlog: false, retained: false, dup: false, undecodable: false, sensitive: false, encoding: "utf8" };
  const answer = await logged(({ topic }) => topic.includes("/methods/res/"));
  const answerTopic = `devices/${deviceId}/methods/res/528/?$rid=${commandId}`;
  expect(answer).toMatchObject({ ...live, direction: "fromCharger", topic: answerTopic, payload: '{"Code":528}' });
  const command = await logged(({ topic }) => topic.includes(commandId) && topic.includes("/POST/"));
  const commandTopic = `devices/${deviceId}/methods/POST/506/?$rid=${commandId}`;
  expect(command).toMatchObject({ ...live, direction: "toCharger", topic: commandTopic, payload: "null" });
  expect(command.at).toBeGreaterThanOrEqual(before);
  expect(answer.at).toBeGreaterThanOrEqual(command.at);
  const said = await logged(has("11.5"));
  expect(said).toMatchObject({ ...live, direction: "fromCharger", topic: telemetry });
  expect(JSON.parse(said.payload)).toMatchObject({ Type: 6, Observations: expect.any(Array) });
  expect(await logged(({ topic }) => topic.endsWith("/connection"))).toMatchObject({ direction: "fromCharger" });
});

it("has the reply to a ping, and what cannot be read, byte for byte", async () => {
  await charger.ask();
  const reply = await logged(({ topic }) => topic.includes("/methods/POST/1/"));
  expect(reply).toMatchObject({ direction: "toCharger", payload: "null" });
  const { url, ca } = world.mosquitto;
  const client = await mqtt.connectAsync(url, { ca, username: "charger", password: passwords.charger });
  const broken = Buffer.from([0x7b, 0xff, 0x00, 0xc3, 0x28]);
  await client.publishAsync(telemetry, broken, { qos: 1 });
  await client.publishAsync(telemetry, "", { qos: 1 });
  const unread = await logged(({ encoding }) => encoding === "base64");
  expect(unread).toMatchObject({ undecodable: true, direction: "fromCharger" });
  expect(Buffer.from(unread.payload, "base64")).toEqual(broken);
  expect(await logged(({ payload }) => payload === "")).toMatchObject({ undecodable: true, encoding: "utf8" });
  await client.endAsync();
});

it("marks what tells of a person or a device, and what had waited or was kept", async () => {
  await charger.say({ 950: "00:11:22:33:44:55" });
  expect(await logged(has("00:11"))).toMatchObject({ sensitive: true, undecodable: false });
  const { url, ca } = world.mosquitto;
  await world.live.stop();
  await charger.say({ 507: "12.25" });
  const client = await mqtt.connectAsync(url, { ca, username: "charger", password: passwords.charger });
  const kept = `devices/${other}/messages/events/ri=x`;
  await client.publishAsync(kept, '{"Type":2}', { qos: 1, retain: true });
  await world.restart();
  expect(await logged(has("12.25"))).toMatchObject({ backlog: true, retained: false });
  expect(await logged(({ topic }) => topic === kept, other)).toMatchObject({ backlog: true });
  await until(async () => (await list("", other)).messages.some(({ retained }) => retained));
  await client.publishAsync(kept, "", { qos: 1, retain: true });
  await client.endAsync();
});

it("is read page by page, one way alone, and within a span", async () => {
  const all = (await list()).messages;
  expect(all.map(({ at }) => at)).toEqual(all.map(({ at }) => at).sort((a, b) => b - a));
  expect(all.some(({ topic }) => topic.startsWith("phaseboard/"))).toBe(false);
  const paged: ListedMessage[] = [];
  let next: string | null = "";
  while (next !== null) {
    const page: MessageList = await list(`?limit=2${next === "" ? "" : `&cursor=${next}`}`);
    paged.push(...page.messages);
    next = page.next;
  }
  expect(paged).toEqual(all);
  const sent = await list("?direction=toCharger");
  expect(sent.messages).toEqual(all.filter(({ direction }) => direction === "toCharger"));
  expect(sent.messages.length).toBeGreaterThan(0);
  const { at = 0 } = all[1] ?? {};
  const until = encodeURIComponent(new Date(at + 3_600_000).toISOString().replace("Z", "+01:00"));
  const before = await list(`?to=${until}`);
  expect(before.messages).toEqual(all.filter((message) => message.at < at));
  expect((await list(`?from=${new Date(at).toISOString()}`)).messages).toEqual(all.filter((one) => one.at >= at));
});

it("refuses what it cannot read, and does not find what is not this charger's", async () => {
  const faulty = [
    "from=2026-11-27T10:00:00",
    "from=yesterday",
    "to=2026-13-01T00:00:00Z",
    "to=2300-01-01T00:00:00Z",
    "from=2026-11-27T10:00:00Z&to=2026-11-27T10:00:00Z",
    "direction=up",
    "limit=0",
    "limit=101",
  ];
  for (const query of faulty) {
    const answer = await ask(`?${query}`);
    expect([query, answer.status, (await answer.json()).code]).toEqual([query, 400, "badRequest"]);
  }
  const [foreign] = (await list("", other)).messages;
  expect((await ask(`?cursor=${foreign?.id}`, other)).status).toBe(200);
  for (const cursor of [foreign?.id, "1_1", "made-up", "", "99999999999999999999_1"]) {
    const answer = await ask(`?cursor=${cursor}`);
    expect([cursor, answer.status, (await answer.json()).code]).toEqual([cursor, 404, "notFound"]);
  }
  expect((await world.ask("owner-north", path)).status).toBe(403);
});

it("waits while the database is away, and has all once it is back", async () => {
  await world.postgres.kill();
  await until(() => !world.live.health().store.up);
  for (const value of ["13.25", "13.5", "13.75"]) await charger.say({ 507: value });
  await until(() => world.live.health().messageLog.bytes > 0);
  await charger.ask();
  await until(() => charger.methods.filter(({ method }) => method === "1").length > 1);
  const answer = await ask();
  expect([answer.status, (await answer.json()).code]).toEqual([503, "storeUnavailable"]);
  await world.postgres.start();
  await until(() => world.live.health().store.up);
  for (const value of ["13.25", "13.5", "13.75"]) await logged(has(value));
  await until(() => world.live.health().messageLog.bytes === 0);
  expect(world.live.health().messageLog.dropped).toBe(0);
});
