import { describe, expect, it } from "vitest";
import { unreadable } from "../../domain/charger/observation";
import { protocols } from "../registry";

const id = "ZPR000001";
const topic = `devices/${id}/messages/events/ri=default&ii=IBKEqq3GGDOlwHNHa4angQ`;
const { decode } = protocols;
const now = Date.parse("2026-02-14T11:25:04Z");
const at = "2026-02-14T11:25:03.123456Z";
const observedAt = now - 1000 + 123.456;

const said = (payload: unknown, to = topic) =>
  decode(to, Buffer.from(typeof payload === "string" ? payload : JSON.stringify(payload)), now);
const one = (more: object) => said({ ObservedAt: at, Value: "1", ObservationId: 710, Type: 1, ...more });
const member = (ObservationId: unknown, Value: unknown, ObservedAt: unknown = at) => ({
  ObservedAt,
  Value,
  ObservationId,
  Type: 1,
});
const collection = (...Observations: unknown[]) => said({ Observations, Type: 6 });

describe("envelopes", () => {
  it("a single observation", () => {
    expect(one({ ObservationId: 501, Value: "230.512" })).toEqual({
      kind: "observations",
      deviceId: id,
      clock: "charger",
      asksReply: false,
      observations: [
        {
          id: 501,
          key: "voltage1V",
          raw: "230.512",
          value: 230.512,
          ownAt: observedAt,
          observedAt,
          epoch: 0,
          arrivedAt: now,
        },
      ],
      faults: [],
    });
  });

  it("a collection, each with its own time", () => {
    const message = collection(member(513, "0"), member(804, "17179869184", "2026-02-14T11:00:00Z"));
    expect(message).toMatchObject({
      observations: [
        { key: "powerW", value: 0, observedAt },
        { key: "warnings", value: ["ILLEGAL_PHASE"], observedAt: Date.parse("2026-02-14T11:00:00Z") },
      ],
      faults: [],
    });
  });

  it("an empty collection", () => expect(collection()).toMatchObject({ observations: [], faults: [] }));

  it("a pulse, and one that asks for a ping reply", () => {
    expect(said({ Type: 2 })).toEqual({ kind: "pulse", deviceId: id, asksReply: false });
    expect(said({ Type: 2 }, `${topic}&pi=PR`)).toMatchObject({ asksReply: true });
  });

  it.each([
    [10, "error"],
    [20, "warning"],
    [30, "information"],
    [40, "unknown"],
    ["30", "unknown"],
  ])("an event of type %j is %s", (EventType, level) => {
    expect(said({ EventType, Message: "Connected: 0", Type: 5 })).toEqual({
      kind: "event",
      deviceId: id,
      asksReply: false,
      level,
      message: "Connected: 0",
      lastWill: false,
    });
  });

  it("a last will", () => {
    const will = '{"EventType":30,"Message":"mqtt connection broke[lwt]","Type":5}';
    expect(said(will)).toMatchObject({ kind: "event", lastWill: true });
  });

  it("an event's message is cut to 1 KB", () => {
    const message = said({ EventType: 30, Message: "ä".repeat(2000), Type: 5 });
    expect(message).toMatchObject({ kind: "event", message: "ä".repeat(512) });
  });
});

describe("cleared", () => {
  it.each([{ Value: null }, { Value: undefined }])("a missing or null value: %j", (more) => {
    expect(one(more)).toMatchObject({ observations: [{ raw: null, value: null }] });
  });

  it.each(['"Value": null, ', ""])("and so where a message is written with blanks: %j", (value) => {
    const text = `{ ${value}"ObservedAt": "${at}", "ObservationId": 710, "Type": 1 }`;
    for (const written of [text, `{ "Type": 6, "Observations": [${text.replace(', "Type": 1', "")}] }`])
      expect(said(written)).toMatchObject({ observations: [{ key: "mode", raw: null, value: null }] });
  });

  it('"" where a text belongs is a text', () => {
    expect(one({ ObservationId: 763, Value: "" })).toMatchObject({ observations: [{ raw: "", value: "" }] });
  });
});

it.each([
  [
    519,
    "allocatedTerminals",
    ["unknown", "1-N", "2-N", "3-N", "1-2-3-N", "1-2", "2-3", "unknown", "1-3", "1-2-3", "unknown"],
  ],
  [
    522,
    "offlineTerminals",
    ["unknown", "1-N", "2-N", "3-N", "1-2-3-N", "1-2", "2-3", "unknown", "1-3", "1-2-3", "unknown"],
  ],
  [710, "mode", ["unknown", "disconnected", "requesting", "charging", "unknown", "finished", "unknown"]],
  [715, "networkType", ["unknown", "IT1", "IT3", "TN1", "TN3", "unknown"]],
  [
    548,
    "rotation",
    ["unknown", "L1", "L2", "L3", "RST", "STR", "TRS", "RTS", "SRT", "TSR", "L1-L3", "L2-L3", "L1-L2", "RST"],
  ],
])("the codes of %d are told in words: %s", (ObservationId, key, words) => {
  words.forEach((value, code) => {
    expect(one({ ObservationId, Value: String(code) })).toMatchObject({
      observations: [{ key, value, raw: String(code) }],
    });
  });
  expect(one({ ObservationId, Value: "" })).toMatchObject({ observations: [{ key, value: unreadable }] });
});

it("tells the same warnings as the same list, so that a page draws nothing anew", () => {
  const warnings = (Value: string) => {
    const message = one({ ObservationId: 804, Value });
    return message.kind === "observations" ? message.observations[0]?.value : undefined;
  };
  expect(warnings("4")).toBe(warnings("4"));
  expect(warnings("0")).toBe(warnings("0"));
  expect(warnings("0")).toEqual([]);
  const many = Array.from({ length: 2_500 }, (_, n) => warnings(String(n)));
  expect(many[4]).toEqual(warnings("4"));
  expect(many[2_499]).toBe(warnings("2499"));
});

it("keeps ids that no table lists, by number and as text", () => {
  expect(collection(member(99_999, "12.5"), member(-42, "x"))).toMatchObject({
    observations: [
      { id: 99_999, key: "#99999", raw: "12.5", value: "12.5" },
      { id: -42, key: "#-42", value: "x" },
    ],
    faults: [],
  });
});

describe("instants ahead of the clock", () => {
  const ahead = (ms: number) => one({ ObservedAt: new Date(now + ms).toISOString() });

  const years = 365 * 24 * 3_600_000;

  it("are kept as they are said, beside the arrival: a clock that is wrong is judged by all that it says", () => {
    expect(ahead(20 * years)).toMatchObject({ observations: [{ ownAt: now + 20 * years, arrivedAt: now }] });
  });

  it("more than a hundred years is no clock's, and refused", () => {
    expect(ahead(100 * years + 1)).toMatchObject({ kind: "undecodable", reason: "tooFarAhead" });
  });
});

describe("what cannot be read, each with its reason", () => {
  const deep = (levels: number) => "[".repeat(levels) + "]".repeat(levels);

  it.each([
    ["payloadTooLarge", `"${"x".repeat(256 * 1024)}"`],
    ["tooManyObservations", JSON.stringify({ Observations: Array(1001).fill(member(710, "1")), Type: 6 })],
    ["nestingTooDeep", deep(9)],
    ["nestingTooDeep", deep(100_000)],
    ["nestingTooDeep", `{"Type":2,"more":${deep(8)}}`],
    ["nestingTooDeep", `{"Observations":[{"Value":${'{"a":'.repeat(50)}1${"}".repeat(50)}}],"Type":6}`],
    ["notJson", ""],
    ["notJson", "{"],
    ["notJson", '{"Type":2'],
    ["notJson", "\ufeff{}"],
    ["notAnEnvelope", "null"],
    ["notAnEnvelope", "[]"],
    ["notAnEnvelope", "{}"],
    ["notAnEnvelope", '{"Type":6}'],
    ["notAnEnvelope", '{"Type":6,"Observations":{}}'],
    ["unknownEnvelopeType", '{"Type":3}'],
    ["unknownEnvelopeType", '{"Type":"2"}'],
    ["badObservationId", JSON.stringify(member("710", "1"))],
    ["badObservationId", JSON.stringify(member(7.5, "1"))],
    ["badObservationId", JSON.stringify(member(1e12, "1"))],
    ["badObservationId", JSON.stringify(member(undefined, "1"))],
    ["badObservedAt", JSON.stringify(member(710, "1", "yesterday"))],
    ["badObservedAt", JSON.stringify(member(710, "1", null))],
    ["badObservedAt", JSON.stringify(member(710, "1", "2026-02-30T00:00:00Z"))],
    ["badValue", '{"EventType":30,"Message":7,"Type":5}'],
    ["notFinite", '{"ObservedAt":"2026-02-14T11:25:03Z","Value":"1","ObservationId":1e999,"Type":1}'],
  ])("%s", (reason, payload) => {
    expect(said(payload)).toMatchObject({ kind: "undecodable", deviceId: id, reason, receivedAt: now });
  });

  it.each([
    ["", "empty"],
    ["{", "not JSON"],
    ["null", "null where an object belongs"],
    ["[]", "array where an object belongs"],
    ["7", "number where an object belongs"],
    ['{"Type":3}', "Type 3"],
    ['{"Type":"2"}', 'Type "2"'],
    ['{"Type":[]}', "Type array"],
    [JSON.stringify(member("710", "1")), 'ObservationId "710"'],
    [JSON.stringify(member(7.5, "1")), "ObservationId 7.5"],
    [JSON.stringify(member(-1e7, "1")), "ObservationId -10000000"],
    [JSON.stringify(member(710, "1", null)), "ObservedAt null"],
    [`{"Type":"${"x".repeat(500)}"}`, `Type "${"x".repeat(60)}"`],
    [`{"Type":"${"\\u0007".repeat(60)}"}`, `Type "${"\\u0007".repeat(10)}"`],
  ])("%s is told to support as: %s", (payload, detail) => {
    expect(said(payload)).toMatchObject({ kind: "undecodable", detail });
  });

  it("the right depth, whatever brackets stand in its texts", () => {
    const text = '{"EventType":30,"Message":"a \\"[[[[[[[[[[ {{{{{{{{{{ ]]","Type":5}';
    expect(said(text)).toMatchObject({ kind: "event" });
    expect(said(`{"Type":2,"more":[${"[],".repeat(50)}[[[[[[[]]]]]]]]}`)).toMatchObject({ reason: "nestingTooDeep" });
    expect(said(`{"Type":2,"more":[${"[],{},".repeat(50)}[[[[[[]]]]]]]}`)).toMatchObject({ kind: "pulse" });
  });

  it("notUtf8, while a U+FFFD that was sent as such is a text", () => {
    const broken = Buffer.concat([
      Buffer.from(JSON.stringify(member(808, "temp "))).subarray(0, -30),
      Buffer.from([0xff]),
    ]);
    expect(decode(topic, broken, now)).toMatchObject({ kind: "undecodable", reason: "notUtf8" });
    expect(one({ ObservationId: 808, Value: "\ufffd°C" })).toMatchObject({ observations: [{ value: "\ufffd°C" }] });
  });

  it("up to the limits is read", () => {
    const many = collection(...Array(1000).fill(member(710, "1")));
    expect(many.kind === "observations" && many.observations.length).toBe(1000);
    const long = "x".repeat(256 * 1024 - 200);
    expect(one({ ObservationId: 808, Value: long })).toMatchObject({ observations: [{ value: long }] });
  });

  it.each([
    ["2,3", "2,3", "badValue", "not a value of current1A"],
    [" 2.3", " 2.3", "badValue", "not a value of current1A"],
    ["", "", "badValue", "not a value of current1A"],
    ["unavailable", "unavailable", "badValue", "not a value of current1A"],
    ["x".repeat(5_000), "x".repeat(1_024), "badValue", "not a value of current1A"],
    ["1e999", "1e999", "notFinite", "not a value of current1A"],
    [2.3, "2.3", "badValue", "number where a string belongs"],
    [true, "true", "badValue", "boolean where a string belongs"],
    [["1"], '["1"]', "badValue", "array where a string belongs"],
  ])("a value such as %j: that it was told then is known, and counted", (Value, raw, reason, detail) => {
    const told = { id: 507, key: "current1A", raw, value: unreadable, ownAt: observedAt, arrivedAt: now };
    const expected = { kind: "observations", observations: [told], faults: [{ reason, detail, deviceId: id }] };
    expect(one({ ObservationId: 507, Value })).toMatchObject(expected);
    expect(collection(member(507, Value))).toMatchObject(expected);
  });

  it("a value of which not even the instant can be read", () => {
    for (const Value of ["2,3", 2.3])
      expect(one({ ObservationId: 507, Value, ObservedAt: "yesterday" })).toMatchObject({ reason: "badObservedAt" });
  });

  it("members that cannot be read leave the others counting", () => {
    const message = collection(
      member(710, "3"),
      member(513, "1e999"),
      7,
      member(507, "16", "2999-01-01T00:00:00Z"),
      { ...member(508, "16"), Type: 2 },
      member(509, "15.9"),
    );
    expect(message).toMatchObject({
      kind: "observations",
      observations: [{ key: "mode" }, { key: "powerW", raw: "1e999", value: unreadable }, { key: "current3A" }],
      faults: [
        { reason: "notFinite", deviceId: id },
        { reason: "notAnEnvelope" },
        { reason: "tooFarAhead" },
        { reason: "unknownEnvelopeType" },
      ],
    });
  });

  it("topics that name no charger", () => {
    const bad = decode("devices/pump-7/messages/events/", Buffer.from("{}"), now);
    expect(bad).toMatchObject({ kind: "undecodable", deviceId: null, reason: "badDeviceId", detail: '"pump-7"' });
    expect(decode("elsewhere", Buffer.from("{}"), now)).toMatchObject({ reason: "badTopic", deviceId: null });
  });
});

describe("samples of what could not be read", () => {
  const sampleOf = (payload: Uint8Array) => {
    const message = decode(topic, payload, now);
    return message.kind === "undecodable" ? message.sample : "";
  };

  it("are at most 1 KB, cut between characters", () => {
    expect(Buffer.byteLength(sampleOf(Buffer.from("€".repeat(5000))))).toBe(1023);
    expect(Buffer.byteLength(sampleOf(Buffer.from("\u0000".repeat(5000))))).toBeLessThanOrEqual(1024);
    expect(Buffer.byteLength(sampleOf(Buffer.alloc(300_000, "x")))).toBe(1024);
  });

  it("have no character that acts on a terminal or turns text around", () => {
    const sample = sampleOf(Buffer.from("a\u001b[31mred\r\n\u0007\u202eevil\u009b"));
    expect(sample).toBe("a\\u001b[31mred\\r\\n\\u0007\\u202eevil\\u009b");
  });
});

describe("answers", () => {
  const answer = (body: string, status = 200) => said(body, `devices/${id}/methods/res/${status}/?$rid=r-1`);

  it.each([
    ["", null],
    ["null", null],
    [" ", null],
    ['"no car"', "no car"],
    ['{"Code":528}', '{"Code":528}'],
    ["not json", "not json"],
    ['"open', '"open'],
    ['closed"', 'closed"'],
    ["bell\u0007", "bell\\u0007"],
  ])("with the body %j", (text, body) => {
    expect(answer(text)).toEqual({ kind: "answer", deviceId: id, rid: "r-1", status: 200, body });
  });

  it("count by their status, whatever their body is", () => {
    expect(answer("x".repeat(5000), 400)).toMatchObject({ status: 400, body: "x".repeat(1024) });
    const bytes = decode(`devices/${id}/methods/res/400/?$rid=r`, Buffer.from([0xff, 0xfe]), now);
    expect(bytes).toMatchObject({ kind: "answer", status: 400 });
  });

  it.each([
    ['{"Code":528,"Details":null}', 500, 528],
    ['{"Code":528}', 400, 400],
    ['{"Code":"528"}', 500, 500],
    ['{"Code":200}', 500, 500],
    ["[]", 500, 500],
    ["", 500, 500],
  ])("%s with status %i count as %i", (body, status, counts) => {
    expect(answer(body, status)).toMatchObject({ status: counts });
  });
});

describe("connections", () => {
  const connection = (body: string) => said(body, `devices/${id}/connection`);

  it("tell whether and since when", () => {
    expect(connection('{"connected":true,"at":"2026-02-14T11:25:03.000Z"}')).toEqual({
      kind: "connection",
      deviceId: id,
      connected: true,
      at: now - 1000,
    });
  });

  it("that were taken away are none", () => {
    expect(connection("")).toEqual({ kind: "connection", deviceId: id, connected: false, at: now });
  });

  it.each([
    ["nonsense", "notJson"],
    ["7", "notAnEnvelope"],
    ['{"connected":"yes","at":"2026-02-14T11:25:03Z"}', "notAnEnvelope"],
    ['{"connected":true}', "badObservedAt"],
    ['{"connected":true,"at":"2027-02-14T11:25:03Z"}', "tooFarAhead"],
  ])("that say %s are refused", (body, reason) => {
    expect(connection(body)).toMatchObject({ kind: "undecodable", reason, deviceId: id });
  });
});

it("a marker tells its sender and token", () => {
  expect(said("6a1f7a4e-0b1c", "phaseboard/phaseboard-a/marker")).toEqual({
    kind: "marker",
    clientId: "phaseboard-a",
    token: "6a1f7a4e-0b1c",
  });
  expect(said("<script>", "phaseboard/phaseboard-a/marker")).toMatchObject({ kind: "undecodable" });
});

it("takes any bytes, not only a Buffer", () => {
  const bytes = new TextEncoder().encode(`##${JSON.stringify(member(710, "3"))}`).subarray(2);
  expect(decode(topic, bytes, now)).toMatchObject({ observations: [{ value: "charging" }] });
});
