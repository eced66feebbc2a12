import { useTranslations } from "next-intl";
import { leastCurrentA } from "../../lib/domain/electrical/least-current";
import { inWords } from "../live/units";
import { useUnits } from "../live/use-units";

const allPhases: readonly number[] = [4, 9];
const one: readonly number[] = [1, 2, 3];
const pairs: readonly number[] = [5, 6, 8];

/** What a charger does when its connection is lost for long, by its offline current (523) and offline phase (522). */
export function useOfflineWords(): (offlineA: number | null, phaseId: number | null) => string {
  const t = useTranslations("chargerSettings");
  const units = useUnits();
  function phases(phaseId: number | null): string {
    if (phaseId !== null && allPhases.includes(phaseId)) return t("onAll");
    if (phaseId !== null && one.includes(phaseId)) return t("onTerminal", { n: phaseId });
    return phaseId !== null && pairs.includes(phaseId) ? t("onPair") : t("onUnknown");
  }
  return (offlineA, phaseId) => {
    if (offlineA === null) return t("offlineUnknown");
    if (offlineA < leastCurrentA) return t("offlineNone");
    return t("offlineDoes", { value: inWords(units.limitA(offlineA)), phases: phases(phaseId) });
  };
}
