import { describe, expect, it } from "vitest";
import { alike, readAmps, readTriple } from "./amps";

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
    expect(alike([6, 6, 6])).toBe(true);
    expect(alike([6, 7, 6])).toBe(false);
  });
});
