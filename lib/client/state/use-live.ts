import { useCallback, useContext, useEffect, useSyncExternalStore } from "react";
import type { LiveState } from "../../contract/frame";
import type { ChargerDetail, ChargerView, InstallationView, LinksView, Sent } from "../../contract/view";
import { SeedContext, useLiveContext } from "./live-context";

/**
 * A slice of the live state; the component is drawn again only when the slice itself is another one. `select` must hand out
 * parts of the state as they are (or plain values, or the same object for the same state). Null: nothing is known yet.
 */
export function useLive<T>(select: (state: LiveState) => T): T | null {
  const { cache } = useLiveContext();
  const seed = useContext(SeedContext);
  const slice = (state: LiveState | null) => (state === null ? null : select(state));
  return useSyncExternalStore(
    cache.subscribe,
    () => slice(cache.read()),
    () => slice(seed),
  );
}

export const useCharger = (deviceId: string): ChargerView | null =>
  useLive((state) => state.chargers.get(deviceId) ?? null);
export const useDetail = (deviceId: string): ChargerDetail | null =>
  useLive((state) => state.details[deviceId] ?? null);
export const useSent = (deviceId: string): Sent | null => useLive((state) => state.sent[deviceId] ?? null);
export const useInstallation = (id: string): InstallationView | null =>
  useLive((state) => state.installations[id] ?? null);
export const useLinks = (): LinksView | null => useLive((state) => state.links);

/** A piece of a charger, or a plain value that follows from it: drawn again only when that is another. Null: no such charger. */
export const useOfCharger = <T>(deviceId: string, of: (charger: ChargerView) => T): T | null =>
  useLive((state) => {
    const charger = state.chargers.get(deviceId);
    return charger === undefined ? null : of(charger);
  });

/**
 * For what keeps count of a charger without drawing it: calls `take` at first and whenever another state of it, or of its details, was
 * told; returns how to read both as they are now.
 */
export function useHeard(
  deviceId: string,
  take: (charger: ChargerView, detail: ChargerDetail | null) => void,
): () => readonly [ChargerView, ChargerDetail | null] | null {
  const { cache } = useLiveContext();
  const read = useCallback(() => {
    const state = cache.read();
    const charger = state?.chargers.get(deviceId);
    return charger === undefined ? null : ([charger, state?.details[deviceId] ?? null] as const);
  }, [cache, deviceId]);
  useEffect(() => {
    let last: readonly [ChargerView, ChargerDetail | null] | null = null;
    const hear = () => {
      const next = read();
      if (next?.[0] === last?.[0] && next?.[1] === last?.[1]) return;
      last = next;
      if (next !== null) take(...next);
    };
    hear();
    return cache.subscribe(hear);
  }, [cache, read, take]);
  return read;
}

const installations = (state: LiveState) => state.installations;
export const useInstallations = (): LiveState["installations"] | null => useLive(installations);
export const useFirmwareFleet = () => useLive((state) => state.firmware);
export const useSupport = () => useLive((state) => state.support);
