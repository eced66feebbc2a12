import { describe, expect, it } from "vitest";
import { allLines } from "../../../lib/domain/electrical/phase";
import type { LineCurrent } from "../../../lib/domain/electrical/phases-view";
import { shownLines, showsPower } from "./flows";

const line = (value: number | null, rangeA?: readonly [number, number]): LineCurrent => ({
  reading: value === null ? null : { value, at: 1 },
  terminal: null,
  ...(rangeA === undefined ? {} : { rangeA }),
});

describe("what of a charger's currents a list shows", () => {
  it.each([
    ["nothing of one that draws nothing", [line(0), line(0.04), line(0)], []],
    ["nothing of one that was never heard", [line(null), line(null), line(null)], []],
    ["the one line of a single-phase car", [line(0), line(16), line(0)], [1]],
    ["what is unknown beside what flows, which is not 0", [line(16), line(null), line(0)], [0, 1]],
    ["a line that may carry something", [line(0, [0, 3]), line(6), line(0)], [0, 1]],
  ] as const)("%s", (_, lines, shown) => {
    expect(shownLines(lines, allLines)).toEqual(shown);
  });

  it("no line that a single-phase installation does not have", () => {
    expect(shownLines([line(null), line(16), line(null)], [1])).toEqual([1]);
    expect(shownLines([line(16), line(null), line(16)], [0, 2])).toEqual([0, 2]);
  });
});

describe("a charger's power in a list", () => {
  const of = (word: "charging" | "finished", value: number | null) =>
    showsPower({
      state: { word, mode: null, limit: null, since: null, pausedBy: null },
      powerW: value === null ? null : { value, at: 1 },
    });

  it("is there while it charges, also where it is not known", () => {
    expect([of("charging", 0), of("charging", null)]).toEqual([true, true]);
  });

  it("is there otherwise only where there is any", () => {
    expect([of("finished", 0), of("finished", null), of("finished", 8), of("finished", 90)]).toEqual([
      false,
      false,
      false,
      true,
    ]);
  });
});
