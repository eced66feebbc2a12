import { useCallback } from "react";
import { useNow } from "../../lib/client/state/use-now";
import { useTimeZone } from "./time-zone";
import { useUnits } from "./use-units";

/** Days begin at full quarters of an hour of UTC in every zone. */
const stepMs = 900_000;

/** When something ends, in the page's time zone: the time of day, with the day unless that is today. */
export function useEndTime(): (at: number) => string {
  const units = useUnits();
  const timeZone = useTimeZone();
  const now = useNow(stepMs);
  return useCallback((at) => units.endTime(at, now, timeZone), [units, now, timeZone]);
}
