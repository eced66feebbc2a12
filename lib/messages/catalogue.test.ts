import { describe, expect, it } from "vitest";
import { brokerReasons, storeReasons } from "../domain/link-reason";
import de from "./de.json";
import en from "./en.json";

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
    ...text.matchAll(/(?<!(?:one|other|=\d)\s)\{\s*([a-zA-Z]+)\s*[,}]/g),
    ...text.matchAll(/<([a-zA-Z]+)>/g),
  ];
  return [...new Set(names.map((match) => match[1] ?? ""))].filter((name) => name !== "").sort();
}

describe("the catalogues", () => {
  const english = texts(en);
  const german = texts(de);

  it("have the same keys", () => {
    expect([...german.keys()].sort()).toEqual([...english.keys()].sort());
    expect(english.size).toBeGreaterThan(100);
  });

  it("have words for every reason why a link is down", () => {
    for (const { alerts } of [en, de]) {
      expect(Object.keys(alerts.brokerWhy).sort()).toEqual([...brokerReasons].sort());
      expect(Object.keys(alerts.storeWhy).sort()).toEqual([...storeReasons].sort());
    }
  });

  it("have the same placeholders, and no empty text", () => {
    for (const [key, text] of english) {
      expect(text, key).not.toBe("");
      expect(german.get(key), key).not.toBe("");
      expect(placeholders(german.get(key) ?? ""), key).toEqual(placeholders(text));
    }
  });
});
