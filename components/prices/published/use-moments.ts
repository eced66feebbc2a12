import { useLocale } from "next-intl";
import { useMemo } from "react";
import { useTimeZone } from "../../live/time-zone";

/** Day and time with its year, by the installation's clock. */
export function useMoments(): (at: number) => string {
  const locale = useLocale();
  const timeZone = useTimeZone();
  return useMemo(() => {
    const format = new Intl.DateTimeFormat(locale === "en" ? "en-GB" : locale, {
      timeZone,
      day: "numeric",
      month: "short",
      year: "numeric",
      hour: "2-digit",
      minute: "2-digit",
      hourCycle: "h23",
    });
    return (at) => format.format(at);
  }, [locale, timeZone]);
}
