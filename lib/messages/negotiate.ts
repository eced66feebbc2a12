import { match } from "@formatjs/intl-localematcher";
import { isLocale, type Locale, locales } from "./locale";

function isTag(text: string): boolean {
  try {
    Intl.getCanonicalLocales(text);
    return true;
  } catch {
    return false; // a RangeError is the platform's way to say so
  }
}

/** The languages of an `Accept-Language` header (RFC 9110, 12.5.4), the most wanted first; none that is refused, or is no language. */
function askedFor(header: string): string[] {
  const asked = header.split(",").map((part) => {
    const [tag = "", ...parameters] = part.trim().split(";");
    const weight = parameters.map((each) => /^\s*q=([0-9.]+)\s*$/i.exec(each)?.[1]).find(Boolean);
    return { tag, weight: weight === undefined ? 1 : Number(weight) };
  });
  return asked
    .filter(({ tag, weight }) => weight > 0 && isTag(tag))
    .sort((a, b) => b.weight - a.weight)
    .map(({ tag }) => tag);
}

/** The language of a request: the person's choice, else the first one that the browser asks for and we have, else English. */
export function localeOf(chosen: string | undefined, acceptLanguage: string | null): Locale {
  if (chosen !== undefined && isLocale(chosen)) return chosen;
  const found = match(askedFor(acceptLanguage ?? ""), locales, "en", { algorithm: "lookup" });
  return isLocale(found) ? found : "en";
}
