import { useTranslations } from "next-intl";
import { useCallback } from "react";

/** How long ago an instant was, in words that a glance takes in. */
export function useAge(): (at: number, now: number) => string {
  const t = useTranslations("age");
  return useCallback(
    (at, now) => {
      const seconds = Math.max(0, Math.floor((now - at) / 1000));
      if (seconds < 2) return t("now");
      if (seconds < 90) return t("seconds", { n: seconds });
      const minutes = Math.floor(seconds / 60);
      if (minutes < 90) return t("minutes", { n: minutes });
      const hours = Math.floor(minutes / 60);
      if (hours < 36) return t("hours", { n: hours });
      return t("days", { n: Math.floor(hours / 24) });
    },
    [t],
  );
}
