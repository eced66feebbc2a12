import { useTranslations } from "next-intl";
import type { GrantView } from "../../lib/domain/charger/grant";
import { useLimitWords } from "../charger/use-limit-words";
import { inWords } from "../live/units";
import { useUnits } from "../live/use-units";
import { useQueueWords } from "./use-queue-words";

const keptWords = { unheard: "keptUnheard", untold: "keptUntold", standAlone: "keptStandAlone" } as const;

/** Why a charger gets what it gets: which limit binds, whose turn it is. `keptA`: kept free for others where that limit binds. */
export function useGrantWords(): (grant: GrantView | null, keptA: number) => string {
  const t = useTranslations("load");
  const limitWords = useLimitWords();
  const queueWords = useQueueWords();
  const units = useUnits();
  const amps = (currentA: number) => inWords(units.limitA(currentA));
  return (grant, keptA) => {
    if (grant === null) return t("noGrant");
    const { currentA, limit, queue, kept } = grant;
    if (kept) return t(keptWords[kept.why], { current: amps(kept.currentA), lines: kept.lines.join(", ") });
    const withKept = (why: string) => (keptA > 0 ? t("keptForOthers", { why, current: amps(keptA) }) : why);
    if (currentA > 0) {
      if (limit === null) return t("enough");
      return limit.of === "charger" ? t("allItMay") : t("noMore", { why: withKept(limitWords(limit)) });
    }
    const full = limit && withKept(limitWords(limit));
    const parts = [full, queue && queueWords(queue)].filter((part) => part !== null);
    return parts.length > 0 ? t("because", { why: parts.join("; ") }) : t("waits");
  };
}
