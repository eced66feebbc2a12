import { describe, expect, it } from "vitest";
import { observed, readEnvelope } from "./envelope";
import { noProperties } from "./properties";
import { readUsual } from "./usual";

const now = Date.parse("2026-02-14T12:00:00Z");
const origin = { deviceId: "ZPR000001", properties: noProperties, receivedAt: now };
const read = (text: string) => readUsual(Buffer.from(text), text, now, origin.deviceId);
/** What the JSON parser makes of a text; null: nothing without a fault. */
const parsed = (text: string) => {
  try {
    const message = readEnvelope(JSON.parse(text), text, origin);
    return message.kind === "observations" && message.faults.length === 0 ? message.observations : null;
  } catch {
    return null;
  }
};

const at = '"ObservedAt":"2026-02-14T11:25:03.123456Z"';
const member = (id: number | string, value: string) => `{${at},"Value":"${value}","ObservationId":${id},"Type":1}`;
const together = (...members: string[]) => `{"Observations":[${members.join()}],"Type":6}`;

describe("observations written the usual way are read without the parser, to the same", () => {
  it.each<string>([
    member(501, "230.512"),
    `{"Type":1,"ObservationId":501,"Value":"230.512",${at}}`,
    `{${at},"ObservationId":721,"Value":null,"Type":1}`,
    `{"ObservationId":721,${at},"Type":1}`,
    '{"ObservedAt":"2026-02-14T11:25:03Z","Value":"0","ObservationId":513,"Type":1}',
    member(0, "x"),
    member(-42, "x"),
    member(1_000_000, "~ z"),
    member(808, ""),
    member(808, "twelve chars"),
    together(member(710, "3")),
    together(member(710, "3"), member(513, "7200"), `{${at},"ObservationId":721,"Value":null,"Type":1}`),
    together(...Array(1_000).fill(member(710, "3"))),
  ])("number %$", (text) => {
    expect(read(text)).not.toBeNull();
    expect(read(text)).toEqual(parsed(text));
  });
});

describe("anything else is left to the parser", () => {
  it.each<string>([
    '{"Type":2}',
    together(),
    `${member(710, "3")} `,
    `${member(710, "3")}${member(710, "3")}`,
    `${together(member(710, "3"))},`,
    together(member(710, "3")).replace("}]", "} ]"),
    member(710, "3").replace(":710", ": 710"),
    member(710, "charging"),
    member(808, "thirteen char"),
    member(808, "a\\n"),
    member(808, "a\u0007"),
    member(808, "a\u007f"),
    member(808, "ä"),
    member("0710", "3"),
    member("7e2", "3"),
    member("", "3"),
    member("-", "3"),
    member("10000000", "3"),
    member("1000001", "3"),
    member(710, "3").replace('"Type":1', '"Type":2'),
    member(710, "3").replace(',"Type":1', ""),
    member(710, "3").replace('"Type":1', '"More":1,"Type":1'),
    member(710, "3").replace('"3"', "3"),
    member(710, "3").replace(/"ObservationId":710,/, ""),
    member(710, "3").replace(`${at},`, ""),
    member(710, "3").replace("02-14", "02-30"),
    together(...Array(1_001).fill(member(710, "3"))),
  ])("number %$", (text) => expect(read(text)).toBeNull());

  it("a message that was cut anywhere", () => {
    for (const text of [member(501, "230.512"), together(member(710, "3"), member(513, "7200"))])
      for (let end = 0; end < text.length; end += 1) expect(read(text.slice(0, end))).toBeNull();
  });
});

it("is what the parser reads, whatever one character is changed to, left out or doubled", () => {
  for (const text of [member(-42, "230.512"), together(member(710, "3"), member(513, "7200"))])
    for (let place = 0; place < text.length; place += 1) {
      const [before, after] = [text.slice(0, place), text.slice(place + 1)];
      const changed = [...'"\\{}[],:-019V \u001f\u007fé'].map((other) => before + other + after);
      for (const other of [...changed, before + after, before + text[place] + text.slice(place)]) {
        const quick = read(other);
        if (quick !== null) expect(quick, other).toEqual(parsed(other));
      }
    }
});

it("makes one message of its observations", () => {
  const text = member(501, "230.512");
  expect(observed(origin, read(text) ?? [])).toEqual(readEnvelope(JSON.parse(text), text, origin));
});
