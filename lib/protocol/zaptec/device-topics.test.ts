import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  answerTopic,
  desiredTopic,
  isDeviceFilter,
  parseCommandTopic,
  parseDeviceTopic,
  twinAnswerTopic,
} from "./device-topics";
import { parseTopic } from "./topics";

const id = "ZPR000001";

describe("parseDeviceTopic", () => {
  it.each([
    [`devices/${id}/messages/events/$.ct=application%2Fjson&$.ce=utf-8&ri=default&ii=abc`, { kind: "telemetry" }],
    [`devices/${id}/messages/events/%24.ct=application%2Fjson`, { kind: "telemetry" }],
    [`devices/${id}/messages/events/`, { kind: "telemetry" }],
    [`devices/${id}/messages/events`, { kind: "telemetry" }],
    ["$iothub/methods/res/200/?$rid=7f3a", { kind: "answer", status: 200, rid: "7f3a" }],
    ["$iothub/methods/res/400/?$rid=7f3a&x=1", { kind: "answer", status: 400, rid: "7f3a" }],
    ["$iothub/twin/GET/?$rid=4200", { kind: "twinGet", rid: "4200" }],
    ["$iothub/twin/PATCH/properties/reported/?$rid=2", { kind: "twinReported", rid: "2" }],
  ])("reads %s", (topic, expected) => {
    expect(parseDeviceTopic(id, topic)).toEqual(expected);
  });

  it.each([
    "devices/ZPR000002/messages/events/",
    `devices/${id}/messages/eventsX`,
    `devices/${id}/connection`,
    `devices/${id}/methods/res/200/?$rid=1`,
    "$iothub/methods/POST/502/?$rid=1",
    "$iothub/methods/res/abc/?$rid=1",
    "$iothub/methods/res/200/?$rid=",
    "$iothub/methods/res/200/?$rid=a/b",
    "$iothub/twin/res/200/?$rid=1",
    "$iothub/twin/PATCH/properties/desired/?$version=1",
    "$SYS/broker",
    "phaseboard/phaseboard-1/marker",
    "",
    `devices/${id}/messages/events/${"x".repeat(5_000)}`,
  ])("refuses %s", (topic) => {
    expect(parseDeviceTopic(id, topic)).toBeNull();
  });

  it("never throws, and takes a charger's telemetry from nobody else", () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        parseDeviceTopic(id, text);
        parseCommandTopic(text);
        expect(parseDeviceTopic(id, `devices/ZPR000002/messages/events/${text}`)).toBeNull();
      }),
    );
  });
});

describe("parseCommandTopic", () => {
  it("maps the fleet side to the device side", () => {
    expect(parseCommandTopic(`devices/${id}/methods/POST/502/?$rid=9b-1`)).toEqual({
      deviceId: id,
      method: "502",
      rid: "9b-1",
      deviceTopic: "$iothub/methods/POST/502/?$rid=9b-1",
    });
  });

  it.each([
    "devices/+/methods/POST/502/?$rid=1",
    "devices/zpr1/methods/POST/502/?$rid=1",
    `devices/${id}/methods/POST/502/x/?$rid=1`,
    `devices/${id}/methods/POST/502/?$rid=`,
    `devices/${id}/methods/res/200/?$rid=1`,
    "",
  ])("refuses %s", (topic) => {
    expect(parseCommandTopic(topic)).toBeNull();
  });
});

describe("the topics that go out", () => {
  it("are the protocol's own", () => {
    expect(twinAnswerTopic(200, "1")).toBe("$iothub/twin/res/200/?$rid=1");
    expect(twinAnswerTopic(204, "2", 5)).toBe("$iothub/twin/res/204/?$rid=2&$version=5");
    expect(desiredTopic(3)).toBe("$iothub/twin/PATCH/properties/desired/?$version=3");
  });

  it("carry an answer to the fleet so that the fleet's own parser reads the same", () => {
    expect(parseTopic(answerTopic(id, 400, "9b-1"))).toEqual({
      kind: "answer",
      deviceId: id,
      rid: "9b-1",
      status: 400,
    });
  });
});

describe("isDeviceFilter", () => {
  it("takes the three of the protocol, nothing wider", () => {
    for (const filter of ["$iothub/methods/POST/#", "$iothub/twin/res/#", "$iothub/twin/PATCH/properties/desired/#"]) {
      expect(isDeviceFilter(filter)).toBe(true);
    }
    for (const filter of ["#", "+/#", "$iothub/#", "$iothub/methods/#", "devices/+/messages/events/#"]) {
      expect(isDeviceFilter(filter)).toBe(false);
    }
  });
});
