import { describe, expect, it } from "vitest";
import { shallowSame } from "./use-same";

describe("shallowSame", () => {
  it("compares parts by identity, in any order", () => {
    const part = { x: 1 };
    expect(shallowSame({ a: 1, b: part }, { b: part, a: 1 })).toBe(true);
    expect(shallowSame({ a: 1, b: part }, { a: 1, b: { x: 1 } })).toBe(false);
    expect(shallowSame({ a: 1 }, { a: 1, b: 2 })).toBe(false);
    expect(shallowSame({ a: 1, b: 2 }, { a: 1 })).toBe(false);
    expect(shallowSame({ a: undefined }, { b: undefined })).toBe(false);
  });
});
