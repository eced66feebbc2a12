import { expect, test } from "vitest";
import { shortcutOf } from "./shortcut";

const plain = {
  key: "/",
  ctrlKey: false,
  altKey: false,
  metaKey: false,
  isComposing: false,
  repeat: false,
  defaultPrevented: false,
};

test("two keys ask something of the page, however a keyboard reaches them", () => {
  expect(shortcutOf(plain)).toBe("search");
  expect(shortcutOf({ ...plain, key: "?" })).toBe("list");
  for (const key of ["a", "Enter", "Tab", "Escape", "Shift", ""]) expect(shortcutOf({ ...plain, key })).toBeNull();
});

test.each(["ctrlKey", "altKey", "metaKey", "isComposing", "repeat", "defaultPrevented"] as const)(
  "neither does with %s, which belongs to somebody else",
  (other) => {
    expect(shortcutOf({ ...plain, [other]: true })).toBeNull();
    expect(shortcutOf({ ...plain, key: "?", [other]: true })).toBeNull();
  },
);
