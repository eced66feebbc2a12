import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { credentialsOf, ended, messagesOf, openWorld, type World } from "./gateway-fixture";

const id = "ZPR000001";
const telemetry = `devices/${id}/messages/events/`;
let world: World;

beforeEach(async () => {
  world = await openWorld();
});
afterEach(() => world.close());

describe("a charger that goes beyond its own topics loses its connection, with a log line", () => {
  it.each([
    "devices/ZPR000002/messages/events/",
    `devices/${id}/connection`,
    `devices/${id}/methods/POST/502/?$rid=1`,
    "devices/ZPR000002/methods/res/200/?$rid=1",
    "$iothub/methods/POST/502/?$rid=1",
    "$iothub/twin/PATCH/properties/desired/?$version=9",
    "$SYS/anything",
    "phaseboard/phaseboard-1/marker",
  ])("by publishing to %s", async (topic) => {
    const dashboard = await world.dashboard();
    const heard = messagesOf(dashboard);
    await dashboard.subscribeAsync(["devices/+/messages/events/#", "devices/+/methods/res/#"]);
    const [charger, other] = await Promise.all([world.charger(id), world.charger("ZPR000002")]);
    const gone = ended(charger);
    charger.publish(topic, "{}");
    await gone;
    expect(await world.log.until(({ detail }) => detail === topic)).toMatchObject({ level: 40, client: id });
    await other.publishAsync("devices/ZPR000002/messages/events/", "after");
    await heard.until(({ text }) => text === "after");
    expect(heard.all).toHaveLength(1);
  });

  it.each([
    "#",
    "$iothub/#",
    "$iothub/methods/POST/502/#",
    "devices/+/messages/events/#",
    "devices/ZPR000002/messages/devicebound/#",
    "$SYS/#",
  ])("by subscribing to %s", async (filter) => {
    const charger = await world.charger(id);
    const gone = ended(charger);
    charger.subscribe(["$iothub/twin/res/#", filter], () => {});
    await gone;
    expect((await world.log.until(({ detail }) => detail === filter)).client).toBe(id);
  });

  it("by a last will for another charger, which is not published", async () => {
    const dashboard = await world.dashboard();
    const heard = messagesOf(dashboard);
    await dashboard.subscribeAsync(["devices/+/messages/events/#", "devices/+/connection"]);
    const will = { topic: "devices/ZPR000002/messages/events/", payload: Buffer.from("forged"), qos: 1 as const };
    const charger = await world.charger(id, { will });
    await heard.until(({ topic, retain }) => topic === `devices/${id}/connection` && !retain);
    charger.stream.destroy();
    await heard.until(({ topic, text, retain }) => topic.includes(id) && !retain && text.includes("false"));
    await world.charger("ZPR000002");
    await heard.until(({ topic, text }) => topic === "devices/ZPR000002/connection" && text.includes("true"));
    expect(heard.all.filter(({ text }) => text === "forged")).toEqual([]);
  });

  it("by publishing at QoS 2", async () => {
    const charger = await world.charger(id);
    const gone = ended(charger);
    charger.publish(telemetry, "{}", { qos: 2 });
    await gone;
    await world.log.until(({ reason }) => reason === "published at QoS 2");
  });
});

describe("a dashboard that goes beyond the fleet side loses its connection", () => {
  it.each(["devices/ZPR000001/messages/events/", "$iothub/methods/POST/502/?$rid=1", "phaseboard/phaseboard-2/marker"])(
    "by publishing to %s",
    async (topic) => {
      const dashboard = await world.dashboard();
      const gone = ended(dashboard);
      dashboard.publish(topic, "{}");
      await gone;
      await world.log.until(({ detail }) => detail === topic);
    },
  );

  it.each(["#", "devices/#", "$iothub/methods/POST/#", "phaseboard/+/marker"])(
    "by subscribing to %s",
    async (filter) => {
      const dashboard = await world.dashboard();
      const gone = ended(dashboard);
      dashboard.subscribe(filter, () => {});
      await gone;
      await world.log.until(({ detail }) => detail === filter);
    },
  );
});

describe("size", () => {
  it("of CONNECT is bounded to 16 KiB, before anything is parsed", async () => {
    const will = { topic: telemetry, payload: Buffer.alloc(17 * 1024), qos: 0 as const, retain: false };
    await expect(world.charger(id, { will })).rejects.toThrow();
    expect(await world.log.until(({ reason }) => reason === "packetTooLarge")).toMatchObject({ level: 40 });
    const small = { ...will, payload: Buffer.alloc(12 * 1024) };
    expect((await world.charger(id, { will: small })).connected).toBe(true);
  });

  it("of a message is bounded to 512 KiB, and what is below arrives whole", async () => {
    const dashboard = await world.dashboard();
    const heard = messagesOf(dashboard);
    await dashboard.subscribeAsync("devices/+/messages/events/#", { qos: 1 });
    const charger = await world.charger(id);
    const large = "x".repeat(510 * 1024);
    await charger.publishAsync(telemetry, large, { qos: 1 });
    expect((await heard.until(({ topic }) => topic === telemetry)).text).toBe(large);
    const gone = ended(charger);
    charger.publish(telemetry, "x".repeat(513 * 1024));
    await gone;
    expect(await world.log.until(({ reason }) => reason === "packetTooLarge")).toMatchObject({ client: id });
  });
});

describe("a subscription", () => {
  it("is bounded to 4 KiB", async () => {
    const charger = await world.charger(id);
    const gone = ended(charger);
    charger.subscribe(
      Array.from({ length: 1_000 }, (_, index) => `a${index}`),
      () => {},
    );
    await gone;
    expect(await world.log.until(({ reason }) => reason === "packetTooLarge")).toMatchObject({ client: id });
  });

  it("is read no further than its first filter that is not allowed", async () => {
    const charger = await world.charger(id);
    const gone = ended(charger);
    charger.subscribe(["$iothub/twin/res/#", "a", "b", "c"], () => {});
    await gone;
    await world.log.until(({ detail }) => detail === "a");
    expect(world.log.all.filter(({ level }) => Number(level) >= 40)).toHaveLength(1);
  });
});

describe("rate", () => {
  it("above the bound slows a charger down, loses nothing, and leaves others alone", async () => {
    const dashboard = await world.dashboard();
    const heard = messagesOf(dashboard);
    await dashboard.subscribeAsync("devices/+/messages/events/#", { qos: 1 });
    const [charger, other] = await Promise.all([world.charger(id), world.charger("ZPR000002")]);
    const before = performance.now();
    const sent = Array.from({ length: 1_100 }, (_, index) =>
      charger.publishAsync(telemetry, String(index), { qos: 1 }),
    );
    await world.log.until(({ msg }) => msg.startsWith("slowed a client down"));
    await other.publishAsync("devices/ZPR000002/messages/events/", "quick", { qos: 1 });
    const quick = await heard.until(({ text }) => text === "quick");
    expect(heard.all.indexOf(quick)).toBeLessThan(1_100);
    await Promise.all(sent);
    await heard.until(({ text }) => text === "1099");
    expect(performance.now() - before).toBeGreaterThan(900);
    const own = heard.all.filter(({ topic }) => topic === telemetry).map(({ text }) => Number(text));
    expect(own).toEqual(Array.from({ length: 1_100 }, (_, index) => index));
  });

  it("of subscriptions and pings ends the connection", async () => {
    const charger = await world.charger(id);
    const gone = ended(charger);
    for (let count = 0; count < 150; count++) charger.subscribe("$iothub/methods/POST/#", () => {});
    await gone;
    expect(await world.log.until(({ reason }) => reason === "tooManyControlPackets")).toMatchObject({ client: id });
  });
});

describe("what is left unread", () => {
  it("by a charger is bounded: commands it does not take go nowhere", async () => {
    const dashboard = await world.dashboard();
    const charger = await world.charger(id);
    await charger.subscribeAsync("$iothub/methods/POST/#");
    charger.stream.pause();
    const body = JSON.stringify(["x".repeat(15 * 1024)]);
    let leftOut = false;
    const noticed = world.log
      .until(({ msg }) => msg.includes("the charger does not listen"))
      .then(() => {
        leftOut = true;
      });
    for (let count = 0; count < 4_000 && !leftOut; count++) {
      await dashboard.publishAsync(`devices/${id}/methods/POST/501/?$rid=${count}`, body, { qos: 1 });
    }
    await noticed;
  });

  it("by a dashboard ends its connection, and holds up the others no longer than that", async () => {
    const [stuck, other] = [await world.dashboard("stuck"), await world.dashboard("other")];
    const heard = messagesOf(other);
    for (const dashboard of [stuck, other]) await dashboard.subscribeAsync("devices/+/messages/events/#", { qos: 1 });
    stuck.stream.pause();
    const charger = await world.charger(id);
    const large = "x".repeat(200 * 1024);
    for (let count = 0; count < 100; count++) charger.publish(telemetry, large, { qos: 1 });
    const lost = world.log.until(({ client, reason }) => client === "phaseboard-stuck" && reason === "drain timeout");
    charger.publish(telemetry, "last", { qos: 1 });
    await heard.until(({ text }) => text === "last");
    await lost;
    await world.log.until(({ client, msg }) => client === "phaseboard-stuck" && msg === "a client left");
    expect(heard.all).toHaveLength(101);
    expect(world.gateway.stats().dashboards).toBe(1);
  });
});

describe("what was missed", () => {
  it("is nothing for a dashboard whose session is not kept, whatever it asks for", async () => {
    const first = await world.dashboard("1", { clean: false });
    await first.subscribeAsync("devices/+/messages/events/#", { qos: 1 });
    await first.endAsync();
    const charger = await world.charger(id);
    await charger.publishAsync(telemetry, "missed", { qos: 1 });
    const again = await world.connectHeard({
      clientId: "phaseboard-1",
      username: "phaseboard",
      password: world.password,
      clean: false,
    });
    await again.client.subscribeAsync("devices/+/messages/events/#", { qos: 1 });
    await charger.publishAsync(telemetry, "heard", { qos: 1 });
    await again.heard.until(({ text }) => text === "heard");
    expect(again.heard.all).toHaveLength(1);
    expect(world.gateway.stats().journal).toBe(null);
  });

  it("is nothing for a charger that was away", async () => {
    const charger = await world.charger(id, { clean: false });
    await charger.subscribeAsync("$iothub/methods/POST/#", { qos: 1 });
    await charger.endAsync();
    const dashboard = await world.dashboard();
    await dashboard.publishAsync(`devices/${id}/methods/POST/502/?$rid=missed`, "null", { qos: 1 });
    const again = await world.connectHeard({ ...credentialsOf(world, id), clean: false });
    await dashboard.publishAsync(`devices/${id}/methods/POST/502/?$rid=heard`, "null", { qos: 1 });
    await again.heard.until(({ topic }) => topic.endsWith("heard"));
    expect(again.heard.all).toHaveLength(1);
  });
});
