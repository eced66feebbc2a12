import { describe, expect, it } from "vitest";
import { firstRows } from "./first-rows";

const ids = (count: number) => Array.from({ length: count }, (_, index) => `ZPR${index}`);

describe("the rows that the server draws", () => {
  it("begin at the top of the list, wherever a window is scrolled to", () => {
    expect(firstRows(ids(500), 100, 2)).toHaveLength(8);
    expect(firstRows(ids(500), 100, 2).at(0)).toEqual({ key: "ZPR0", index: 0, start: 0 });
    expect(firstRows(ids(500), 100, 2).at(-1)).toEqual({ key: "ZPR7", index: 7, start: 700 });
  });

  it("are all of a short list", () => {
    expect(firstRows(ids(3), 62, 6).map(({ key }) => key)).toEqual(ids(3));
    expect(firstRows([], 62, 6)).toEqual([]);
  });
});
