import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { pricesFilter } from "../../protocol/product/prices";
import { unstamped } from "../../protocol/product/stamp";
import { awaitedFilters } from "../../protocol/registry";
import { ended, messagesOf, openWorld, type World } from "../gateway-fixture";

const pricesPassword = "a password of its own for prices";
const clientId = "phaseboard-own";
const topic = "prices/north";
const text = '[{"start":"2026-03-03T00:00:00Z","end":"2026-03-03T01:00:00Z","price":0.1,"currency":"EUR"}]';
let world: World;

beforeEach(async () => {
  world = await openWorld(() => {}, { clientId }, { pricesPassword });
});
afterEach(() => world.close());

const publisher = (more: object = {}) =>
  world.connect({ clientId: "prices", username: "prices", password: pricesPassword, ...more });

describe("who publishes prices, at the gateway", () => {
  it("brings them to every dashboard that asks, never retained", async () => {
    const dashboard = await world.dashboard();
    const heard = messagesOf(dashboard);
    await dashboard.subscribeAsync(pricesFilter, { qos: 1 });
    await (await publisher()).publishAsync(topic, text, { qos: 1, retain: true });
    expect(await heard.until((said) => said.topic === topic)).toMatchObject({ text, retain: false });
  });

  it("has them kept for the dashboard that is away, and brings them once, with when they came", async () => {
    const before = Date.now();
    const entries = () => world.gateway.stats().journal?.entries ?? 0;
    const entriesBefore = entries();
    await (await publisher()).publishAsync(topic, text, { qos: 1 });
    expect(entries()).toBe(entriesBefore + 1);
    const own = { clientId, username: "phaseboard", password: world.password, clean: false };
    const { client, heard } = await world.connectHeard(own);
    await client.subscribeAsync(awaitedFilters(clientId), { qos: 1 });
    const said = await heard.until((one) => one.text === text);
    const stamp = unstamped(said.topic);
    expect(stamp?.topic).toBe(topic);
    expect(stamp?.arrivedAt).toBeGreaterThanOrEqual(before);
    await (await publisher({ clientId: "prices-2" })).publishAsync(topic, "[]", { qos: 1 });
    await heard.until((one) => one.text === "[]");
    expect(heard.all.filter((one) => one.text === text)).toHaveLength(1);
  });

  it("brings what nobody keeps at once, whatever its installation is called", async () => {
    const own = { clientId, username: "phaseboard", password: world.password, clean: false };
    const { client, heard } = await world.connectHeard(own);
    await client.subscribeAsync(awaitedFilters(clientId), { qos: 1 });
    await (await publisher()).publishAsync("prices/connection", text, { qos: 0 });
    expect(await heard.until((said) => said.topic === "prices/connection")).toMatchObject({ text });
  });

  it.each([
    [`${topic}&arrived=1732638000123`, text],
    ["prices", "x"],
    ["meters/north", "x"],
    ["devices/ZPR000001/messages/events/", '{"Type":2}'],
    ["devices/ZPR000001/methods/POST/501/?$rid=1", "[]"],
    ["phaseboard/phaseboard-own/marker", "x"],
    [topic, "x".repeat(300_000)],
  ])("is sent away when it publishes what is not its own: %s", async (where, payload) => {
    const client = await publisher();
    const gone = ended(client);
    client.publish(where, payload);
    await gone;
  });

  it.each(["#", topic, pricesFilter, "devices/+/messages/events/#"])("hears nothing: %s", async (filter) => {
    const client = await publisher();
    const gone = ended(client);
    client.subscribe(filter);
    await gone;
  });

  it.each([
    { password: "wrong" },
    { username: "phaseboard" },
    { clientId: "phaseboard-1" },
    { clientId: "ZPR000001" },
    { clientId: "meter-prices", username: "meter-prices" },
    { clientId: "pricesx" },
  ])("is refused with %j", async (more) => {
    await expect(publisher(more)).rejects.toMatchObject({ code: expect.any(Number) });
  });
});

it("a gateway without such a password lets nobody publish prices", async () => {
  const closed = await openWorld();
  for (const password of ["", "undefined", pricesPassword])
    await expect(closed.connect({ clientId: "prices", username: "prices", password })).rejects.toMatchObject({
      code: expect.any(Number),
    });
  await closed.close();
});
