import { useCallback } from "react";
import { useNow } from "../../lib/client/state/use-now";
import { useTimeZone } from "./time-zone";
import { useUnits } from "./use-units";

/** A time of day in the page's time zone, with the day where it is not today's. */
export function useTime(seconds = false): (at: number) => string {
  const units = useUnits();
  const timeZone = useTimeZone();
  const now = useNow(3_600_000);
  return useCallback((at) => units.time(at, now, timeZone, seconds), [units, now, timeZone, seconds]);
}
