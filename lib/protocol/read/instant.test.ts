import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { instantInBytes, parseInstant } from "./instant";

const first = Date.parse("0001-01-01T00:00:00Z");
const last = Date.parse("9999-12-31T23:59:59Z");

describe("parseInstant", () => {
  it("gives what Date.parse gives, of any day", () => {
    fc.assert(
      fc.property(fc.integer({ min: first, max: last }), (ms) => {
        const text = new Date(ms).toISOString();
        expect(parseInstant(text)).toBe(ms);
        expect(instantInBytes(Buffer.from(`"${text}"`), 1, text.length + 1)).toBe(ms);
      }),
      { numRuns: 5000 },
    );
  });

  it("keeps microseconds as fraction of a millisecond", () => {
    const whole = Date.parse("2026-02-14T11:25:03.123Z");
    expect(parseInstant("2026-02-14T11:25:03.123456Z") - whole).toBeCloseTo(0.456, 3);
    expect(parseInstant("2026-02-14T11:25:03.123457Z")).toBeGreaterThan(parseInstant("2026-02-14T11:25:03.123456Z"));
    expect(parseInstant("2026-02-14T11:25:03.1234567Z") - whole).toBeCloseTo(0.4567, 3);
  });

  it.each([
    ["2024-03-09T17:04:21.243", "2024-03-09T17:04:21.243Z"],
    ["2024-03-09T17:04:21", "2024-03-09T17:04:21Z"],
    ["2025-05-20T07:03:20.54", "2025-05-20T07:03:20.540Z"],
    ["2024-03-09 17:04:21Z", "2024-03-09T17:04:21Z"],
    ["2024-03-09T17:04:21,243+00:00", "2024-03-09T17:04:21.243Z"],
    ["2024-03-09T17:04:21+0130", "2024-03-09T15:34:21Z"],
    ["2024-03-09T17:04:21-05:30", "2024-03-09T22:34:21Z"],
    ["2024-03-09T17:04:21+14:59", "2024-03-09T02:05:21Z"],
    ["2024-03-09T17:04:21z", "2024-03-09T17:04:21Z"],
    ["2024-02-29T00:00:00Z", "2024-02-29T00:00:00Z"],
    ["2000-02-29T00:00:00Z", "2000-02-29T00:00:00Z"],
  ])("reads %s", (text, same) => expect(parseInstant(text)).toBe(Date.parse(same)));

  it.each([
    "",
    "now",
    "1771068303",
    "0000-00-00T00:00:00Z",
    "0000-06-01T00:00:00Z",
    "2026-06-00T00:00:00Z",
    "1900-02-29T00:00:00Z",
    "2023-02-29T00:00:00Z",
    "2026-02-30T00:00:00Z",
    "2026-13-01T00:00:00Z",
    "2026-00-01T00:00:00Z",
    "2026-04-31T00:00:00Z",
    "2026-01-01T24:00:00Z",
    "2026-01-01T00:60:00Z",
    "2026-01-01T00:00:60Z",
    "2026-01-01T00:00:00.Z",
    "2026-01-01T00:00:00.1234567890Z",
    "2026-01-01T00:00:00Zx",
    "2026-01-01T00:00:0-1Z",
    "2026-01-01T00:00:00+15:00",
    "2026-01-01T00:00:00+01:60",
    "26-01-01T00:00:00Z",
    "+12026-01-01T00:00:00Z",
  ])("finds no instant in %j, whichever way it is read", (text) => {
    expect(parseInstant(text)).toBeNaN();
    expect(instantInBytes(Buffer.from(text), 0, text.length)).toBeNaN();
  });

  it.each(["2026-02-14T11:25:03.123456Z", "2026-02-14T11:25:03.123456789Z", "2026-02-14T11:25:03Z"])(
    "reads the bytes of %s, and whatever one of them is changed to, as it reads the text",
    (text) => {
      expect(instantInBytes(Buffer.from(text), 0, text.length)).toBe(parseInstant(text));
      for (let at = 0; at < text.length; at += 1)
        for (const other of "09/:.,-+TZ z") {
          const changed = text.slice(0, at) + other + text.slice(at + 1);
          const inBytes = instantInBytes(Buffer.from(changed), 0, changed.length);
          if (!Number.isNaN(inBytes)) expect(inBytes, changed).toBe(parseInstant(changed));
        }
    },
  );

  it("gives the same for bytes and text, and nothing of its neighbours", () => {
    const digit = fc.constantFrom(..."0123456789:.-TZ ");
    const text = fc.array(digit, { minLength: 19, maxLength: 31 }).map((all) => all.join(""));
    fc.assert(
      fc.property(text, (some) => {
        const inBytes = instantInBytes(Buffer.from(`9${some}9`), 1, some.length + 1);
        if (!Number.isNaN(inBytes)) expect(inBytes).toBe(parseInstant(some));
      }),
    );
  });
});
