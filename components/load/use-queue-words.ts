import { useTranslations } from "next-intl";
import { useCallback } from "react";
import type { QueueView } from "../../lib/domain/charger/grant";
import { about } from "./wait";

/** "3rd in the queue of 5, about 20 min". `short`: without a word on a time that nobody knows. */
export function useQueueWords(): (queue: QueueView, short?: boolean) => string {
  const t = useTranslations("load");
  return useCallback(
    ({ place, of, waitMs }, short = false) => {
      const turn = place === 1 ? t("queueNext", { of }) : t("queue", { place, of });
      if (waitMs === null) return short ? turn : `${turn}, ${t("waitUnknown")}`;
      const { kind, n } = about(waitMs);
      return `${turn}, ${kind === "soon" ? t("soon") : t(kind === "minutes" ? "about" : "aboutHours", { n })}`;
    },
    [t],
  );
}
