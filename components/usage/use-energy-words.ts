import { useTranslations } from "next-intl";
import { useMemo } from "react";
import type { EnergySum } from "../../lib/contract/usage";
import { inWords } from "../live/units";
import { useUnits } from "../live/use-units";
import { knownWh } from "./known";

/** Energy in words, as sure as it is known. */
export function useEnergyWords() {
  const t = useTranslations("usage");
  const units = useUnits();
  return useMemo(() => {
    const kwh = (wh: number) => inWords(units.energyKwh(wh / 1_000));
    return {
      kwh,
      /** "34.2 kWh", "at least 34.2 kWh" or "unknown". */
      sum: (sum: EnergySum) => {
        const wh = knownWh(sum);
        return wh === null ? t("unknown") : sum.unknownHours > 0 ? t("atLeast", { value: kwh(wh) }) : kwh(wh);
      },
    };
  }, [t, units]);
}
