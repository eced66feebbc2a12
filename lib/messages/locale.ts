export const locales = ["en", "de"] as const;
export type Locale = (typeof locales)[number];

/** Keeps a person's own choice of language; without it the browser's decides. */
export const localeCookie = "phaseboard-locale";

export const isLocale = (text: string): text is Locale => (locales as readonly string[]).includes(text);

/** The first of these languages that there are words in, by its first part alone; English where there is none. */
export function firstLocale(languages: readonly string[]): Locale {
  return languages.map((tag) => tag.split("-")[0] ?? "").find(isLocale) ?? "en";
}
