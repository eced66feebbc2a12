import { useTranslations } from "next-intl";
import { useCallback } from "react";
import type { Triple } from "../../lib/domain/topology";
import { inWords } from "../live/units";
import { useUnits } from "../live/use-units";
import { alike } from "./dialogs/amps";

/** "63 A" where the lines are alike, else "63 / 40 / 40 A"; a line that is not known is a dash. */
export function useTripleWords(): (amps: Triple<number | null>) => string {
  const units = useUnits();
  const t = useTranslations("value");
  return useCallback(
    (amps) => {
      const [first, second, third] = amps;
      if (first !== null && second !== null && third !== null && alike([first, second, third]))
        return inWords(units.limitA(first));
      const shown = amps.map((each) => (each === null ? t("none") : units.limitA(each).number));
      return `${shown.join(" / ")}\u00a0${units.limitA(0).unit}`;
    },
    [units, t],
  );
}
