import { useCallback, useSyncExternalStore } from "react";
import { useLiveContext } from "./live-context";

/** The server's clock, in steps of `stepMs` (at least a second): draws the component again only when a step is over. */
export function useNow(stepMs = 1_000): number {
  const { clock, onTick, startAt } = useLiveContext();
  const step = useCallback((at: number) => Math.floor(at / stepMs) * stepMs, [stepMs]);
  return useSyncExternalStore(
    onTick,
    () => step(clock.now()),
    () => step(startAt),
  );
}
