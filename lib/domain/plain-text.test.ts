import { describe, expect, it } from "vitest";
import { escaped, isPlainText } from "./plain-text";

describe("escaped and isPlainText", () => {
  it.each([
    ["a line break", "a\nb", "a\\nb"],
    ["a control character", "a\u001bb", "a\\u001bb"],
    ["a direction override", "a\u202eb", "a\\u202eb"],
    ["a direction isolate", "a\u2066b", "a\\u2066b"],
    ["a right-to-left mark", "a\u200fb", "a\\u200fb"],
    ["a zero-width space", "a\u200bb", "a\\u200bb"],
    ["a joiner", "a\u200db", "a\\u200db"],
    ["a non-joiner", "a\u200cb", "a\\u200cb"],
    ["a word joiner", "a\u2060b", "a\\u2060b"],
    ["a soft hyphen", "a\u00adb", "a\\u00adb"],
    ["a byte order mark", "a\ufeffb", "a\\ufeffb"],
    ["a line separator", "a\u2028b", "a\\u2028b"],
    ["a filler", "a\u3164b", "a\\u3164b"],
    ["a tag", "a\u{e0041}b", "a\\u{e0041}b"],
    ["half a surrogate pair", "a\ud800b", "a\\ud800b"],
  ])("find %s", (_, text, shown) => {
    expect(escaped(text)).toBe(shown);
    expect(isPlainText(text)).toBe(false);
  });

  it.each([
    "",
    "Sample Owner",
    "Tiefgarage Süd, Stellplatz 3",
    "Łódź",
    "车库",
    "כביש",
    "نراء",
    "กำ",
    "🔌 Garage",
    "⚡️",
  ])("leave %s alone", (text) => {
    expect(escaped(text)).toBe(text);
    expect(isPlainText(text)).toBe(true);
  });
});
