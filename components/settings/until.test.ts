import { describe, expect, it } from "vitest";
import { instantAt } from "../../lib/domain/time/wall-clock";
import { endAt, endFault, fieldText, readFieldText } from "./until";

const zone = "Europe/Berlin";
const iso = (at: number | null) => at && new Date(at).toISOString();

describe("until when", () => {
  it("an hour is whole minutes from now", () => {
    expect(iso(endAt("hour", zone, Date.parse("2026-11-22T14:02:11Z")))).toBe("2026-11-22T15:03:00.000Z");
  });

  it("this evening and tomorrow morning go by the installation's clock", () => {
    const now = Date.parse("2026-11-22T14:02:11Z");
    expect(iso(endAt("evening", zone, now))).toBe("2026-11-22T21:00:00.000Z");
    expect(iso(endAt("morning", zone, now))).toBe("2026-11-23T05:00:00.000Z");
    expect(iso(endAt("morning", zone, Date.parse("2026-11-22T01:00:00Z")))).toBe("2026-11-22T05:00:00.000Z");
  });

  it("there is no evening any more from a quarter of an hour before its end until midnight", () => {
    expect(iso(endAt("evening", zone, Date.parse("2026-11-22T20:45:00Z")))).toBe("2026-11-22T21:00:00.000Z");
    for (const late of ["20:45:01", "21:11:00", "22:59:59"])
      expect(endAt("evening", zone, Date.parse(`2026-11-22T${late}Z`)), late).toBeNull();
    expect(iso(endAt("evening", zone, Date.parse("2026-11-22T23:00:00Z")))).toBe("2026-11-23T21:00:00.000Z");
  });

  it("a morning after the clock was set is that morning's", () => {
    expect(iso(endAt("morning", zone, Date.parse("2026-03-28T20:00:00Z")))).toBe("2026-03-29T04:00:00.000Z");
    expect(iso(endAt("morning", zone, Date.parse("2026-10-24T20:00:00Z")))).toBe("2026-10-25T05:00:00.000Z");
  });

  it("an end lies ahead, at most 31 days", () => {
    const now = Date.parse("2026-11-22T14:02:11Z");
    const most = now + 31 * 86_400_000;
    expect([null, now, now + 1, most, most + 1].map((until) => endFault(until, now))).toEqual([
      "needEnd",
      "needEnd",
      null,
      null,
      "endTooFar",
    ]);
  });

  it("a field's text and its instant are the same, both ways", () => {
    const at = Date.parse("2026-07-01T16:00:00Z");
    expect(fieldText(zone, at)).toBe("2026-07-01T18:00");
    expect(readFieldText(zone, "2026-07-01T18:00")).toBe(at);
    for (const text of ["", "tomorrow", "2026-13-01T00:00"]) expect(readFieldText(zone, text)).toBeNull();
  });

  it("an hour that the clock skips is the one after it", () => {
    expect(iso(instantAt(zone, Date.UTC(2026, 2, 29, 2, 30)))).toMatch(/^2026-03-29T0[01]:30/);
  });
});
