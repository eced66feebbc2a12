import { describe, expect, it } from "vitest";
import { deviceSide, fleetSide, twinSettings } from "../fleet/side";
import { topicGuid } from "./guid";
import { instant, number, ocmfInstant } from "./numbers";
import { sasToken, sasUsername } from "./sas";
import { encodeObservations, telemetryTopic } from "./wire-out";

const at = Date.UTC(2026, 1, 14, 11, 25, 3, 123) + 0.456;

describe("what goes out", () => {
  it("writes numbers as each make does", () => {
    expect([230.5, 0, -0, 22.27049, 16, 1e-7].map((n) => number("Pro", n))).toEqual([
      "230.5",
      "0",
      "0",
      "22.2705",
      "16",
      "0",
    ]);
    expect([230.5, 0, -0, 22.27049].map((n) => number("Go", n))).toEqual(["230.500", "0.000", "0.000", "22.270"]);
  });

  it("writes instants with microseconds, and the meter's with a comma", () => {
    expect(instant(at)).toBe("2026-02-14T11:25:03.123456Z");
    expect(ocmfInstant(at)).toBe("2026-02-14T11:25:03,123+00:00 R");
  });

  it("writes collections, even of one; a missing value where one was cleared", () => {
    expect(encodeObservations([{ id: 501, value: "230.512", at }])).toEqual([
      '{"Observations":[{"ObservedAt":"2026-02-14T11:25:03.123456Z","Value":"230.512","ObservationId":501,"Type":1}],"Type":6}',
    ]);
    expect(encodeObservations([{ id: 721, value: null, at }], true)).toEqual([
      '{"ObservedAt":"2026-02-14T11:25:03.123456Z","ObservationId":721,"Type":1}',
    ]);
    const many = Array.from({ length: 250 }, (_, id) => ({ id, value: "1", at }));
    expect(encodeObservations(many).map((text) => JSON.parse(text).Observations.length)).toEqual([100, 100, 50]);
  });

  it("names the installation in the topic by its GUID in .NET byte order", () => {
    const guid = "00112233-4455-6677-8899-aabbccddeeff";
    const bytes = Buffer.from("33221100554477668899aabbccddeeff", "hex");
    expect(topicGuid(guid)).toBe(bytes.toString("base64url"));
    expect(topicGuid(guid)).toHaveLength(22);
    expect(telemetryTopic("ZPR000001", "default", guid, true)).toBe(
      `devices/ZPR000001/messages/events/$.ct=application%2Fjson&$.ce=utf-8&ri=default&ii=${topicGuid(guid)}&pi=PR`,
    );
  });

  it("signs a token that holds for its own resource and time", () => {
    // Computed with: printf 'localhost%%3A8884%%2Fdevices%%2FZPR000001\n1790000000' | openssl dgst -sha256 -hmac 'secret' -binary | base64
    const token = sasToken("localhost:8884", "ZPR000001", Buffer.from("secret").toString("base64"), 1790000000);
    const fields = new URLSearchParams(token.slice("SharedAccessSignature ".length));
    expect(fields.get("sr")).toBe("localhost:8884/devices/ZPR000001");
    expect(fields.get("se")).toBe("1790000000");
    expect(fields.get("sig")).toBe("Himi/WsQ+4Y+6UCYU2ugGiQnAD1DJqckt+2cnSovd/w=");
    expect(sasUsername("localhost:8884", "ZPR000001")).toMatch(/^localhost:8884\/ZPR000001\/\?api-version=/);
  });
});

describe("what comes in", () => {
  it("reads method calls of both sides, and no others", () => {
    expect(deviceSide.methodOf("$iothub/methods/POST/501/?$rid=a-1")).toEqual({ method: "501", rid: "a-1" });
    expect(deviceSide.methodOf("devices/ZPR000001/methods/POST/501/?$rid=1")).toBeNull();
    const fleet = fleetSide("ZPR000001");
    expect(fleet.methodOf("devices/ZPR000001/methods/POST/506/?$rid=7")).toEqual({ method: "506", rid: "7" });
    expect(fleet.methodOf("devices/ZPR000002/methods/POST/506/?$rid=7")).toBeNull();
    expect(fleet.answerTopic("7", 400)).toBe("devices/ZPR000001/methods/res/400/?$rid=7");
  });

  it("finds the settings in a twin, whole or patched", () => {
    const get = '{"desired":{"Settings":{"510":"20"},"$version":3},"reported":{}}';
    expect(twinSettings("$iothub/twin/res/200/?$rid=1", get)).toEqual({ "510": "20" });
    const patch = '{"Settings":{"711":"0"},"$version":4}';
    expect(twinSettings("$iothub/twin/PATCH/properties/desired/?$version=4", patch)).toEqual({ "711": "0" });
    expect(twinSettings("$iothub/twin/res/204/?$rid=2&$version=5", "")).toBeNull();
    expect(twinSettings("$iothub/twin/res/200/?$rid=1", "nonsense")).toBeNull();
  });
});
