import { expect, it } from "vitest";
import { chargerIdOf } from "../domain/charger-id";
import { connectionTopic, encodeMarker, isProductTopic } from "./product/topics";
import { protocols } from "./registry";
import { tellsMeasurementsOnly } from "./zaptec/measurement";

const decode = (topic: string, text: string) => protocols.decode(topic, Buffer.from(text), 1_000);

it("subscribes to what dialects read, to connections and to its own marker", () => {
  expect(protocols.subscriptions("phaseboard-a").map(({ filter }) => filter)).toEqual([
    "devices/+/messages/events/#",
    "devices/+/methods/res/+/#",
    "devices/+/connection",
    "phaseboard/phaseboard-a/marker",
  ]);
});

it("tells the product's own topics from a dialect's, and both from a meter's", () => {
  expect(isProductTopic(connectionTopic("ZAP123456"))).toBe(true);
  expect(isProductTopic(encodeMarker("phaseboard-a", "t").topic)).toBe(true);
  expect(isProductTopic("devices/ZAP123456/messages/events/ri=x/connection")).toBe(false);
  expect(protocols.isTopic("devices/ZAP123456/messages/events/ri=x/connection")).toBe(true);
  expect(protocols.isTopic("meters/park")).toBe(false);
});

it("reads of a charger of any dialect whether it is connected", () => {
  const made = chargerIdOf("tiny", "garage 1/+#$\u0000", 2);
  const deviceId = "id" in made ? made.id : "";
  const topic = connectionTopic(deviceId);
  expect(topic).toBe("devices/tiny:garage~201~2F~2B~23~24~00:2/connection");
  expect(decode(topic, '{"connected":true,"at":"1970-01-01T00:00:01Z"}')).toEqual({
    kind: "connection",
    deviceId,
    connected: true,
    at: 1_000,
  });
});

it.each([
  ["true", "2026-02-14T11:00:00Z", "tooFarAhead"],
  ["true", "yesterday", "badObservedAt"],
  ["true", null, "badObservedAt"],
  ["1", "1970-01-01T00:00:01Z", "notAnEnvelope"],
])("refuses a connection of %s at %s", (connected, at, reason) => {
  const text = `{"connected":${connected},"at":${JSON.stringify(at)}}`;
  expect(decode("devices/ZPR000001/connection", text)).toMatchObject({ kind: "undecodable", reason });
});

it("takes a connection's clock that is minutes ahead for now, and null, or too much, for no connection", () => {
  const topic = "devices/ZPR000001/connection";
  expect(decode(topic, '{"connected":true,"at":"1970-01-01T01:00:00Z"}')).toMatchObject({ at: 1_000 });
  expect(decode(topic, '{"connected":true,"at":"1970-01-01T00:01:00Z"}')).toMatchObject({ at: 60_000 });
  expect(decode(topic, "null")).toMatchObject({ reason: "notAnEnvelope" });
  for (const large of [topic, "phaseboard/phaseboard-a/marker"])
    expect(decode(large, "x".repeat(300_000))).toMatchObject({ reason: "payloadTooLarge" });
});

it.each([
  ["devices/zpr 1/connection", "badDeviceId"],
  ["devices/tiny:~41/connection", "badDeviceId"],
  ["phaseboard//marker", "badTopic"],
  ["phaseboard/a/else", "badTopic"],
  ["meters/park", "badTopic"],
  ["devices/ZPR000001", "badTopic"],
  ["", "badTopic"],
])("refuses %j as %s", (topic, reason) => {
  expect(decode(topic, "{}")).toMatchObject({ kind: "undecodable", reason });
});

it("lets only measurements of a Zaptec be dropped", () => {
  expect(protocols.of("ZPR000001").name).toBe("zaptec");
  const may = (topic: string, ...ids: number[]) => {
    const said = ids.map((id) => `{"ObservationId":${id},"ObservedAt":"2026-02-14T11:25:03Z","Value":"1","Type":1}`);
    return protocols.isOfMeasurements(decode(topic, `{"Observations":[${said.join(",")}],"Type":6}`));
  };
  const telemetry = "devices/ZPR000001/messages/events/ri=x";
  expect([may(telemetry, 513), may(telemetry, 710), may(telemetry, 513, 710)]).toEqual([true, false, false]);
  expect([may(telemetry), may(telemetry, 99_999), may(connectionTopic("ZPR000001"), 513)]).toEqual([
    false,
    false,
    false,
  ]);
});

it.each([[[513]], [[507, 501, 201, 809]], [[710]], [[513, 553]], [[99_999]], [[]]])(
  "may drop what tells %j where the gateway may, which looks at the text alone",
  (ids) => {
    const said = ids.map((id) => `{"ObservationId":${id},"ObservedAt":"2026-02-14T11:25:03Z","Value":"1","Type":1}`);
    const text = `{"Observations":[${said.join(",")}],"Type":6}`;
    const message = decode("devices/ZPR000001/messages/events/ri=x", text);
    expect(protocols.isOfMeasurements(message)).toBe(tellsMeasurementsOnly(Buffer.from(text)));
  },
);

it("counts nothing of what a broker has retained of a Zaptec", () => {
  expect(protocols.retainedCounts("devices/ZPR000001/messages/events")).toBe(false);
  expect(protocols.retainedCounts("devices/ZPR000001/connection")).toBe(false);
});

it("hears nothing of a charger whose dialect is not here, and asks nothing of it", () => {
  const none = protocols.of("evcc:garage");
  expect(none.name).toBe("none");
  expect(none.commands).toEqual({});
  expect(none.encode("evcc:garage", "r", { name: "restart" })).toBeNull();
  expect([none.allocates, none.settings, none.productOf("evcc:garage")]).toEqual(["nothing", null, "unknown"]);
  expect(protocols.of("ZPR000001").productOf("ZPR000001")).toBe("Pro");
});
