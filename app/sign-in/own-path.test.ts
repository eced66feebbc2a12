import { describe, expect, it } from "vitest";
import { ownPath } from "./own-path";

describe("ownPath", () => {
  it("keeps paths of this site", () => {
    expect(ownPath("/chargers/ZPR000001?x=1")).toBe("/chargers/ZPR000001?x=1");
    expect(ownPath(["/firmware", "/support"])).toBe("/firmware");
  });

  it.each([
    "https://evil.example/",
    "//evil.example",
    "/\\evil.example",
    "javascript:alert(1)",
    "http://[",
    "/sign-in",
    "",
  ])("leads home from %s", (asked) => {
    expect(ownPath(asked)).toBe("/");
  });
  it("leads home from nothing", () => expect(ownPath(undefined)).toBe("/"));
});
