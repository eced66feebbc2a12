import { describe, expect, it } from "vitest";
import { isHttpAddress, ownAddress } from "./own-address";

describe("ownAddress", () => {
  const base = "https://board.example";

  it.each([
    ["/chargers/ZPR000001?tab=2", "https://board.example/chargers/ZPR000001?tab=2"],
    ["https://board.example/x", "https://board.example/x"],
    ["x", "https://board.example/x"],
    ["", "https://board.example/"],
    ["https://evil.example/", null],
    ["//evil.example", null],
    ["/\\evil.example", null],
    ["http://board.example/", null],
    ["http://[", null],
    ["javascript:alert(1)", null],
  ])("of %s is %s", (asked, own) => {
    expect(ownAddress(asked, base)).toBe(own);
  });
});

describe("isHttpAddress", () => {
  it.each([
    ["/x", true],
    ["https://elsewhere.example", true],
    ["x", false],
    ["http://[", false],
    ["//[", false],
    ["javascript:alert(1)", false],
  ])("of %s: %s", (asked, is) => {
    expect(isHttpAddress(asked, "https://board.example")).toBe(is);
  });
});
