import { createContext, useContext } from "react";
import type { LiveState } from "../../contract/frame";
import type { LiveCache } from "./live-cache";
import type { LiveTab } from "./live-tab";
import type { ServerClock } from "./server-clock";

export interface Live {
  tab: LiveTab;
  cache: LiveCache;
  clock: ServerClock;
  /** Calls back once a second while somebody listens. */
  onTick(listener: () => void): () => void;
  /** The server's clock when the page was made: what the first paint is reckoned with. */
  startAt: number;
}

export const LiveContext = createContext<Live | null>(null);

/**
 * What the server drew the page from; null above the page. The browser takes the server's page over with just that, however
 * much the stream has said by then.
 */
export const SeedContext = createContext<LiveState | null>(null);

/** @throws outside of `LiveProvider`. */
export function useLiveContext(): Live {
  const live = useContext(LiveContext);
  if (live === null) throw new Error("LiveProvider is missing above this component");
  return live;
}
