import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { ended, messagesOf, openWorld, type World } from "./gateway-fixture";

const id = "ZPR000001";
const telemetry = `devices/${id}/messages/events/%24.ct=application%2Fjson&ri=default`;
const connection = `devices/${id}/connection`;
const pulse = '{"Type":2}';
let world: World;

beforeEach(async () => {
  world = await openWorld();
});
afterEach(() => world.close());

const connectedIn = (text: string): boolean => JSON.parse(text).connected;

describe("the gateway", () => {
  it("brings telemetry to the dashboard as it was sent, never retained", async () => {
    const dashboard = await world.dashboard();
    const heard = messagesOf(dashboard);
    await dashboard.subscribeAsync("devices/+/messages/events/#", { qos: 1 });
    const charger = await world.charger(id);
    await charger.publishAsync(telemetry, pulse, { qos: 1, retain: true });
    await heard.until(({ topic, text }) => topic === telemetry && text === pulse);

    const later = await world.dashboard("2");
    const heardLater = messagesOf(later);
    await later.subscribeAsync(["devices/+/messages/events/#", "devices/+/connection"], { qos: 1 });
    await heardLater.until(({ topic }) => topic === "devices/ZPR000002/connection");
    expect(heardLater.all.filter(({ topic }) => topic === telemetry)).toEqual([]);
  });

  it("brings a command to its charger alone, and its answer back", async () => {
    const dashboard = await world.dashboard();
    const heard = messagesOf(dashboard);
    await dashboard.subscribeAsync("devices/+/methods/res/+/#", { qos: 1 });
    const [charger, other] = await Promise.all([world.charger(id), world.charger("ZPR000002")]);
    const [toCharger, toOther] = [messagesOf(charger), messagesOf(other)];
    await charger.subscribeAsync("$iothub/methods/POST/#", { qos: 2 });
    await other.subscribeAsync("$iothub/methods/POST/#", { qos: 2 });

    await dashboard.publishAsync(`devices/${id}/methods/POST/501/?$rid=r-1`, '["16","4"]');
    await dashboard.publishAsync(`devices/${id}/methods/POST/502/?$rid=r-2`, "");
    expect(await toCharger.until(({ topic }) => topic === "$iothub/methods/POST/501/?$rid=r-1")).toMatchObject({
      text: '["16","4"]',
      retain: false,
      qos: 0,
    });
    expect((await toCharger.until(({ topic }) => topic.includes("/502/"))).text).toBe("null");

    await charger.publishAsync("$iothub/methods/res/200/?$rid=r-1", "");
    expect((await heard.until(({ topic }) => topic.includes("/res/"))).topic).toBe(
      `devices/${id}/methods/res/200/?$rid=r-1`,
    );
    expect(toOther.all).toEqual([]);
  });

  it("lets a command to a charger that is not there go nowhere, for ever", async () => {
    const dashboard = await world.dashboard();
    await dashboard.publishAsync(`devices/${id}/methods/POST/502/?$rid=late`, "null", { qos: 1 });
    await world.log.until(({ msg }) => msg.includes("the charger does not listen"));
    const charger = await world.charger(id, { clean: false });
    const heard = messagesOf(charger);
    await charger.subscribeAsync("$iothub/methods/POST/#", { qos: 1 });
    await dashboard.publishAsync(`devices/${id}/methods/POST/502/?$rid=now`, "null");
    await heard.until(({ topic }) => topic.endsWith("now"));
    expect(heard.all).toHaveLength(1);
  });

  it("leaves out a command to a charger of another dialect, and keeps the dashboard's connection", async () => {
    const dashboard = await world.dashboard();
    const charger = await world.charger(id);
    const toCharger = messagesOf(charger);
    await charger.subscribeAsync("$iothub/methods/POST/#", { qos: 0 });
    await dashboard.publishAsync("devices/tiny:garage~201~2F2/methods/POST/502/?$rid=r-1", "null", { qos: 1 });
    await dashboard.publishAsync(`devices/${id}/methods/POST/502/?$rid=r-2`, "null", { qos: 1 });
    await toCharger.until(({ topic }) => topic.endsWith("r-2"));
    expect(toCharger.all).toHaveLength(1);
  });

  it("leaves out a command that is no JSON", async () => {
    const dashboard = await world.dashboard();
    const charger = await world.charger(id);
    const heard = messagesOf(charger);
    await charger.subscribeAsync("$iothub/methods/POST/#");
    await dashboard.publishAsync(`devices/${id}/methods/POST/501/?$rid=bad`, "[16,");
    await dashboard.publishAsync(`devices/${id}/methods/POST/501/?$rid=good`, "null");
    await heard.until(({ topic }) => topic.endsWith("good"));
    expect(heard.all).toHaveLength(1);
  });

  it("says at its start that every enrolled charger is away, and later who comes and goes", async () => {
    const dashboard = await world.dashboard();
    const heard = messagesOf(dashboard);
    await dashboard.subscribeAsync("devices/+/connection", { qos: 1 });
    for (const topic of [connection, "devices/ZPR000002/connection"]) {
      const first = await heard.until((said) => said.topic === topic);
      expect(first.retain).toBe(true);
      expect(JSON.parse(first.text)).toEqual({ connected: false, at: expect.stringMatching(/^\d{4}-.*Z$/) });
    }
    const charger = await world.charger(id);
    await heard.until(({ topic, text }) => topic === connection && connectedIn(text));
    const late = await world.dashboard("2");
    const heardLate = messagesOf(late);
    await late.subscribeAsync("devices/+/connection", { qos: 1 });
    expect(connectedIn((await heardLate.until(({ topic }) => topic === connection)).text)).toBe(true);
    await charger.endAsync();
    await heardLate.until(({ topic, text }) => topic === connection && !connectedIn(text));
  });

  it("drops the older connection of the same client, and ends with: connected", async () => {
    const dashboard = await world.dashboard();
    const heard = messagesOf(dashboard);
    await dashboard.subscribeAsync(["devices/+/connection", "devices/+/messages/events/#"], { qos: 1 });
    const will = {
      topic: telemetry,
      payload: Buffer.from('{"Type":5,"Message":"lwt"}'),
      qos: 1 as const,
      retain: true,
    };
    const older = await world.charger(id, { clean: false, will });
    await older.subscribeAsync("$iothub/methods/POST/#");
    const gone = ended(older);
    const newer = await world.charger(id, { clean: false });
    await gone;
    const toNewer = messagesOf(newer);
    await newer.subscribeAsync("$iothub/methods/POST/#");
    await heard.until(({ text }) => text.includes("lwt"));
    await newer.publishAsync(telemetry, pulse, { qos: 1 });
    await heard.until(({ text }) => text === pulse);
    const said = heard.all.filter(({ topic, retain }) => topic === connection && !retain);
    expect(said.map(({ text }) => connectedIn(text))).toEqual([true, false, true]);
    await dashboard.publishAsync(`devices/${id}/methods/POST/502/?$rid=1`, "null");
    await toNewer.until(({ topic }) => topic.includes("/502/"));
    expect(world.gateway.stats()).toMatchObject({ chargers: 1, dashboards: 1 });
  });

  it("drops connection after connection when one client comes back many times at once", async () => {
    const dashboard = await world.dashboard();
    const heard = messagesOf(dashboard);
    await dashboard.subscribeAsync("devices/+/connection", { qos: 1 });
    await Promise.allSettled(Array.from({ length: 8 }, () => world.charger(id, { clean: false })));
    const last = await world.charger(id, { clean: false });
    await last.subscribeAsync("$iothub/methods/POST/#");
    const toLast = messagesOf(last);
    await dashboard.publishAsync(`devices/${id}/methods/POST/502/?$rid=1`, "null");
    await toLast.until(({ topic }) => topic.includes("/502/"));
    expect(world.gateway.stats().chargers).toBe(1);
    const said = heard.all.filter(({ topic }) => topic === connection);
    expect(connectedIn(said.at(-1)?.text ?? "{}")).toBe(true);
    const here = expect.stringContaining("127.0.0.1");
    expect(JSON.parse(said.at(-1)?.text ?? "{}")).toMatchObject({ address: here, tookOver: here });
    const { deviceId } = await world.log.until(({ msg }) => msg.includes("two devices may use its id"));
    expect(deviceId).toBe(id);
  });

  it("notices a charger that has gone silent", async () => {
    const dashboard = await world.dashboard();
    const heard = messagesOf(dashboard);
    await dashboard.subscribeAsync("devices/+/connection", { qos: 1 });
    const charger = await world.charger(id, { keepalive: 1, reschedulePings: false, autoUseTopicAlias: false });
    charger.sendPing = () => {};
    // The client would notice at the same moment, and close the connection itself.
    charger.onKeepaliveTimeout = () => {};
    await heard.until(({ topic, text }) => topic === connection && connectedIn(text));
    charger.stream.pause();
    const seen = heard.all.length;
    await heard.until((said) => heard.all.indexOf(said) >= seen && said.topic === connection);
    expect(connectedIn(heard.all.at(-1)?.text ?? "")).toBe(false);
    await world.log.until(({ reason }) => reason === "keep alive timeout");
  });
});
