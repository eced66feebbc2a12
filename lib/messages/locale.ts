export const locales = ["en", "de"] as const;
export type Locale = (typeof locales)[number];

/** Keeps a person's own choice of language; without it the browser's decides. */
export const localeCookie = "phaseboard-locale";

const isLocale = (text: string): text is Locale => (locales as readonly string[]).includes(text);

/** The language of a request: the person's choice, else the first one that the browser asks for and we have, else English. */
export function localeOf(chosen: string | undefined, acceptLanguage: string | null): Locale {
  if (chosen !== undefined && isLocale(chosen)) return chosen;
  const asked = (acceptLanguage ?? "").split(",").map((part, order) => {
    const [tag = "", ...parameters] = part.trim().toLowerCase().split(";");
    const weight = parameters.map((each) => /^\s*q=([0-9.]+)\s*$/.exec(each)?.[1]).find(Boolean);
    return { language: tag.split("-")[0] ?? "", weight: weight === undefined ? 1 : Number(weight), order };
  });
  const best = asked
    .filter(({ language, weight }) => weight > 0 && isLocale(language))
    .sort((a, b) => b.weight - a.weight || a.order - b.order)[0];
  return best !== undefined && isLocale(best.language) ? best.language : "en";
}
