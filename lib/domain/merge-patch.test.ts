import { describe, expect, it } from "vitest";
import type { JsonObject } from "./json";
import { mergePatch } from "./merge-patch";

// Cases of RFC 7396, appendix A, whose target and patch are objects.
const cases: [JsonObject, JsonObject, JsonObject][] = [
  [{ a: "b" }, { a: "c" }, { a: "c" }],
  [{ a: "b" }, { b: "c" }, { a: "b", b: "c" }],
  [{ a: "b" }, { a: null }, {}],
  [{ a: "b", b: "c" }, { a: null }, { b: "c" }],
  [{ a: ["b"] }, { a: "c" }, { a: "c" }],
  [{ a: "c" }, { a: ["b"] }, { a: ["b"] }],
  [{ a: { b: "c" } }, { a: { b: "d", c: null } }, { a: { b: "d" } }],
  [{ a: [{ b: "c" }] }, { a: [1] }, { a: [1] }],
  [{ e: null }, { a: 1 }, { e: null, a: 1 }],
  [{}, { a: { bb: { ccc: null } } }, { a: { bb: {} } }],
];

describe("mergePatch", () => {
  it.each(cases)("%j and %j", (target, patch, expected) => {
    const before = structuredClone({ target, patch });
    expect(mergePatch(target, patch)).toEqual(expected);
    expect({ target, patch }).toEqual(before);
  });

  it("takes __proto__ for a name like any other", () => {
    const patch = JSON.parse('{"__proto__":{"polluted":1}}');
    const merged = mergePatch({}, patch);
    expect(Object.hasOwn(merged, "__proto__")).toBe(true);
    expect(Reflect.get({}, "polluted")).toBeUndefined();
  });
});
