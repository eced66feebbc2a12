import mqtt, { type MqttClient } from "mqtt";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { passwords, startWorld, type TestWorld, until } from "./test-live";

let world: TestWorld;
let market: MqttClient;
beforeAll(async () => {
  world = await startWorld();
});
afterAll(() => world.end());
beforeEach(async () => {
  market = await mqtt.connectAsync(world.mosquitto.url, {
    ca: world.mosquitto.ca,
    clientId: "market",
    username: "charger",
    password: passwords.charger,
  });
});
afterEach(() => market.endAsync());

const hourMs = 3_600_000;
const slot = (from: number, price: string) => ({
  start: new Date(from).toISOString(),
  end: new Date(from + hourMs).toISOString(),
  price,
  currency: "EUR",
});
const publish = (from: number, price: string, retain = false, id = "north") =>
  market.publishAsync(`prices/${id}`, JSON.stringify([slot(from, price)]), { qos: 1, retain });
const at = async (from: number, id = "north") =>
  (await world.store.prices.spot(id, from, from + hourMs)).get(from)?.perKwh ?? null;
const undecodable = (reason: string) =>
  world.live.fleetReader.support().undecodable.find((one) => one.reason === reason)?.count ?? 0;
const day = (n: number) => Date.UTC(2027, 0, n);

describe("prices that are published by MQTT", () => {
  it("are kept, and what is published again holds from then on", async () => {
    await publish(day(1), "0.1");
    await until(async () => (await at(day(1))) === "0.1");
    await publish(day(1), "-0.25");
    await until(async () => (await at(day(1))) === "-0.25");
    expect(await at(day(1), "south")).toBeNull();
  });

  it("that cannot be read are counted and shown, and what comes after them is kept", async () => {
    const before = { json: undecodable("notJson"), value: undecodable("badValue") };
    await market.publishAsync("prices/north", "no prices", { qos: 1 });
    await market.publishAsync("prices/north", JSON.stringify([slot(day(2), "much")]), { qos: 1 });
    await publish(day(2), "0.2");
    await until(async () => (await at(day(2))) === "0.2");
    expect(undecodable("notJson")).toBe(before.json + 1);
    expect(undecodable("badValue")).toBe(before.value + 1);
    expect(world.live.fleetReader.support().latest[0]).toMatchObject({
      detail: 'prices "prices/north": 1: price "much"',
      sample: expect.stringContaining("much"),
    });
  });

  it("for an installation that is not known are counted and shown", async () => {
    const before = undecodable("unknownInstallation");
    await publish(day(3), "0.3", false, "nowhere");
    await until(() => undecodable("unknownInstallation") === before + 1);
    expect(await at(day(3), "nowhere")).toBeNull();
  });

  it("wait while the dashboard is away, and come after it", async () => {
    await world.live.stop();
    await publish(day(4), "0.4");
    await world.restart();
    await until(async () => (await at(day(4))) === "0.4");
  });

  it("wait while the database is away, and are kept once it is back", async () => {
    await world.postgres.kill();
    await until(() => !world.live.health().store.up);
    await publish(day(5), "0.5");
    await publish(day(5) + hourMs, "0.6");
    await world.postgres.start();
    await until(() => world.live.health().store.up);
    const kept = () => Promise.all([at(day(5)), at(day(5) + hourMs)]).catch(() => []);
    await until(async () => (await kept()).join() === "0.5,0.6");
    expect(world.live.health().prices).toEqual({ dropped: 0 });
  });

  it("of a retained message hold where nothing else was published, and put nothing back", async () => {
    await publish(day(6), "0.6", true);
    await until(async () => (await at(day(6))) === "0.6");
    const newer = { from: day(6), to: day(6) + hourMs, perKwh: "0.7", currency: "EUR" };
    await world.store.prices.publish("north", [newer], Date.now());
    await world.restart();
    // What is retained has come before this.
    await publish(day(7), "1");
    await until(async () => (await at(day(7))) === "1");
    expect(await at(day(6))).toBe("0.7");
  });
});
