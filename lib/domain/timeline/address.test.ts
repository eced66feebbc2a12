import { describe, expect, it } from "vitest";
import { readTimeline, viewOf, writeTimeline } from "./address";

const now = Date.UTC(2026, 10, 27, 12);
const read = (query: string) => readTimeline(new URLSearchParams(query));

describe("a timeline's address", () => {
  it("is read back as it was written, and leaves what else is there", () => {
    const choice = { range: { from: now - 7_200_000, to: now }, rows: ["voltages", "temperature"] as const };
    const query = writeTimeline(choice, new URLSearchParams("q=x&from=old"));
    expect(query).toBe("q=x&from=2026-11-27T10:00:00Z&to=2026-11-27T12:00:00Z&rows=voltages,temperature");
    expect(read(query)).toEqual(choice);
  });

  it("is empty where it is live with the usual rows", () => {
    expect(writeTimeline({ range: null, rows: [] }, new URLSearchParams("from=x&to=y&rows=signal"))).toBe("");
  });

  it("may have an offset, also with a plus that nobody has encoded", () => {
    const range = { from: Date.UTC(2026, 10, 27, 9), to: Date.UTC(2026, 10, 27, 10) };
    for (const plus of ["+", "%2B"])
      expect(read(`from=2026-11-27T10:00:00${plus}01:00&to=2026-11-27T11:00${plus}01:00`).range).toEqual(range);
  });

  it.each([
    "",
    "from=2026-11-27T10:00:00Z",
    "from=yesterday&to=today",
    "from=2026-13-27T10:00:00Z&to=2026-11-27T11:00:00Z",
    "from=2026-11-27T11:00:00Z&to=2026-11-27T11:00:00Z",
    "from=2026-11-27&to=2026-11-28",
  ])("is live where %j says no range", (query) => expect(read(query).range).toBeNull());

  it("knows its rows only", () => expect(read("rows=signal,power,,voltages").rows).toEqual(["voltages", "signal"]));
});

it("a range of the future is brought back to now", () => {
  expect(viewOf({ range: { from: now, to: now + 3_600_000 }, rows: [] }, now)).toEqual({
    from: now - 3_600_000,
    to: now,
    live: false,
  });
  expect(viewOf({ range: null, rows: [] }, now).live).toBe(true);
});
