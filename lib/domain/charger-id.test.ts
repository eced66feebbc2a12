import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { formatScope, parseScope } from "./access/scope";
import {
  chargerIdOf,
  chargerIdOfSegment,
  chargerPath,
  idCharacters,
  isChargerId,
  longestChargerId,
  parseChargerId,
} from "./charger-id";

describe("the id of a charger", () => {
  it.each([
    ["zaptec", "ZPR000001", null, "ZPR000001"],
    ["ocpp16", "garage-1", null, "ocpp16:garage-1"],
    ["ocpp16", "garage-1", 2, "ocpp16:garage-1:2"],
    ["tiny", "garage 1/2", null, "tiny:garage~201~2F2"],
    ["go-e", "a:1", null, "go-e:a~3A1"],
    ["tiny", "+#$\u0000~%é🚗", 99, "tiny:~2B~23~24~00~7E~25~C3~A9~F0~9F~9A~97:99"],
    ["tiny", "..", null, "tiny:.."],
    ["tiny", "(a)'!*", null, "tiny:~28a~29~27~21~2A"],
  ])("of %s %j %s is %s", (dialect, identity, connector, id) => {
    expect(chargerIdOf(dialect, identity, connector)).toEqual({ id });
    expect(parseChargerId(id)).toEqual({ dialect, identity, connector });
  });

  it.each([
    ["", "a", null, "badDialect"],
    ["Tiny", "a", null, "badDialect"],
    ["1st", "a", null, "badDialect"],
    ["a:b", "a", null, "badDialect"],
    ["tiny", "", null, "noIdentity"],
    ["tiny", "\ud83d", null, "notUnicode"],
    ["tiny", "a", 0, "badConnector"],
    ["tiny", "a", 1.5, "badConnector"],
    ["tiny", "a", 100, "badConnector"],
    ["tiny", "a", Number.NaN, "badConnector"],
    ["zaptec", "garage-1", null, "notSerial"],
    ["zaptec", "ZPR000001", 1, "badConnector"],
    ["tiny", "x".repeat(60), null, "tooLong"],
    ["tiny", "é".repeat(10), null, "tooLong"],
  ])("is refused to %j %j %s: %s", (dialect, identity, connector, fault) => {
    expect(chargerIdOf(dialect, identity, connector)).toEqual({ fault });
  });

  it("may have 64 characters", () => {
    const id = `tiny:${"x".repeat(59)}`;
    expect(chargerIdOf("tiny", "x".repeat(59))).toEqual({ id });
    expect(isChargerId(id)).toBe(true);
    expect(isChargerId(`${id}x`)).toBe(false);
  });

  it.each([
    "",
    "zpr000001",
    "ZPR0000012",
    "ZPR000001\n",
    "zaptec:ZPR000001",
    "tiny",
    "tiny:",
    "tiny::1",
    ":a",
    "tiny:a:0",
    "tiny:a:01",
    "tiny:a:100",
    "tiny:a:1:1",
    "tiny:a b",
    "tiny:a/b",
    "tiny:a%20b",
    // Other spellings of what has an id already.
    "tiny:~41",
    "tiny:garage~201~2f2",
    // A stray sign, and bytes that are no UTF-8.
    "tiny:a~",
    "tiny:a~zz",
    "tiny:~C3",
    "tiny:~ED~A0~BD",
  ])("is not %j", (text) => {
    expect(parseChargerId(text)).toBeNull();
  });
});

const awkward = fc.constantFrom(":", "~", "/", "+", "#", "$", "%", " ", "1", "a", "\u0000", "é", "\u202e", "\ud83d");
const identities = fc.oneof(
  fc.string({ unit: awkward, maxLength: 12 }),
  fc.string({ unit: "binary", maxLength: 30 }),
  fc.string({ maxLength: 80 }),
);
const dialects = fc.stringMatching(/^[a-z][a-z0-9-]{0,9}$/);
const connectors = fc.option(fc.integer({ min: 1, max: 99 }));
const idOf = (dialect: string, identity: string, connector: number | null) => {
  const made = chargerIdOf(dialect, identity, connector);
  return "id" in made ? made.id : null;
};

describe("for any charger", () => {
  it("an id comes back as what it was made of, or is refused for what the charger calls itself", () => {
    fc.assert(
      fc.property(dialects, identities, connectors, (dialect, identity, connector) => {
        const made = chargerIdOf(dialect, identity, connector);
        if ("id" in made) expect(parseChargerId(made.id)).toEqual({ dialect, identity, connector });
        else if (identity === "") expect(made.fault).toBe("noIdentity");
        else if (!identity.isWellFormed()) expect(made.fault).toBe("notUnicode");
        else expect([made.fault, Buffer.byteLength(identity) > 10]).toEqual(["tooLong", true]);
      }),
    );
  });

  it("different chargers have different ids", () => {
    const parts = fc.tuple(fc.constantFrom("a", "a-1"), fc.string({ unit: awkward, maxLength: 4 }), connectors);
    fc.assert(
      fc.property(parts, parts, (one, other) => {
        const id = idOf(...one);
        if (id !== null && id === idOf(...other)) expect(one).toEqual(other);
      }),
      { numRuns: 2_000 },
    );
  });

  it("an id is at most 64 characters, each of which stands for itself in a topic and in an address", () => {
    fc.assert(
      fc.property(dialects, identities, connectors, (dialect, identity, connector) => {
        const id = idOf(dialect, identity, connector);
        if (id === null) return;
        expect(id.length).toBeLessThanOrEqual(longestChargerId);
        expect(id).toMatch(idCharacters);
        const url = new URL(`/chargers/${id}/x`, "http://board.example");
        expect(url.pathname).toBe(`/chargers/${id}/x`);
        expect(new URL(`/chargers/${id}`, url).href).toBe(`http://board.example/chargers/${id}`);
        expect(new URLSearchParams(`start=${id}`).get("start")).toBe(id);
      }),
    );
  });

  it("its page's address leads back to it, and its scope names it", () => {
    fc.assert(
      fc.property(dialects, identities, connectors, (dialect, identity, connector) => {
        const id = idOf(dialect, identity, connector);
        if (id === null) return;
        const segment = new URL(chargerPath(id), "http://board.example").pathname.split("/")[2] ?? "";
        expect(chargerIdOfSegment(segment)).toBe(id);
        expect(chargerIdOfSegment(id)).toBe(id);
        expect(parseScope(formatScope({ kind: "charger", id }))).toEqual({ kind: "charger", id });
      }),
    );
  });

  it("a text that is an id is one in no other spelling", () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[a-c]:[a~0-9A-F.]{1,8}(:[0-9]{1,2})?$/), (text) => {
        const parts = parseChargerId(text);
        if (parts !== null) expect(idOf(parts.dialect, parts.identity, parts.connector)).toBe(text);
      }),
    );
  });
});

it.each(["%", "%E0%A4%A", "a", "..%2Fsecrets", "tiny%3Aa%2Fb"])("the segment %s names no charger", (segment) => {
  expect(chargerIdOfSegment(segment)).toBeNull();
});
