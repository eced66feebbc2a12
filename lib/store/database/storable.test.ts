import { expect, test } from "vitest";
import { storable, storableJson, storableText } from "./storable";

test("text is kept without what PostgreSQL cannot hold", () => {
  expect(storable("a\u0000b")).toBe("ab");
  expect(storable(null)).toBeNull();
  expect(storableText("a\u0000b\ud800c\u{1f50c}")).toBe("ab\ufffdc\u{1f50c}");
});

test.each([
  [
    "nothing of it",
    { a: "plain", b: [1, null, true], c: "\u{1f50c} ä" },
    { a: "plain", b: [1, null, true], c: "\u{1f50c} ä" },
  ],
  ["U+0000", { a: ["x\u0000y"] }, { a: ["xy"] }],
  ["half a character", { a: "x\udc00y" }, { a: "x\ufffdy" }],
  ["text that only looks like it", { a: "\\u0000 and \\ud800" }, { a: "\\u0000 and \\ud800" }],
])("JSON is kept without %s", (_, given, kept) => {
  expect(JSON.parse(storableJson(given))).toEqual(kept);
  expect(storableJson(given)).not.toMatch(/[^\\]\\u0000/);
});
