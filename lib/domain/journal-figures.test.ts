import { describe, expect, it } from "vitest";
import { isToTell, type JournalFigures, troublesOf } from "./journal-figures";

const quiet: JournalFigures = { bytes: 0, oldestAt: null, dropped: 0, refused: 0, refusing: false };
const now = 1_700_000_000_000;

describe("troublesOf", () => {
  it.each<[Partial<JournalFigures>, string[]]>([
    [{}, []],
    [{ bytes: 5_000, oldestAt: now - 60_000 }, []],
    [{ oldestAt: now - 60_001 }, ["waiting"]],
    [{ dropped: 1 }, ["dropped"]],
    [{ refused: 3 }, []],
    [{ refused: 3, refusing: true, dropped: 2, oldestAt: 0 }, ["refusing", "dropped", "waiting"]],
  ])("of %j are %j", (more, troubles) => {
    expect(troublesOf({ ...quiet, ...more }, now)).toEqual(troubles);
  });
});

describe("isToTell", () => {
  const told = { figures: quiet, at: now };
  it("at first, and every 10 s", () => {
    expect(isToTell(null, quiet, now)).toBe(true);
    expect(isToTell(told, { ...quiet, bytes: 5 }, now + 9_999)).toBe(false);
    expect(isToTell(told, quiet, now + 10_000)).toBe(true);
  });

  it("at once when trouble begins or ends", () => {
    const refusing = { ...quiet, refused: 1, refusing: true };
    expect(isToTell(told, refusing, now + 1)).toBe(true);
    expect(isToTell({ figures: refusing, at: now }, { ...quiet, refused: 1 }, now + 1)).toBe(true);
    expect(
      isToTell(
        { figures: { ...quiet, oldestAt: now - 59_999 }, at: now },
        { ...quiet, oldestAt: now - 59_999 },
        now + 2,
      ),
    ).toBe(true);
  });
});
