import { useTranslations } from "next-intl";
import { useCallback } from "react";
import type { Triple } from "../../lib/domain/topology";
import { inWords } from "../live/units";
import { useUnits } from "../live/use-units";
import { useLines } from "../phase/lines";

/** "63 A" where the installation's lines are alike, else "63 / 40 / 40 A"; a line that is not known is a dash. */
export function useTripleWords(): (amps: Triple<number | null>) => string {
  const units = useUnits();
  const t = useTranslations("value");
  const lines = useLines();
  return useCallback(
    (amps) => {
      const [first, ...others] = lines.map((line) => amps[line]);
      if (first != null && others.every((each) => each === first)) return inWords(units.limitA(first));
      const shown = [first ?? null, ...others].map((each) => (each === null ? t("none") : units.limitA(each).number));
      return `${shown.join(" / ")}\u00a0${units.limitA(0).unit}`;
    },
    [units, t, lines],
  );
}
