import { useTranslations } from "next-intl";
import { useCallback } from "react";
import type { LineLoad } from "../../lib/domain/electrical/limit-reached";
import { inWords } from "../live/units";
import { useUnits } from "../live/use-units";

/**
 * A line's current as it is read out, with its limit (A; null: there is none): "34.2 A of 63 A", "at least 12.0 A", "12.0 to 15.2 A
 * of 63 A", "unknown".
 */
export function useLineWords(): (line: LineLoad & { atLeast?: boolean }, limitA: number | null) => string {
  const t = useTranslations("phases");
  const ofValue = useTranslations("value");
  const units = useUnits();
  return useCallback(
    ({ currentA, rangeA, atLeast = false }, limitA) => {
      const plain = (text: string) => text.replaceAll("\u00a0", " ");
      if (currentA === null) return t("unknown");
      const [least, most] = rangeA ?? [currentA, currentA];
      const start = units.currentA(least).number;
      const end = units.currentA(most);
      const value = start === end.number ? inWords(end) : ofValue("range", { least: start, most: inWords(end) });
      if (limitA === null) return plain(atLeast ? t("atLeast", { value }) : value);
      return plain(t(atLeast ? "atLeastOf" : "valueOf", { value, limit: inWords(units.limitA(limitA)) }));
    },
    [t, ofValue, units],
  );
}
