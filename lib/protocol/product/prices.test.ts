import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { decodePrices } from "./prices";

const receivedAt = Date.UTC(2026, 2, 2, 12);
const read = (payload: string | Uint8Array, topic = "prices/north") =>
  decodePrices(topic, typeof payload === "string" ? Buffer.from(payload) : payload, receivedAt);
const slot = (
  price: string,
  start = "2026-03-03T00:00:00+01:00",
  end = "2026-03-03T00:15:00+01:00",
  currency = "EUR",
) => `{"start":"${start}","end":"${end}","price":${price},"currency":"${currency}"}`;
const from = Date.UTC(2026, 2, 2, 23);
const quarterMs = 900_000;

describe("published prices", () => {
  it.each([
    ["0.0834", "0.0834"],
    ['"0.0834"', "0.0834"],
    ['"0,0834"', "0.0834"],
    ["-0.012", "-0.012"],
    ["0", "0"],
    ["5e-2", "0.05"],
    ["1.5E1", "15"],
    // More digits than a double holds.
    ["0.12345678901234567890", "0.1234567890123456789"],
    ["0.30000000000000004", "0.30000000000000004"],
  ])("are read without losing a digit: %s", (price, perKwh) => {
    expect(read(`[${slot(price)}]`)).toEqual({
      kind: "prices",
      installationId: "north",
      slots: [{ from, to: from + quarterMs, perKwh, currency: "EUR" }],
    });
  });

  it("may stand in any order, with what is not asked for", () => {
    const later = slot("2", "2026-03-03T00:15:00+01:00", "2026-03-03T01:00:00+01:00");
    const message = read(`[${later},${slot("1").replace("{", '{"zone":"NO1",')}]`);
    expect(message).toMatchObject({ slots: [{ perKwh: "2" }, { perKwh: "1" }] });
  });

  it("are none in an empty message, which takes a retained one away", () => {
    expect(read("")).toEqual({ kind: "prices", installationId: "north", slots: [] });
  });

  it.each([
    ["[1,2", "notJson", "not JSON"],
    ["[]", "notAnEnvelope", "no list"],
    ["{}", "notAnEnvelope", "no list"],
    ["[7]", "badValue", "1: no start, end, price and currency"],
    [`[${slot("null")}]`, "badValue", "1: no start, end, price and currency"],
    [`[${slot("1e300")}]`, "badValue", "1: no start, end, price and currency"],
    [`[${slot('"a lot"')}]`, "badValue", '1: price "a lot"'],
    [`[${slot("1", "2026-03-03T00:00:00")}]`, "badValue", '1: instant "2026-03-03T00:00:00"'],
    [`[${slot("1", "2026-03-03T00:05:00Z", "2026-03-03T00:15:00Z")}]`, "badValue", "1: notAQuarter"],
    [`[${slot("1", "2026-03-03T00:00:00Z", "2026-03-02T00:00:00Z")}]`, "badValue", "1: endBeforeStart"],
    [`[${slot("1", undefined, undefined, "euro")}]`, "badValue", "1: currency"],
    [`[${slot("1")},${slot("2")}]`, "badValue", "1 and 2 overlap"],
    ["[".repeat(50), "nestingTooDeep", ""],
    [" ".repeat(300_000), "payloadTooLarge", ""],
  ])("are not taken of %s", (payload, reason, detail) => {
    const message = read(payload);
    expect(message).toMatchObject({ kind: "undecodable", deviceId: null, reason });
    expect("detail" in message && message.detail).toContain(`prices "prices/north": ${detail}`);
  });

  it("are of at most half a year in a message", () => {
    const month = (n: number) => new Date(Date.UTC(2026, 0) + n * 31 * 86_400_000).toISOString();
    const months = (count: number) => `[${Array.from({ length: count }, (_, n) => slot("1", month(n), month(n + 1)))}]`;
    expect(read(months(6))).toMatchObject({ kind: "prices" });
    expect(read(months(7))).toMatchObject({ kind: "undecodable", reason: "badValue" });
  });

  it("are of one installation, which the topic names", () => {
    for (const topic of ["prices/", "prices/north/a"])
      expect(read(`[${slot("1")}]`, topic)).toMatchObject({ reason: "badTopic" });
  });

  it("law: never throws, and takes all of a message or nothing", () => {
    const text = fc.oneof(
      fc.uint8Array({ maxLength: 60 }),
      fc.json().map((json) => Buffer.from(json)),
      fc
        .array(fc.constantFrom(slot("1"), slot("x"), slot("1", "2026-03-04T00:00Z", "2026-03-04T01:00Z")))
        .map((list) => Buffer.from(`[${list}]`)),
    );
    fc.assert(
      fc.property(text, (payload) => {
        const message = read(payload);
        expect(["prices", "undecodable"]).toContain(message.kind);
        if (message.kind !== "prices" || payload.length === 0) return;
        expect(message.slots).toHaveLength(JSON.parse(Buffer.from(payload).toString()).length);
      }),
    );
  });
});
