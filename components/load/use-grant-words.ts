import { useTranslations } from "next-intl";
import type { GrantView } from "../../lib/domain/view";
import { useLimitWords } from "../charger/use-limit-words";
import { useQueueWords } from "./use-queue-words";

/** Why a charger gets what it gets: which limit binds, whose turn it is. */
export function useGrantWords(): (grant: GrantView | null) => string {
  const t = useTranslations("load");
  const limitWords = useLimitWords();
  const queueWords = useQueueWords();
  return (grant) => {
    if (grant === null) return t("noGrant");
    const { currentA, limit, queue } = grant;
    if (currentA > 0) {
      if (limit === null) return t("enough");
      return limit.of === "charger" ? t("allItMay") : t("noMore", { why: limitWords(limit) });
    }
    const parts = [limit && limitWords(limit), queue && queueWords(queue)].filter((part) => part !== null);
    return parts.length > 0 ? t("because", { why: parts.join("; ") }) : t("waits");
  };
}
