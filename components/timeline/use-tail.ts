import { useCallback, useEffect, useRef, useState } from "react";
import { useLiveContext } from "../../lib/client/state/live-context";
import { useHeard } from "../../lib/client/state/use-live";
import type { ChargerDetail, ChargerView } from "../../lib/contract/view";
import type { DeviceId } from "../../lib/domain/ids";
import { heard, pointOf, type TailPoint, unheard } from "./model/tail";

/** As long as an answer is waited for, and a live view is not asked for anew, twice over, ms. */
const keptMs = 15 * 60_000;

/** When what a charger is told to be became so: the newest instant of it that is not of a value's own. */
const newestOf = (charger: ChargerView) =>
  Math.max(
    charger.powerW?.at ?? 0,
    charger.presence.since ?? 0,
    charger.state.since ?? 0,
    charger.allocatedA?.at ?? 0,
    ...charger.lines.map(({ reading }) => reading?.at ?? 0),
  );

/**
 * What the stream tells while the page is open: `read` gives it as it is now. `cuts` counts how often the page was cut off, since what was
 * told meanwhile has to be asked for.
 */
export function useTail(deviceId: DeviceId, lost: boolean): { read(): readonly TailPoint[]; cuts: number } {
  const { clock } = useLiveContext();
  const points = useRef<TailPoint[]>([]);
  const [cuts, setCuts] = useState(0);
  const hear = useCallback(
    (charger: ChargerView, detail: ChargerDetail | null) => {
      const now = clock.now();
      const last = points.current.at(-1)?.at ?? Number.NEGATIVE_INFINITY;
      // What is not newer than what was heard before became so between the two.
      const newest = newestOf(charger);
      const at = newest > last ? Math.min(newest, now) : now;
      points.current = heard(
        points.current.filter((point) => point.at > now - keptMs),
        pointOf(charger, detail, at),
      );
    },
    [clock],
  );
  useHeard(deviceId, hear);

  const wasLost = useRef(lost);
  useEffect(() => {
    if (wasLost.current === lost) return;
    wasLost.current = lost;
    if (lost) points.current = heard(points.current, unheard(clock.now()));
    else setCuts((n) => n + 1);
  }, [clock, lost]);
  const read = useCallback(() => points.current, []);
  return { read, cuts };
}
