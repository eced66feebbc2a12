import { useLocale, useTranslations } from "next-intl";
import { useMemo } from "react";
import type { AvailableWindow, Weekday } from "../../lib/domain/topology";
import { dayRuns } from "./dialogs/windows";

/** The first of January 2024 was a Monday. */
const dayOf = (day: Weekday) => new Date(Date.UTC(2024, 0, day));

/** Names of the days of the week, short and whole, as people of the page's language write them. */
export function useDayNames(): { short(day: Weekday): string; long(day: Weekday): string } {
  const locale = useLocale();
  return useMemo(() => {
    const named = (weekday: "short" | "long") => new Intl.DateTimeFormat(locale, { weekday, timeZone: "UTC" });
    const [short, long] = [named("short"), named("long")];
    return { short: (day) => short.format(dayOf(day)), long: (day) => long.format(dayOf(day)) };
  }, [locale]);
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
