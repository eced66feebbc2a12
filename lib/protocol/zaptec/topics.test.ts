import { describe, expect, it } from "vitest";
import { readTopic } from "./topic-cache";
import { isTelemetryTopic, parseTopic } from "./topics";

const guid = "aa841220-c6ad-3318-a5c0-73476b86a781";

describe("a telemetry topic", () => {
  it.each([
    ["devices/ZPR000001/messages/events/ri=x", true],
    ["devices/ZPR000001/messages/events", true],
    ["devices/ZPR000001/methods/res/200/?$rid=1", false],
    ["meters/messages/events", false],
  ])("is told from others at once: %s", (topic, is) => expect(isTelemetryTopic(topic)).toBe(is));

  it.each([
    "$.ct=application%2Fjson&$.ce=utf-8&ri=default&ii=IBKEqq3GGDOlwHNHa4angQ&pi=PR",
    "ii=IBKEqq3GGDOlwHNHa4angQ&pi=PR&%24.ce=utf-8&ri=default&%24.ct=application%2Fjson",
    "pi=PR&ri=%64efault&%69i=IBKEqq3GGDOlwHNHa4angQ&other",
  ])("tells its properties however they are written: %s", (properties) => {
    expect(parseTopic(`devices/ZPR000001/messages/events/${properties}`)).toEqual({
      kind: "telemetry",
      deviceId: "ZPR000001",
      properties: { routingId: "default", installationGuid: guid, pingReply: true },
    });
  });

  it("has a routing id of at most 128 characters, and takes a stray percent sign as it stands", () => {
    const told = (text: string) => parseTopic(`devices/ZPR000001/messages/events/ri=${text}`);
    expect(told("x".repeat(200))).toMatchObject({ properties: { routingId: "x".repeat(128) } });
    expect(told("50%")).toMatchObject({ properties: { routingId: "50%" } });
    expect(told("a=b")).toMatchObject({ properties: { routingId: "a=b" } });
  });

  it.each(["", "/", "/=default", "/%E0%A4%A&ii=short&pi=pr"])("has none where none can be read: %j", (rest) => {
    expect(parseTopic(`devices/ZPR000001/messages/events${rest}`)).toEqual({
      kind: "telemetry",
      deviceId: "ZPR000001",
      properties: { routingId: null, installationGuid: null, pingReply: false },
    });
  });
});

it("an answer's topic tells charger, request and status", () => {
  const topic = "devices/ZAP123456/methods/res/400/?$rid=6a1f7a4e-0b1c-4c58-9d51-0f3f2f1f2a10";
  expect(parseTopic(topic)).toEqual({
    kind: "answer",
    deviceId: "ZAP123456",
    status: 400,
    rid: "6a1f7a4e-0b1c-4c58-9d51-0f3f2f1f2a10",
  });
  expect(parseTopic("devices/ZAP123456/methods/res/200/?%24rid=7&x=y")).toMatchObject({ rid: "7", status: 200 });
});

it.each([
  ["devices/zpr000001/messages/events", "badDeviceId"],
  ["devices/ZPR0000012/messages/events/", "badDeviceId"],
  ["devices/tiny:a/messages/events/", "badDeviceId"],
  ["devices/tiny:a/methods/res/200/?$rid=1", "badDeviceId"],
  ["devices/../messages/events/", "badDeviceId"],
  ["devices/", "badDeviceId"],
  ["devices/ZPR000001", "badTopic"],
  ["devices/ZPR000001/messages/eventsX", "badTopic"],
  ["devices/ZPR000001/methods/res/ok/?$rid=1", "badTopic"],
  ["devices/ZPR000001/methods/res/200/?rid=1", "badRequestId"],
  ["devices/ZPR000001/methods/res/200/?$rid=", "badRequestId"],
  ["devices/ZPR000001/methods/res/200/?$rid=a b", "badRequestId"],
  ["devices/ZPR000001/connection", "badTopic"],
  ["devices/ZPR000001/methods/POST/200/?$rid=1", "badTopic"],
  ["devices/ZPR000001/methods/res/x200/?$rid=1", "badTopic"],
  ["$iothub/twin/GET/?$rid=1", "badTopic"],
  ["", "badTopic"],
])("refuses %j as %s", (topic, reason) => {
  expect(parseTopic(topic)).toMatchObject({ kind: "bad", reason });
});

it("remembers what follows the id in telemetry topics, and stays right beyond what it can remember", () => {
  const topic = (n: number) => `devices/ZPR${String(n % 1_000_000).padStart(6, "0")}/messages/events/ri=${n}`;
  const wrong: number[] = [];
  for (let n = 0; n < 10_000; n++) {
    const parsed = [readTopic(topic(n)), readTopic(topic(n))];
    if (parsed.some((each) => each.kind !== "telemetry" || each.properties.routingId !== String(n))) wrong.push(n);
  }
  expect(wrong).toEqual([]);
});

it.each([
  "devices/ZPR000002/messages/events/ri=same",
  "devices/ZPR00002/messages/events/ri=same",
  "devices/ZPR0000022/messages/events/ri=same",
  "Devices/ZPR000002/messages/events/ri=same",
  "devices/zpr000002/messages/events/ri=same",
])("takes nothing of another topic but what follows the id: %s", (topic) => {
  readTopic("devices/ZPR000001/messages/events/ri=same");
  expect(readTopic(topic)).toEqual(parseTopic(topic));
});
