import { useTranslations } from "next-intl";
import type { GrantView } from "../../lib/domain/charger/grant";
import { loadedA } from "../../lib/domain/electrical/car-phases";
import { useLimitWords } from "../charger/use-limit-words";
import { inWords } from "../live/units";
import { useUnits } from "../live/use-units";
import { useQueueWords } from "./use-queue-words";

const reservedWords = {
  unheard: "keptUnheard",
  untold: "keptUntold",
  ending: "keptEnding",
  standAlone: "keptStandAlone",
} as const;

/**
 * Why a charger gets what it gets: which limit binds, whose turn it is. `reservedA`: reserved for others where that limit binds.
 * `flowsA`: what is measured now on the line with most; null: not known.
 */
export function useGrantWords(): (grant: GrantView | null, reservedA: number, flowsA: number | null) => string {
  const t = useTranslations("load");
  const limitWords = useLimitWords();
  const queueWords = useQueueWords();
  const units = useUnits();
  const amps = (currentA: number) => inWords(units.limitA(currentA));
  return (grant, reservedA, flowsA) => {
    if (grant === null)
      return flowsA !== null && flowsA >= loadedA
        ? t("stillFlows", { current: inWords(units.currentA(flowsA)) })
        : t("noGrant");
    const { currentA, limit, queue, reserved } = grant;
    if (reserved)
      return t(reservedWords[reserved.why], { current: amps(reserved.currentA), lines: reserved.lines.join(", ") });
    const withReserved = (why: string) => (reservedA > 0 ? t("keptForOthers", { why, current: amps(reservedA) }) : why);
    if (currentA > 0) {
      if (limit === null) return t("enough");
      return limit.of === "charger" ? t("allItMay") : t("noMore", { why: withReserved(limitWords(limit)) });
    }
    const full = limit && withReserved(limitWords(limit));
    const parts = [full, queue && queueWords(queue)].filter((part) => part !== null);
    return parts.length > 0 ? t("because", { why: parts.join("; ") }) : t("waits");
  };
}
