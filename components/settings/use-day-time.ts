import { useTranslations } from "next-intl";
import { useNow } from "../../lib/client/state/use-now";
import { wallClock } from "../../lib/domain/time/wall-clock";
import { useTimeZone } from "../live/time-zone";
import { useEndTime } from "../live/use-end-time";
import { weekdays } from "./dialogs/windows";
import { useDayNames } from "./use-day-names";

const dayMs = 86_400_000;

/** "18:00", or with its day where that is not today: "Mon, 23 Nov, 06:00". */
export function useDayTime(): (at: number) => string {
  const t = useTranslations("settings");
  const timeZone = useTimeZone();
  const endTime = useEndTime();
  const { short } = useDayNames();
  const now = useNow(900_000);
  return (at) => {
    const wall = wallClock(timeZone, at);
    if (Math.floor(wall / dayMs) === Math.floor(wallClock(timeZone, now) / dayMs)) return endTime(at);
    const day = weekdays[(new Date(wall).getUTCDay() + 6) % 7];
    return day === undefined ? endTime(at) : t("dayTime", { day: short(day), time: endTime(at) });
  };
}
