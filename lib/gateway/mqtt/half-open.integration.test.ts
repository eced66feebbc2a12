import type { MqttClient } from "mqtt";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { ended, messagesOf, openWorld, type World } from "../gateway-fixture";
import { type HalfOpenLink, openHalfOpenLink } from "./half-open-fixture";

const [id, other] = ["ZPR000001", "ZPR000002"];
const commandMs = 1_500;
let world: World;
let link: HalfOpenLink;
let dashboard: MqttClient;

async function open(bounds: { commandMs: number }): Promise<void> {
  world = await openWorld(undefined, undefined, { bounds });
  link = await openHalfOpenLink(world.gateway.port);
  dashboard = await world.dashboard();
}

beforeEach(() => open({ commandMs }));
afterEach(async () => {
  link.close();
  await world.close();
});

/** A charger that listens for commands, over the link that can be cut. */
async function far(deviceId = id) {
  const charger = await world.charger(deviceId, { port: link.port });
  await charger.subscribeAsync("$iothub/methods/POST/#");
  return { charger, heard: messagesOf(charger) };
}

async function near(deviceId: string) {
  const charger = await world.charger(deviceId);
  await charger.subscribeAsync("$iothub/methods/POST/#");
  return { charger, heard: messagesOf(charger) };
}

const give = (deviceId: string, method: string, rid: string) =>
  dashboard.publishAsync(`devices/${deviceId}/methods/POST/${method}/?$rid=${rid}`, "null", { qos: 1 });

const reset = (rid: string) =>
  world.log.until(({ msg, rid: of }) => msg.startsWith("reset a connection") && of === rid);

/** Resolves when the time of a command that was given now is over. */
async function timePasses(): Promise<void> {
  await near(other);
  await give(other, "506", "clock");
  await reset("clock");
}

describe("a command over a half-open connection", () => {
  it.each(["102", "200", "506", "507", "501", "502", "601", "602"])(
    "never arrives after it expired: %s",
    async (method) => {
      const { charger, heard } = await far();
      link.cut();
      await give(id, method, "late");
      expect(await reset("late")).toMatchObject({ level: 40, deviceId: id, method });
      const gone = ended(charger);
      link.mend();
      await gone;
      expect(link.ends).toEqual(["ECONNRESET"]);
      expect(heard.all).toEqual([]);
    },
  );

  it("arrives when the network is back before that", async () => {
    await world.close();
    link.close();
    await open({ commandMs: 60_000 });
    const { heard } = await far();
    link.cut();
    await give(id, "506", "soon");
    link.mend();
    expect((await heard.until(() => true)).topic).toBe("$iothub/methods/POST/506/?$rid=soon");
    expect(link.ends).toEqual(["open"]);
  });

  it("does not arrive when the connection is ended for another reason either", async () => {
    await world.close();
    link.close();
    await open({ commandMs: 60_000 });
    const { charger, heard } = await far();
    link.cut();
    await give(id, "501", "late");
    const again = await near(id);
    await world.log.until(({ msg, client }) => msg === "a client left" && client === id);
    const gone = ended(charger);
    link.mend();
    await gone;
    expect(link.ends).toEqual(["ECONNRESET"]);
    expect(heard.all).toEqual([]);
    expect(again.charger.connected).toBe(true);
  });

  it("does not arrive when the gateway ends", async () => {
    const { charger, heard } = await far();
    link.cut();
    await give(id, "501", "late");
    await world.gateway.close();
    const gone = ended(charger);
    link.mend();
    await gone;
    expect(link.ends).toEqual(["ECONNRESET"]);
    expect(heard.all).toEqual([]);
  });

  it("without one a connection is ended in order", async () => {
    const { charger } = await far();
    link.cut();
    await near(id);
    await world.log.until(({ msg, client }) => msg === "a client left" && client === id);
    const gone = ended(charger);
    link.mend();
    await gone;
    expect(link.ends).toEqual(["end"]);
  });
});

describe("a charger keeps its connection", () => {
  it.each(["200", "400"])("when it answers in time, with %s", async (status) => {
    const { charger, heard } = await near(id);
    await give(id, "506", "asked");
    await heard.until(({ topic }) => topic.endsWith("asked"));
    await charger.publishAsync(`$iothub/methods/res/${status}/?$rid=asked`, "", { qos: 1 });
    await timePasses();
    expect(charger.connected).toBe(true);
  });

  it("when it answers a later command: an earlier one has reached it too", async () => {
    const { charger, heard } = await near(id);
    await give(id, "601", "first");
    await give(id, "501", "second");
    await heard.until(({ topic }) => topic.endsWith("second"));
    await charger.publishAsync("$iothub/methods/res/200/?$rid=second", "", { qos: 1 });
    await timePasses();
    expect(charger.connected).toBe(true);
  });

  it("when it leaves a ping reply unanswered", async () => {
    const { charger } = await near(id);
    await give(id, "1", "ping");
    await timePasses();
    expect(charger.connected).toBe(true);
  });

  it("when it leaves a second order of the allocation unanswered within ten minutes; a person's command is another matter", async () => {
    const first = await near(id);
    const gone = ended(first.charger);
    await give(id, "501", "first");
    await gone;
    const { charger } = await near(id);
    const goneAgain = ended(charger);
    await give(id, "502", "second");
    await world.log.until(({ msg, rid }) => msg === "a command was not answered in time" && rid === "second");
    expect(charger.connected).toBe(true);
    await give(id, "506", "third");
    await goneAgain;
    await reset("third");
  });
});

describe("a gateway that stood still", () => {
  it("does not give a command that may have waited as long as it may take", async () => {
    const { heard } = await near(id);
    await give(id, "506", "before");
    await heard.until(({ topic }) => topic.endsWith("before"));
    dashboard.publish(`devices/${id}/methods/POST/506/?$rid=waited`, "null");
    const until = performance.now() + 2 * commandMs;
    while (performance.now() < until);
    await world.log.until(({ msg, topic }) => msg.includes("may have waited") && String(topic).endsWith("waited"));
    expect(heard.all).toHaveLength(1);
  });
});
