import { useLocale, useTranslations } from "next-intl";
import { useMemo } from "react";
import type { AvailableWindow, Weekday } from "../../lib/domain/topology";
import { dayRuns } from "./dialogs/windows";

/** The first of January 2024 was a Monday. */
const dayOf = (day: Weekday) => new Date(Date.UTC(2024, 0, day));

const made = new Map<string, Intl.DateTimeFormat>();

/** Formats are made once, and only when a day is named: making one is slow. */
function nameOf(locale: string, weekday: "short" | "long", day: Weekday): string {
  const key = `${locale} ${weekday}`;
  const format = made.get(key) ?? new Intl.DateTimeFormat(locale, { weekday, timeZone: "UTC" });
  made.set(key, format);
  return format.format(dayOf(day));
}

/** Names of the days of the week, short and whole, as people of the page's language write them. */
export function useDayNames(): { short(day: Weekday): string; long(day: Weekday): string } {
  const locale = useLocale();
  return useMemo(
    () => ({ short: (day) => nameOf(locale, "short", day), long: (day) => nameOf(locale, "long", day) }),
    [locale],
  );
}

/** "Mon–Fri 06:00–18:00". */
export function useWindowWords(): (window: Pick<AvailableWindow, "days" | "from" | "to">) => string {
  const t = useTranslations("settings");
  const { short } = useDayNames();
  return ({ days, from, to }) => {
    const runs = dayRuns(days).map(([first, last]) =>
      first === last ? short(first) : t("dayRange", { first: short(first), last: short(last) }),
    );
    return t("window", { days: days.length === 7 ? t("everyDay") : runs.join(", "), from, to });
  };
}
