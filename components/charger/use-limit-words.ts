import { useTranslations } from "next-intl";
import { useCallback } from "react";
import type { BindingLimit } from "../../lib/domain/charger/grant";

/** What is full, or too low, in words: "circuit B is full on L2". */
export function useLimitWords(): (limit: BindingLimit) => string {
  const t = useTranslations("stateReason");
  return useCallback(
    ({ of, name, line }) => {
      if (of === "charger" || of === "tag") return t(of);
      if (of === "imbalance") return line ? t("imbalanceLine", { line }) : t("imbalance");
      return line ? t(`${of}Line`, { name: name ?? "", line }) : t(of, { name: name ?? "" });
    },
    [t],
  );
}
