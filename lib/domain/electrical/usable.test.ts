import { describe, expect, it } from "vitest";
import type { Triple } from "../topology";
import { type Place, usableOn } from "./usable";

interface Of {
  left: number | null;
  held?: number;
  atLeast?: boolean;
  fuseA?: number;
  availableA?: number;
}

/** A place whose three lines are alike. */
function place({ left, held, atLeast = false, fuseA = 63, availableA = fuseA }: Of): Place {
  const three = <T>(value: T): Triple<T> => [value, value, value];
  return {
    existing: [0, 1, 2],
    lines: three({ currentA: left === null ? null : 10, atLeast, at: 1 }),
    headroomA: three(left),
    limitA: three(Math.min(fuseA, availableA)),
    fuseA,
    ...(held === undefined ? {} : { reservedA: three(held) }),
  };
}

const own = { place: 0, by: "fuse", atMost: false };

describe("what is usable of a line", () => {
  it.each([
    ["what its fuse leaves", [place({ left: 23.9 })], { ...own, currentA: 23.9 }],
    ["less what is held", [place({ left: 25.1, held: 12 })], { ...own, currentA: 13.1 }],
    [
      "nothing, rather than less, where more is held than is left",
      [place({ left: 25.1, held: 32 })],
      { ...own, currentA: 0 },
    ],
    [
      "what the available current leaves",
      [place({ left: 5, availableA: 40 })],
      { ...own, currentA: 5, by: "available" },
    ],
    [
      "what the main fuse leaves a circuit",
      [place({ left: 20 }), place({ left: 8 })],
      { ...own, currentA: 8, place: 1 },
    ],
    ["no more than its own fuse leaves", [place({ left: 8 }), place({ left: 20, held: 6 })], { ...own, currentA: 8 }],
    [
      "less what is held above",
      [place({ left: 20 }), place({ left: 20, held: 6 })],
      { ...own, currentA: 14, place: 1 },
    ],
    [
      "at most so much beside an unknown part",
      [place({ left: 8 }), place({ left: 20, atLeast: true })],
      { ...own, currentA: 8, atMost: true },
    ],
    ["nothing for certain, whatever is unknown", [place({ left: 0, atLeast: true })], { ...own, currentA: 0 }],
    ["not known where nothing is known above", [place({ left: 8 }), place({ left: null })], null],
  ] as const)("is %s", (_, places, usable) => {
    for (const line of [0, 1, 2] as const) expect(usableOn(places, line)).toEqual(usable);
  });

  it("is not told of a line that a single-phase installation does not have", () => {
    const places = [{ ...place({ left: 8 }), existing: [1] as const }];
    expect(([0, 1, 2] as const).map((line) => usableOn(places, line))).toEqual([null, { ...own, currentA: 8 }, null]);
  });
});
