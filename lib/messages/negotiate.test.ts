import { describe, expect, it } from "vitest";
import { firstLocale } from "./locale";
import { localeOf } from "./negotiate";

describe("localeOf", () => {
  it("follows the browser, by weight and then by order", () => {
    expect(localeOf(undefined, "de-AT,de;q=0.9,en;q=0.8")).toBe("de");
    expect(localeOf(undefined, "fr,en;q=0.4,de;q=0.7")).toBe("de");
    expect(localeOf(undefined, "en-GB,de")).toBe("en");
    expect(localeOf(undefined, "de;q=0,en;q=0.1")).toBe("en");
  });

  it("puts the person's choice first, and English where nothing fits", () => {
    expect(localeOf("en", "de")).toBe("en");
    expect(localeOf("xx", "de")).toBe("de");
    expect(localeOf(undefined, "nb,sv")).toBe("en");
    expect(localeOf(undefined, null)).toBe("en");
  });

  it("passes over what is no language", () => {
    expect(localeOf(undefined, "*,de_DE,x,,;q=1,de;q=0.5")).toBe("de");
    expect(localeOf(undefined, "de-Latn-CH-1996")).toBe("de");
    expect(localeOf(undefined, "DE-at;Q=0.3, fr")).toBe("de");
  });
});

describe("firstLocale", () => {
  it("goes by the first part of each language", () => {
    expect(firstLocale(["fr", "de-AT", "en"])).toBe("de");
    expect(firstLocale([])).toBe("en");
  });
});
