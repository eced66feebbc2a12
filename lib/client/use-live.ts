import { skipToken, useQuery } from "@tanstack/react-query";
import type { ChargerDetail, ChargerView, InstallationView, LinksView, SaidView } from "../domain/view";
import type { LiveState } from "../stream/frame";
import { liveKey } from "./live-cache";

/**
 * A slice of the live state; the component is drawn again only when the slice itself is another one. `select` must hand out
 * parts of the state as they are (or plain values), never build new objects. Null: nothing is known yet.
 */
export function useLive<T>(select: (state: LiveState) => T): T | null {
  const { data } = useQuery({ queryKey: liveKey, queryFn: skipToken, select, structuralSharing: false });
  return data ?? null;
}

export const useCharger = (deviceId: string): ChargerView | null =>
  useLive((state) => state.chargers[deviceId] ?? null);
export const useDetail = (deviceId: string): ChargerDetail | null =>
  useLive((state) => state.details[deviceId] ?? null);
export const useSaid = (deviceId: string): SaidView[] | null => useLive((state) => state.said[deviceId] ?? null);
export const useInstallation = (id: string): InstallationView | null =>
  useLive((state) => state.installations[id] ?? null);
export const useLinks = (): LinksView | null => useLive((state) => state.links);

const chargers = (state: LiveState) => state.chargers;
const installations = (state: LiveState) => state.installations;
export const useChargers = (): LiveState["chargers"] | null => useLive(chargers);
export const useInstallations = (): LiveState["installations"] | null => useLive(installations);
export const useFirmwareFleet = () => useLive((state) => state.firmware);
export const useSupport = () => useLive((state) => state.support);
