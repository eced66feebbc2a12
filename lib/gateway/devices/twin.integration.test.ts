import type { MqttClient } from "mqtt";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { type Heard, messagesOf, openWorld, type Said, type World } from "../gateway-fixture";

const id = "ZPR000001";
let world: World;
let charger: MqttClient;
let heard: Heard<Said>;

beforeEach(async () => {
  world = await openWorld();
  charger = await world.charger(id);
  heard = messagesOf(charger);
  await charger.subscribeAsync(["$iothub/twin/res/#", "$iothub/twin/PATCH/properties/desired/#"], { qos: 2 });
});
afterEach(() => world.close());

describe("a charger's twin", () => {
  it.each([" ", ""])("is given when asked for with the body %j", async (body) => {
    await charger.publishAsync("$iothub/twin/GET/?$rid=4200", body, { qos: 1 });
    const answer = await heard.until(({ topic }) => topic === "$iothub/twin/res/200/?$rid=4200");
    expect(JSON.parse(answer.text)).toEqual({
      desired: { Settings: { "510": "32", "711": "1" }, $version: 1 },
      reported: { $version: 1 },
    });
    expect(answer).toMatchObject({ qos: 0, retain: false });
  });

  it("takes what is reported, counts it up, and keeps it", async () => {
    await charger.publishAsync("$iothub/twin/PATCH/properties/reported/?$rid=1", '{"Settings":{"510":"32","800":"x"}}');
    await heard.until(({ topic }) => topic === "$iothub/twin/res/204/?$rid=1&$version=2");
    await charger.publishAsync("$iothub/twin/PATCH/properties/reported/?$rid=2", '{"Settings":{"800":null}}');
    await heard.until(({ topic }) => topic === "$iothub/twin/res/204/?$rid=2&$version=3");
    await charger.publishAsync("$iothub/twin/GET/?$rid=3", " ");
    const answer = await heard.until(({ topic }) => topic.includes("/200/"));
    expect(JSON.parse(answer.text).reported).toEqual({ Settings: { "510": "32" }, $version: 3 });
    await world.close();
    expect(world.source.saved.get(id)).toEqual({ document: { Settings: { "510": "32" } }, version: 3 });
  });

  it.each([
    ["not JSON", "{"],
    ["not an object", "[1]"],
    ["too large", JSON.stringify({ a: "x".repeat(40_000) })],
    ["too deep", `${'{"a":'.repeat(12)}1${"}".repeat(12)}`],
    ["a reserved name", '{"$version":9}'],
    ["a dangerous name", '{"__proto__":{"x":1}}'],
  ])("refuses a report that is %s, and the charger stays", async (_what, body) => {
    await charger.publishAsync("$iothub/twin/PATCH/properties/reported/?$rid=1", body);
    const answer = await heard.until(({ topic }) => topic === "$iothub/twin/res/400/?$rid=1");
    expect(JSON.parse(answer.text)).toEqual({ errorCode: 400, message: expect.any(String) });
    await charger.publishAsync("$iothub/twin/GET/?$rid=2", " ");
    const twin = await heard.until(({ topic }) => topic === "$iothub/twin/res/200/?$rid=2");
    expect(JSON.parse(twin.text).reported).toEqual({ $version: 1 });
  });

  it("bounds the whole of what is reported", async () => {
    for (let turn = 1; turn <= 3; turn++) {
      const body = JSON.stringify({ [`part${turn}`]: "x".repeat(30_000) });
      await charger.publishAsync(`$iothub/twin/PATCH/properties/reported/?$rid=${turn}`, body);
    }
    await heard.until(({ topic }) => topic.includes("/204/?$rid=2"));
    await heard.until(({ topic }) => topic.includes("/400/?$rid=3"));
  });

  it("is told what changed in its desired settings, and nobody else is", async () => {
    const other = await world.charger("ZPR000002");
    const heardByOther = messagesOf(other);
    await other.subscribeAsync("$iothub/twin/PATCH/properties/desired/#");
    world.source.setDesired(id, { "510": "16", "800": "abc" });
    world.source.changed();
    const patch = await heard.until(({ topic }) => topic.startsWith("$iothub/twin/PATCH/"));
    expect(patch.topic).toBe("$iothub/twin/PATCH/properties/desired/?$version=2");
    expect(JSON.parse(patch.text)).toEqual({ Settings: { "510": "16", "800": "abc", "711": null }, $version: 2 });
    world.source.setDesired("ZPR000002", { "120": "1" });
    world.source.changed();
    await heardByOther.until(({ topic }) => topic.endsWith("$version=2"));
    expect(heardByOther.all).toHaveLength(1);
  });

  it("reaches a charger of a persistent session that comes back without subscribing again", async () => {
    const first = await world.charger("ZPR000002", { clean: false });
    await first.subscribeAsync("$iothub/twin/res/#");
    await first.endAsync();
    const again = await world.charger("ZPR000002", { clean: false });
    const heardAgain = messagesOf(again);
    await again.publishAsync("$iothub/twin/GET/?$rid=7", " ");
    await heardAgain.until(({ topic }) => topic === "$iothub/twin/res/200/?$rid=7");
  });
});
