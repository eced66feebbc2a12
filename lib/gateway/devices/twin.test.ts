import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { JsonObject } from "../../domain/json";
import { mergePatch } from "../../domain/merge-patch";
import { desiredText, patchBetween, patchFault, twinText } from "./twin";

describe("mergePatch and patchBetween", () => {
  it("change, add and take away", () => {
    const before = { Settings: { "510": "32", "711": "1" }, Mode: "a" };
    const after = { Settings: { "510": "16", "711": "1", "120": "1" } };
    const patch = patchBetween(before, after);
    expect(patch).toEqual({ Settings: { "510": "16", "120": "1" }, Mode: null });
    expect(mergePatch(before, patch)).toEqual(after);
  });

  it("are each other's inverse", () => {
    const name = fc.constantFrom("a", "b", "c");
    const leaf = fc.oneof(fc.string(), fc.integer(), fc.boolean(), fc.constant<(string | number)[]>(["x", 1]));
    const inner = fc.dictionary(name, leaf, { noNullPrototype: true });
    const document: fc.Arbitrary<JsonObject> = fc.dictionary(name, fc.oneof(leaf, inner), { noNullPrototype: true });
    fc.assert(
      fc.property(document, document, (before, after) => {
        expect(mergePatch(before, patchBetween(before, after))).toEqual(after);
      }),
    );
  });
});

describe("patchFault", () => {
  it.each([
    [{ Settings: { "510": "32" } }, null],
    [{ gone: null, list: [1, { a: 2 }] }, null],
    [undefined, "not a JSON object"],
    [[], "not a JSON object"],
    ["text", "not a JSON object"],
    [{ $version: 1 }, "a name that is not allowed"],
    [JSON.parse('{"a":{"__proto__":{"x":1}}}'), "a name that is not allowed"],
    [{ a: { b: { c: { d: 1 } } } }, "nested too deep"],
  ])("%j: %s", (patch, fault) => {
    expect(patchFault(patch, 3)).toBe(fault);
  });
});

describe("what a charger reads", () => {
  it("carries the version in the body", () => {
    const desired = { document: { Settings: { "510": "32", "711": "1" } }, version: 3 };
    const next = { document: { Settings: { "510": "16", "711": "1" } }, version: 4 };
    expect(JSON.parse(twinText(desired, { document: {}, version: 1 }))).toEqual({
      desired: { Settings: { "510": "32", "711": "1" }, $version: 3 },
      reported: { $version: 1 },
    });
    expect(JSON.parse(desiredText(desired, next))).toEqual({ Settings: { "510": "16" }, $version: 4 });
  });
});
