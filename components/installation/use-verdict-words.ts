import { useTranslations } from "next-intl";
import { useCallback } from "react";
import type { VerdictPart } from "../../lib/domain/verdict";
import { useLimitWords } from "../charger/use-limit-words";

/** A part of an installation's verdict in words, without numbers that change all the time: it is read out when it changes. */
export function useVerdictWords(): (part: VerdictPart) => string {
  const t = useTranslations("verdict");
  const limitWords = useLimitWords();
  return useCallback(
    (part) => {
      switch (part.kind) {
        case "over":
        case "at": {
          const words = { n: part.lines.length, lines: part.lines.join(", ") };
          return part.place === null
            ? t(part.kind, words)
            : t(`${part.kind}Circuit`, { ...words, name: part.place.name });
        }
        case "imbalance":
          return t(part.reached === "over" ? "imbalanceOver" : "imbalanceAt");
        case "meterLost":
        case "unheard":
          return t(part.kind);
        case "waits": {
          const words = { n: part.chargers, name: part.first.name };
          return part.limit === null ? t("waits", words) : t("waitsFor", { ...words, why: limitWords(part.limit) });
        }
        default:
          return t(part.kind, { n: part.chargers, name: part.first.name });
      }
    },
    [t, limitWords],
  );
}
