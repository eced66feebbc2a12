import { useTranslations } from "next-intl";
import type { AvailableView } from "../../lib/domain/view";
import { useTime } from "../live/use-time";

/** Where the available current comes from, in words, with its end where it has one. */
export function useSourceWords(): (from: Pick<AvailableView, "source" | "until">) => string {
  const t = useTranslations("available");
  const time = useTime();
  return ({ source, until }) => {
    if (source === "override" || source === "schedule")
      return until === null ? t(`${source}Open`) : t(source, { time: time(until) });
    return t(source);
  };
}
