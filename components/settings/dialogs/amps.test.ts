import { describe, expect, it } from "vitest";
import { alike, readAmps, readTriple, typed } from "./amps";

describe("amperes in a field", () => {
  it("take a point or a comma, and nothing that is no number", () => {
    expect(readAmps("63")).toBe(63);
    expect(readAmps(" 12,5 ")).toBe(12.5);
    expect(readAmps("0")).toBe(0);
    for (const text of ["", " ", "-1", "1e3", "12 A", "4001", "1.234", "NaN"]) expect(readAmps(text), text).toBeNull();
  });

  it("keep to their bounds", () => {
    expect(readAmps("5", 6, 32)).toBeNull();
    expect(readAmps("33", 6, 32)).toBeNull();
    expect(readAmps("32", 6, 32)).toBe(32);
  });

  it("are three or none", () => {
    expect(readTriple(["1", "2", "3"])).toEqual([1, 2, 3]);
    expect(readTriple(["1", "", "3"])).toBeNull();
  });

  it("are typed for some lines, and a line that there is not has what the first has", () => {
    expect(typed(["6", "5", "6"], [0, 1, 2], [0, 1, 2], "7")).toEqual(["7", "7", "7"]);
    expect(typed(["6", "6", "6"], [0, 1, 2], [1], "7")).toEqual(["6", "7", "6"]);
    expect(typed(["x", "6", "6"], [1], [1], "7")).toEqual(["7", "7", "7"]);
    expect(typed(["6", "9", "8"], [0, 2], [2], "7")).toEqual(["6", "6", "7"]);
  });

  it("are alike by the lines that exist alone", () => {
    expect(alike(["6", "6", "6"], [0, 1, 2])).toBe(true);
    expect(alike(["6", "6", "7"], [0, 1, 2])).toBe(false);
    expect(alike(["6", "6", "7"], [0, 1])).toBe(true);
  });
});
