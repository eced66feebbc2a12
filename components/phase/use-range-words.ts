import { useTranslations } from "next-intl";
import { useCallback } from "react";
import { inWords } from "../live/units";
import { useUnits } from "../live/use-units";

/** "12.0 to 15.2 A": a current that is not determined, in A, as it is read out. */
export function useRangeWords(): (least: number, most: number) => string {
  const t = useTranslations("value");
  const units = useUnits();
  return useCallback(
    (least, most) => {
      const end = inWords(units.currentA(most)).replace("\u00a0", " ");
      const start = units.currentA(least).number;
      return start === units.currentA(most).number ? end : t("range", { least: start, most: end });
    },
    [t, units],
  );
}
