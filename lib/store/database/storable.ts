/** PostgreSQL text cannot hold U+0000; a charger's value that has one is kept without it. */
export const storable = (raw: string | null): string | null =>
  raw?.includes("\u0000") ? raw.replaceAll("\u0000", "") : raw;

/** The same, without half a character. */
export const storableText = (text: string): string => text.replaceAll("\u0000", "").toWellFormed();

/** How JSON writes what PostgreSQL cannot hold; a text that only looks like it is looked at once more. */
const unstorable = /\\u(?:0000|d[89a-f])/;

/** As JSON that PostgreSQL can hold: neither U+0000 nor half a character. */
export function storableJson(value: unknown): string {
  const json = JSON.stringify(value);
  if (!unstorable.test(json)) return json;
  return JSON.stringify(value, (_, part: unknown) => (typeof part === "string" ? storableText(part) : part));
}
