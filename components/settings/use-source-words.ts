import { useTranslations } from "next-intl";
import type { AvailableView } from "../../lib/contract/view";
import { useEndTime } from "../live/use-end-time";

/** Where the available current comes from, in words, with its end where it has one. */
export function useSourceWords(): (from: Pick<AvailableView, "source" | "until">) => string {
  const t = useTranslations("available");
  const endTime = useEndTime();
  return ({ source, until }) => {
    if (source === "override" || source === "schedule")
      return until === null ? t(`${source}Open`) : t(source, { time: endTime(until) });
    return t(source);
  };
}
