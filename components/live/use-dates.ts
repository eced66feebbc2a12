import { useLocale } from "next-intl";
import { useMemo } from "react";

const shapes = {
  day: { day: "numeric", month: "short" },
  month: { month: "long", year: "numeric" },
  monthAlone: { month: "long" },
} as const;
const made = new Map<string, Intl.DateTimeFormat>();

/** Formats are made once, and only when a date is told: making one is slow. */
function write(locale: string, shape: keyof typeof shapes, date: string): string {
  const key = `${locale} ${shape}`;
  const language = locale === "en" ? "en-GB" : locale;
  const format = made.get(key) ?? new Intl.DateTimeFormat(language, { ...shapes[shape], timeZone: "UTC" });
  made.set(key, format);
  return format.format(Date.parse(date));
}

/** Dates (`2026-11-28`) and months (`2026-11`) of a calendar, as people of the page's language write them. */
export function useDates() {
  const locale = useLocale();
  return useMemo(
    () => ({
      /** "28 Nov". */
      day: (date: string) => write(locale, "day", date),
      /** "November 2026". */
      month: (month: string) => write(locale, "month", `${month.slice(0, 7)}-01`),
      /** "November". */
      monthAlone: (date: string) => write(locale, "monthAlone", `${date.slice(0, 7)}-01`),
    }),
    [locale],
  );
}
