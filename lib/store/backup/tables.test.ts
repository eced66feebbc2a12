import { describe, expect, it } from "vitest";
import { inOrder } from "./tables";

describe("the order of tables", () => {
  it("puts each after those that it refers to", () => {
    const references = [
      { from: "a", to: "c" },
      { from: "c", to: "b" },
      { from: "d", to: "elsewhere" },
    ];
    expect(inOrder(["a", "b", "c", "d"], references)).toEqual(["b", "d", "c", "a"]);
  });

  it("says when there is none", () => {
    const circle = [
      { from: "a", to: "b" },
      { from: "b", to: "a" },
    ];
    expect(() => inOrder(["a", "b", "c"], circle)).toThrow("in a circle: a, b");
  });
});
