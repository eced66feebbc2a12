import fc from "fast-check";
import { describe, expect, it, vi } from "vitest";
import { undecodableReasons } from "../../domain/charger/undecodable-reason";
import { numbersFrom } from "../../domain/random";
import { protocols } from "../registry";
import { readEnvelope } from "./envelope";
import { noProperties } from "./properties";
import { observationRows } from "./tables/observation-rows";
import { readUsual } from "./usual";
import { toldAs } from "./words";

vi.setConfig({ testTimeout: 120_000 }); // long on a busy machine

const { decode } = protocols;
const now = Date.parse("2026-02-14T12:00:00Z");
const topic = "devices/ZPR000001/messages/events/ri=default";
const origin = { deviceId: "ZPR000001", properties: noProperties, receivedAt: now };

/** What a charger means to say: an id, an instant in whole microseconds, and a value of the id's type. */
interface Meant {
  id: number;
  key: string;
  micros: number;
  raw: string | null;
  value: unknown;
}

const text = fc.string({ unit: "grapheme", maxLength: 40 });
const double = fc.double({ noNaN: true, noDefaultInfinity: true, min: -1e6, max: 1e6 });
const byType: Record<string, fc.Arbitrary<{ raw: string; value: unknown }>> = {
  boolean: fc
    .boolean()
    .chain((value) => fc.constantFrom(...(value ? ["1", "true"] : ["0", "false"])).map((raw) => ({ raw, value }))),
  integer: fc.integer().map((value) => ({ raw: String(value), value })),
  double: fc.tuple(double, fc.constantFrom(3, 4)).map(([given, digits]) => {
    const raw = digits === 3 ? given.toFixed(3) : String(Number(given.toFixed(4)));
    return { raw, value: Number(raw) + 0 };
  }),
  bitMask: fc.nat(2 ** 31 - 1).map((n) => ({ raw: String(n * 8), value: n * 8 })),
  guid: fc.uuid().map((raw) => ({ raw, value: raw })),
  version: fc.tuple(fc.nat(9), fc.nat(99)).map(([a, b]) => ({ raw: `${a}.${b}.0.1`, value: `${a}.${b}.0.1` })),
  json: fc.json({ maxDepth: 3 }).map((raw) => ({ raw, value: raw })),
  ocmf: fc.json({ maxDepth: 1 }).map((json) => ({ raw: `OCMF|{"RD":${json}}`, value: `OCMF|{"RD":${json}}` })),
  text: text.map((raw) => ({ raw, value: raw })),
};

const unlisted = { id: 12_345, key: "#12345", type: "text" };
const meant: fc.Arbitrary<Meant> = fc
  .record({
    row: fc.constantFrom(...observationRows, unlisted),
    micros: fc.integer({ min: 1_600_000_000_000_000, max: now * 1000 }),
    cleared: fc.integer({ min: 0, max: 9 }).map((n) => n === 0),
  })
  .chain(({ row, micros, cleared }): fc.Arbitrary<Meant> => {
    const { id } = row;
    const told = toldAs(row.key);
    const key = told?.key ?? row.key;
    const inWords = (value: unknown) => (told?.value ? told.value(value as number, origin.deviceId) : value);
    if (cleared) return fc.constant({ id, key, micros, raw: null, value: null });
    return (byType[row.type] ?? fc.constant({ raw: "", value: "" })).map(({ raw, value }) => ({
      id,
      key,
      micros,
      raw,
      value: inWords(value),
    }));
  });

/** The encoder: writes what is meant in one of the ways that the protocol leaves open. */
function encode({ id, micros, raw }: Meant, way: number): string {
  const whole = new Date(Math.floor(micros / 1000)).toISOString().slice(0, -1);
  const fields = [
    `"ObservedAt":${way & 1 ? " " : ""}"${whole}${String(micros % 1000).padStart(3, "0")}${way & 2 ? "" : "Z"}"`,
    ...(raw === null && way & 4 ? [] : [`"Value":${JSON.stringify(raw)}`]),
    `"ObservationId":${id}`,
    '"Type":1',
  ];
  if (way & 8) fields.reverse();
  return `{${fields.join(way & 1 ? ", " : ",")}}`;
}

const ways = fc.oneof(fc.constant(0), fc.nat(15));

it("reads back whatever is meant, in whichever way it is written, one by one or together", () => {
  fc.assert(
    fc.property(fc.array(meant, { minLength: 1, maxLength: 12 }), ways, fc.boolean(), (all, way, single) => {
      const members = all.map((one) => encode(one, way));
      const [first = ""] = members;
      const alone = single && all.length === 1;
      const message = decode(topic, Buffer.from(alone ? first : `{"Observations":[${members.join()}],"Type":6}`), now);
      const expected = all.map(({ id, key, micros, raw, value }) => ({
        id,
        key,
        raw,
        value,
        ownAt: expect.closeTo(micros / 1000, 3),
        observedAt: expect.closeTo(micros / 1000, 3),
      }));
      expect(message).toMatchObject({ kind: "observations", observations: expected, faults: [] });
    }),
    { numRuns: 3000 },
  );
});

const seeds = [
  '{"ObservedAt":"2026-02-14T11:25:03.123456Z","Value":"230.512","ObservationId":501,"Type":1}',
  '{"Observations":[{"ObservedAt":"2026-02-14T11:25:03.123456Z","Value":"3","ObservationId":710,"Type":1},{"ObservedAt":"2026-02-14T11:25:03.2Z","Value":null,"ObservationId":721,"Type":1}],"Type":6}',
  '{"Type":2}',
  '{"EventType":30,"Message":"Connected: 0","Type":5}',
  '{"ObservedAt":"2026-02-14T11:25:03Z","Value":"{\\"SchemaVersion\\":\\"2.0\\",\\"a\\":[1,2]}","ObservationId":100,"Type":1}',
  '{"ObservedAt":"2026-02-14T11:25:03Z","Value":"\\u00e4 Øst 😀","ObservationId":808,"Type":1}',
].map((seed) => Buffer.from(seed));
const pieces = [
  '"',
  "\\",
  "{",
  "}",
  "[",
  "]",
  "1e999",
  "null",
  ",",
  ":",
  "-",
  "\u0000",
  "Value",
  "true",
  "9".repeat(20),
];

/** Another digit in place of the next one from `at`: what stays well-formed and may mean something else, or nothing. */
function changeDigit(bytes: Buffer, at: number, random: () => number): void {
  const place = bytes.findIndex((c, n) => n >= at && c >= 48 && c <= 57);
  if (place >= 0) bytes[place] = 48 + random() * 10;
}

function mutated(random: () => number): Buffer {
  const seed = seeds[Math.floor(random() * seeds.length)] ?? Buffer.alloc(0);
  if (random() < 0.05) return Buffer.from(Array.from({ length: random() * 60 }, () => random() * 256));
  let bytes = Buffer.from(seed);
  for (let n = 1 + Math.floor(random() * 3); n > 0; n--) {
    const at = Math.floor(random() * bytes.length);
    const piece = Buffer.from(pieces[Math.floor(random() * pieces.length)] ?? "");
    const how = random();
    if (how < 0.2) bytes[at] = random() * 256;
    else if (how < 0.7) changeDigit(bytes, at, random);
    else if (how < 0.78) bytes = bytes.subarray(0, at);
    else if (how < 0.9) bytes = Buffer.concat([bytes.subarray(0, at), piece, bytes.subarray(at)]);
    else bytes = Buffer.concat([bytes.subarray(0, at), bytes.subarray(at + Math.floor(random() * 20))]);
  }
  return bytes;
}

const topics = [
  topic,
  topic,
  topic,
  "devices/ZPR000001/methods/res/200/?$rid=1",
  "devices/ZPR000001/connection",
  "phaseboard/a/marker",
  "devices/ZPR000001/messages/events/ii=%%%",
  "other",
];

describe("200,000 random and mutated payloads", () => {
  it("never make it throw, and every one gets a closed answer that is safe to show", () => {
    const random = numbersFrom(7);
    const kinds: Record<string, number> = {};
    const reasons = new Set<string>();
    for (let n = 0; n < 200_000; n++) {
      const message = decode(topics[n % topics.length] ?? "", mutated(random), now);
      kinds[message.kind] = (kinds[message.kind] ?? 0) + 1;
      const faults = message.kind === "undecodable" ? [message] : message.kind === "observations" ? message.faults : [];
      for (const { reason, sample, detail } of faults) {
        reasons.add(reason);
        if (sample.length > 1024 || detail.length > 100 || /\p{Cc}/u.test(sample + detail)) {
          throw new Error(`not fit to show: ${JSON.stringify({ sample, detail })}`);
        }
      }
    }
    const expected = ["answer", "connection", "event", "marker", "observations", "pulse", "undecodable"];
    expect(Object.keys(kinds).sort()).toEqual(expected);
    expect(kinds.observations).toBeGreaterThan(10_000);
    expect([...reasons].filter((reason) => !undecodableReasons.some((one) => one === reason))).toEqual([]);
    expect([...reasons]).toEqual(
      expect.arrayContaining(["notJson", "notUtf8", "badValue", "badObservedAt", "notFinite"]),
    );
  });

  it("mean the same to the quick reader and to the JSON parser", () => {
    const random = numbersFrom(11);
    let quick = 0;
    for (let n = 0; n < 200_000; n++) {
      const bytes = mutated(random);
      const written = bytes.toString("utf8");
      const usual = readUsual(bytes, written, now, origin.deviceId);
      if (!usual) continue;
      quick++;
      const message = readEnvelope(JSON.parse(written), written, origin);
      const same = message.kind === "observations" && JSON.stringify(message.observations) === JSON.stringify(usual);
      if (!same) throw new Error(`read in two ways: ${written}`);
    }
    expect(quick).toBeGreaterThan(5_000);
  });
});
