import { describe, expect, it } from "vitest";
import { isCrossSite } from "./cross-site";

const headers = (fields: Record<string, string>) => new Headers({ host: "board.example:3000", ...fields });

describe("isCrossSite", () => {
  it.each([
    [{ "sec-fetch-site": "same-origin" }, false],
    [{ "sec-fetch-site": "none" }, false],
    [{ "sec-fetch-site": "same-site" }, true],
    [{ "sec-fetch-site": "cross-site" }, true],
    [{ "sec-fetch-site": "cross-site", origin: "http://board.example:3000" }, true],
    [{ origin: "http://board.example:3000" }, false],
    [{ origin: "http://board.example" }, true],
    [{ origin: "http://evil.example" }, true],
    [{ origin: "null" }, true],
    [{}, false],
  ])("%j: %s", (fields, expected) => {
    expect(isCrossSite(headers(fields), undefined)).toBe(expected);
  });

  it("knows the public address behind a proxy that changes the host", () => {
    expect(isCrossSite(headers({ origin: "https://public.example" }), "https://public.example/")).toBe(false);
    expect(isCrossSite(headers({ origin: "http://public.example" }), "https://public.example/")).toBe(true);
  });
});
