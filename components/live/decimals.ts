import { isLocale, type Locale } from "../../lib/messages/locale";

/** How a language separates the decimals, and the thousands. */
const separators: Record<Locale, { decimal: string; group: string }> = {
  en: { decimal: ".", group: "," },
  de: { decimal: ",", group: "." },
};

/**
 * Writes numbers with at least and at most so many decimals, as `Intl.NumberFormat` does. Making a browser's first
 * one takes about a tenth of a second on a phone, while the page is hydrated.
 */
export function decimals(locale: string, least: number, most: number): (value: number) => string {
  const { decimal, group } = separators[isLocale(locale) ? locale : "en"];
  return (value) => {
    const negative = value < 0 || Object.is(value, -0);
    // By its decimal text, in which 1.005 is no less than that. With an exponent it is next to nothing, or no measured value.
    const text = Math.abs(value).toString();
    if (!Number.isFinite(value) || text.includes("e+")) return value.toString();
    const digits = text.includes("e-") ? "0" : Math.round(Number(`${text}e${most}`)).toString();
    const padded = digits.padStart(most + 1, "0");
    const whole = padded.slice(0, padded.length - most).replace(/\B(?=(\d{3})+$)/g, group);
    let part = padded.slice(padded.length - most);
    while (part.length > least && part.endsWith("0")) part = part.slice(0, -1);
    return `${negative ? "-" : ""}${whole}${part === "" ? "" : decimal}${part}`;
  };
}
