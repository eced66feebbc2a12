import { useTranslations } from "next-intl";
import { useCallback } from "react";
import { isWarningName } from "./warning-kinds";

/** What a warning is called and what it means; one that nobody has named is said to be unknown. */
export function useWarningWords(): (name: string) => { title: string; means: string } {
  const t = useTranslations("warnings");
  return useCallback(
    (name) =>
      isWarningName(name)
        ? { title: t(`names.${name}.title`), means: t(`names.${name}.means`) }
        : { title: t("unknown.title"), means: t("unknown.means") },
    [t],
  );
}
