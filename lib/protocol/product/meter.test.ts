import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { decodeMeter } from "./meter";

const at = Date.parse("2026-01-01T00:00:10Z");
const read = (payload: string | Uint8Array, topic = "house/main") =>
  decodeMeter(topic, typeof payload === "string" ? Buffer.from(payload) : payload, at);

describe("decodeMeter", () => {
  it.each([
    ['{"at":"2026-01-01T00:00:00Z","currentA":[12.3,4.5,6.7]}', [12.3, 4.5, 6.7], at - 10_000],
    ['{"at":"2026-01-01T00:00:00Z","currentA":["12.3","4","-1e1"]}', [12.3, 4, -10], at - 10_000],
    ['{"currentA":[1,null]}', [1, null, null], at],
    ['{"at":null,"currentA":[],"powerW":7}', [null, null, null], at],
    // A clock that is ahead does not make a reading younger than its arrival.
    ['{"at":"2026-01-01T01:00:00Z","currentA":[1,2,3]}', [1, 2, 3], at],
  ])("reads %s", (payload, currentA, when) => {
    expect(read(payload)).toEqual({ kind: "meter", topic: "house/main", currentA, at: when });
  });

  it.each([
    ["", "notJson"],
    ["12.3", "notAnEnvelope"],
    ['{"currentA":12.3}', "notAnEnvelope"],
    ['{"currentA":[1,2,3,4]}', "badValue"],
    ['{"at":"yesterday","currentA":[1,2,3]}', "badObservedAt"],
    ['{"at":1767225600000,"currentA":[1,2,3]}', "badObservedAt"],
    ["[".repeat(50), "nestingTooDeep"],
    ["x".repeat(5_000), "payloadTooLarge"],
  ])("refuses %s with its reason, naming the topic", (payload, reason) => {
    const message = read(payload, "house/\u001b[31m");
    expect(message).toMatchObject({ kind: "undecodable", deviceId: null, reason });
    expect("detail" in message && message.detail).toContain('meter "house/\\u001b[31m"');
  });

  it.each(['"a lot"', '""', '" 4"', '"4 "', '"2,3"', '"1e999"', "true"])(
    "does not know a line on which it reads %s, written as no charger writes a number, and says so",
    (told) => {
      const fault = { kind: "undecodable", reason: "badValue", sample: expect.stringContaining(told) };
      expect(read(`{"currentA":[${told},2,3]}`)).toMatchObject({ kind: "meter", currentA: [null, 2, 3], at, fault });
    },
  );

  it("refuses what is no UTF-8", () => {
    expect(read(Buffer.from([0xff, 0xfe]))).toMatchObject({ reason: "notUtf8" });
  });

  it("law: never throws, and never makes unknown a number", () => {
    const payloads = fc.oneof(
      fc.uint8Array({ maxLength: 60 }),
      fc.json().map((text) => Buffer.from(text)),
      fc
        .record({ at: fc.anything(), currentA: fc.anything() })
        .map((given) => Buffer.from(JSON.stringify(given) ?? "")),
    );
    fc.assert(
      fc.property(payloads, (payload) => {
        const message = read(payload);
        expect(["meter", "undecodable"]).toContain(message.kind);
        if (message.kind === "meter")
          for (const a of message.currentA) expect(a === null || Number.isFinite(a)).toBe(true);
      }),
      { numRuns: 1_000 },
    );
  });
});
