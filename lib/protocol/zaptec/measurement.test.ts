import { describe, expect, it } from "vitest";
import { tellsMeasurementsOnly } from "./measurement";

const observation = (id: unknown) => ({ ObservationId: id, ObservedAt: "2026-02-14T11:25:03Z", Value: "1", Type: 1 });
const collection = (...ids: unknown[]) => ({ Observations: ids.map(observation), Type: 6 });

describe("measurements alone", () => {
  it.each([
    ["power", observation(513), true],
    ["currents, voltages, a temperature, humidity, signal", collection(507, 501, 201, 270, 809), true],
    ["an operation mode", observation(710), false],
    ["power with an operation mode", collection(513, 710), false],
    ["a session's energy", observation(553), false],
    ["an allocation", observation(708), false],
    ["an id that nobody knows", observation(99_999), false],
    ["an id that is a text", observation("513"), false],
    ["no observations", collection(), false],
    ["a pulse", { Type: 2 }, false],
    ["an event", { EventType: 30, Message: "x", Type: 5 }, false],
    ["no object", null, false],
  ])("%s: %j", (_, said, expected) => {
    expect(tellsMeasurementsOnly(Buffer.from(JSON.stringify(said)))).toBe(expected);
  });

  it.each([
    '{"Type":1,',
    '{"Type":1,"\\u004fbservationId":710}',
    '{"ObservationId":7.1e2,"Value":"\\"ObservationId\\":513,"}',
  ])("is not %s", (text) => {
    expect(tellsMeasurementsOnly(Buffer.from(text))).toBe(false);
  });
});
