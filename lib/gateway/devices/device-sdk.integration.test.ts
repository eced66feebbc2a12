import { Client, Message, SharedAccessKeyAuthenticationProvider } from "azure-iot-device";
import { Mqtt } from "azure-iot-device-mqtt";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { Heard, messagesOf, openWorld, type World } from "../gateway-fixture";
import { connectionString } from "./connection-string";

const id = "ZPR000001";
let world: World;
let device: Client;
const text = () => connectionString("localhost", world.gateway.port, id, world.source.keyOf(id));

beforeEach(async () => {
  world = await openWorld();
  device = Client.fromConnectionString(text(), Mqtt);
  await device.setOptions({ ca: world.tls.ca ?? "" });
});
afterEach(async () => {
  await device.close();
  await world.close();
});

describe("the official Azure IoT device SDK", () => {
  it("connects, sends telemetry, reads its twin, hears a patch, reports, and answers a method", async () => {
    const dashboard = await world.dashboard();
    const heard = messagesOf(dashboard);
    await dashboard.subscribeAsync(["devices/+/messages/events/#", "devices/+/methods/res/#", "devices/+/connection"]);
    await device.open();
    await heard.until(({ topic, text }) => topic === `devices/${id}/connection` && JSON.parse(text).connected);

    const message = new Message('{"Type":2}');
    message.contentType = "application/json";
    message.properties.add("ri", "default");
    await device.sendEvent(message);
    const arrived = await heard.until(({ text }) => text === '{"Type":2}');
    expect(arrived.topic).toBe(`devices/${id}/messages/events/%24.ct=application%2Fjson&ri=default`);

    const twin = await device.getTwin();
    expect(twin.properties.desired.Settings).toEqual({ "510": "32", "711": "1" });

    const patches = new Heard<{ Settings?: Record<string, string> }>();
    twin.on("properties.desired", (patch) => patches.add(patch));
    await world.subscribed(id, "$iothub/twin/PATCH/properties/desired/#");
    world.source.setDesired(id, { "510": "16", "711": "1" });
    world.source.changed();
    expect(await patches.until(({ Settings }) => Settings?.["510"] === "16")).toMatchObject({ $version: 2 });

    await new Promise<void>((resolve, reject) => {
      twin.properties.reported.update({ Settings: { "510": "16" } }, (error: Error | null) =>
        error ? reject(error) : resolve(),
      );
    });

    device.onDeviceMethod("501", (request, response) => {
      response.send(200, request.payload, (error) => {
        if (error) throw error;
      });
    });
    await world.subscribed(id, "$iothub/methods/POST/#");
    await dashboard.publishAsync(`devices/${id}/methods/POST/501/?$rid=one`, '["16","4"]');
    const answer = await heard.until(({ topic }) => topic === `devices/${id}/methods/res/200/?$rid=one`);
    expect(JSON.parse(answer.text)).toEqual(["16", "4"]);
    await dashboard.publishAsync(`devices/${id}/methods/POST/501/?$rid=two`, "");
    await heard.until(({ topic }) => topic === `devices/${id}/methods/res/200/?$rid=two`);

    await device.close();
    await world.close();
    expect(world.source.saved.get(id)).toEqual({ document: { Settings: { "510": "16" } }, version: 2 });
  });

  it("keeps its methods when it renews its token, for which it connects anew", async () => {
    const dashboard = await world.dashboard();
    const heard = messagesOf(dashboard);
    await dashboard.subscribeAsync(["devices/+/methods/res/#", "devices/+/connection"]);
    const renewing = SharedAccessKeyAuthenticationProvider.fromConnectionString(text(), 4, 3);
    const client = Client.fromAuthenticationProvider(renewing, Mqtt);
    await client.setOptions({ ca: world.tls.ca ?? "" });
    await client.open();
    client.onDeviceMethod("102", (_request, response) => {
      response.send(200, null, (error) => {
        if (error) throw error;
      });
    });
    await world.subscribed(id, "$iothub/methods/POST/#");
    const comings = () => heard.all.filter(({ topic, text: said }) => topic.includes(id) && said.includes("true"));
    await heard.until(() => comings().length === 2);
    renewing.stop();
    await dashboard.publishAsync(`devices/${id}/methods/POST/102/?$rid=renewed`, "null");
    await heard.until(({ topic }) => topic === `devices/${id}/methods/res/200/?$rid=renewed`);
    await client.close();
  });
});
