import { describe, expect, it } from "vitest";
import type { Usable } from "../../lib/domain/electrical/usable";
import { boundsOf, usableOf } from "./bounds";

const usable = (place: number, by: Usable["by"]): Usable => ({ currentA: 6, atMost: false, place, by });

describe("which fuse leaves so little", () => {
  it("is one for all lines where it is the same", () => {
    const all = usable(0, "fuse");
    expect(boundsOf([all, all, all], true)).toEqual([{ by: "circuit", lines: ["L1", "L2", "L3"] }]);
    expect(boundsOf([all, all, all], false)).toEqual([{ by: "mainFuse", lines: ["L1", "L2", "L3"] }]);
  });

  it("is told line by line where it is not, and not at all of a line that is not known", () => {
    expect(boundsOf([usable(1, "available"), usable(0, "fuse"), null], true)).toEqual([
      { by: "available", lines: ["L1"] },
      { by: "circuit", lines: ["L2"] },
    ]);
    expect(boundsOf([usable(1, "fuse"), usable(0, "fuse"), usable(1, "fuse")], true)).toEqual([
      { by: "mainFuse", lines: ["L1", "L3"] },
      { by: "circuit", lines: ["L2"] },
    ]);
  });

  it("is told of the lines alone that a single-phase installation has", () => {
    const lines = { headroomA: [6, 6, 6], limitA: [63, 63, 63], fuseA: 63 } as const;
    const line = { currentA: 57, atLeast: false, at: 1 };
    const usable = usableOf([{ ...lines, existing: [1], lines: [line, line, line] }]);
    expect(boundsOf(usable, false)).toEqual([{ by: "mainFuse", lines: ["L2"] }]);
  });
});
