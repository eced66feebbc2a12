import { describe, expect, it } from "vitest";
import { askedFor, askedInOrder, boundsOf, isPast, readSessionChoice, writeSessionChoice } from "./session-choice";

const read = (query: string) => readSessionChoice(new URLSearchParams(query));
const zone = "Europe/Berlin";
const now = Date.UTC(2026, 10, 28, 4);

describe("a choice in an address", () => {
  it("is usual where it is empty, and written back as nothing", () => {
    expect(writeSessionChoice(read(""))).toBe("");
    expect(read("")).toMatchObject({ period: null, empty: false, sort: "end", ascending: false });
  });

  it.each([
    "installation=north&circuit=north-a&month=2026-10",
    "charger=ZAP000001&from=2026-10-01&to=2026-10-25",
    "installation=north&tag=%3D1%2B1&time=all",
    "installation=north&name=Sample+A&problems=true&empty=true&sort=energy&order=asc",
    "installation=north&group=Flat+1",
  ])("comes back as it was written: %s", (query) => {
    expect(writeSessionChoice(read(query))).toBe(query);
  });

  it.each([
    "month=2026-13",
    "month=x",
    "from=2026-02-30&to=2026-03-01",
    "from=2026-10-02&to=2026-10-01",
    "from=2026-10-02",
    "sort=x",
  ])("is as if it were not there where it is none: %s", (query) => {
    expect(writeSessionChoice(read(query))).toBe("");
  });
});

describe("a period", () => {
  it("has the days of the zone, 25 hours where the clock is set back", () => {
    expect(boundsOf({ kind: "month", month: "2026-10" }, zone)).toEqual({
      from: Date.parse("2026-10-01T00:00:00+02:00"),
      to: Date.parse("2026-11-01T00:00:00+01:00"),
    });
    const day = boundsOf({ kind: "days", from: "2026-10-25", to: "2026-10-25" }, zone);
    expect(((day?.to ?? 0) - (day?.from ?? 0)) / 3_600_000).toBe(25);
    expect(boundsOf({ kind: "all" }, zone)).toBeNull();
  });
});

describe("what the server is asked", () => {
  it("is this month without the empty ones, and its order for a list alone", () => {
    expect(askedFor(read(""), zone, now).toString()).toBe(
      new URLSearchParams({
        from: "2026-10-31T23:00:00.000Z",
        to: "2026-11-30T23:00:00.000Z",
        empty: "false",
      }).toString(),
    );
    expect(askedInOrder(read("sort=energy&order=asc"), zone, now).toString()).toMatch(/&sort=energy&order=asc$/);
  });

  it("is over where its last day is", () => {
    const past = (query: string) => isPast(read(query), zone, now);
    expect([past("month=2026-10"), past(""), past("time=all"), past("from=2026-11-01&to=2026-11-27")]).toEqual([
      true,
      false,
      false,
      true,
    ]);
  });

  it("has no bounds where all is meant", () => {
    expect(askedFor(read("time=all&empty=true&tag=nfc-1"), zone, now).toString()).toBe("tag=nfc-1");
  });
});
