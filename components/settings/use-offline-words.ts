import { useTranslations } from "next-intl";
import { leastCurrentA } from "../../lib/domain/electrical/least-current";
import { isAllTerminals, type Terminals } from "../../lib/domain/electrical/terminals";
import { inWords } from "../live/units";
import { useUnits } from "../live/use-units";
import { useSinglePhase } from "../phase/lines";

const one: Partial<Record<Terminals, number>> = { "1-N": 1, "2-N": 2, "3-N": 3 };
const pairs: readonly Terminals[] = ["1-2", "2-3", "1-3"];

/** What a charger does when its connection is lost for long, by its offline current and its terminals for it. */
export function useOfflineWords(): (offlineA: number | null, terminals: Terminals | null) => string {
  const t = useTranslations("chargerSettings");
  const units = useUnits();
  const single = useSinglePhase();
  function phases(terminals: Terminals | null): string {
    if (single) return t("onOnly");
    if (isAllTerminals(terminals)) return t("onAll");
    const n = terminals === null ? undefined : one[terminals];
    if (n !== undefined) return t("onTerminal", { n });
    return terminals !== null && pairs.includes(terminals) ? t("onPair") : t("onUnknown");
  }
  return (offlineA, terminals) => {
    if (offlineA === null) return t("offlineUnknown");
    if (offlineA < leastCurrentA) return t("offlineNone");
    return t("offlineDoes", { value: inWords(units.limitA(offlineA)), phases: phases(terminals) });
  };
}
