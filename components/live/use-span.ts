import { useTranslations } from "next-intl";
import { useCallback } from "react";

/** A span of time in one unit, roughly: "90 s", "12 min", "3 h", "20 days". */
export function useSpan(): (spanMs: number) => string {
  const t = useTranslations("span");
  return useCallback(
    (spanMs) => {
      const seconds = Math.round(spanMs / 1000);
      if (seconds < 120) return t("seconds", { n: seconds });
      const minutes = Math.round(seconds / 60);
      if (minutes < 120) return t("minutes", { n: minutes });
      const hours = Math.round(minutes / 60);
      return hours < 48 ? t("hours", { n: hours }) : t("days", { n: Math.round(hours / 24) });
    },
    [t],
  );
}
