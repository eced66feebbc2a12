import { useMemo } from "react";
import { useLiveContext } from "../../lib/client/state/live-context";
import { useLive } from "../../lib/client/state/use-live";
import { useNow } from "../../lib/client/state/use-now";
import type { LiveState } from "../../lib/contract/frame";

const stepMs = 5_000;

/** The live state as it was at the last full five seconds, and that instant: for estimates that need not move with every message. */
export function useSnapshot(): { state: LiveState | null; now: number } {
  const { cache } = useLiveContext();
  const now = useNow(stepMs);
  // Chargers that come or go, as on a page that has only begun to know them, are not waited for.
  const count = useLive(({ chargers }) => chargers.size);
  return useMemo(() => ({ state: count === null ? null : cache.read(), now }), [cache, now, count]);
}
