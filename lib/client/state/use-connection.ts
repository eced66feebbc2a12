import { useSyncExternalStore } from "react";
import type { StreamStatus } from "../hub/hub-protocol";
import { useLiveContext } from "./live-context";

const atFirst: StreamStatus = { word: "connecting", since: 0 };

/** How the page's own stream is; `since` by the browser's clock. */
export function useConnection(): StreamStatus {
  const { tab } = useLiveContext();
  return useSyncExternalStore(tab.subscribe, tab.status, () => atFirst);
}

/** The page's stream is gone: whatever is shown is old. */
export const useLost = (): boolean => useConnection().word === "lost";
