import { describe, expect, it } from "vitest";
import { brokerReasons, storeReasons } from "../domain/link-reason";
import { catalogues } from "./catalogues";
import { locales } from "./locale";

/** Every text by its whole key. */
function texts(node: object, path = ""): Map<string, string> {
  const all = new Map<string, string>();
  for (const [key, value] of Object.entries(node)) {
    const at = path === "" ? key : `${path}.${key}`;
    if (typeof value === "string") all.set(at, value);
    else for (const [below, text] of texts(value, at)) all.set(below, text);
  }
  return all;
}

/** Names of placeholders and tags in a text, without the words of plural branches. */
function placeholders(text: string): string[] {
  const names = [
    ...text.matchAll(/(?<!(?:\bone|\bother|=\d)\s)\{\s*([a-zA-Z]+)\s*[,}]/g),
    ...text.matchAll(/<([a-zA-Z]+)>/g),
  ];
  return [...new Set(names.map((match) => match[1] ?? ""))].filter((name) => name !== "").sort();
}

describe("the catalogues", () => {
  const english = texts(catalogues.en);

  it.each(locales)("have the same keys: %s", (locale) => {
    expect([...texts(catalogues[locale]).keys()].sort()).toEqual([...english.keys()].sort());
    expect(english.size).toBeGreaterThan(100);
  });

  it.each(locales)("have each language's name: %s", (locale) => {
    expect(english.get(`menu.${locale}`)).toBeDefined();
  });

  it("have words for every reason why a link is down", () => {
    for (const { alerts } of Object.values(catalogues)) {
      expect(Object.keys(alerts.brokerWhy).sort()).toEqual([...brokerReasons].sort());
      expect(Object.keys(alerts.storeWhy).sort()).toEqual([...storeReasons].sort());
    }
  });

  it.each(locales)("have the same placeholders, and no empty text: %s", (locale) => {
    const own = texts(catalogues[locale]);
    for (const [key, text] of english) {
      expect(own.get(key), key).not.toBe("");
      expect(placeholders(own.get(key) ?? ""), key).toEqual(placeholders(text));
    }
  });

  it.each(locales)(
    "name a number instead of #, for which a phone would make Intl.NumberFormat before it answers: %s",
    (locale) => {
      for (const [key, text] of texts(catalogues[locale])) expect(text, key).not.toContain("#");
    },
  );
});
