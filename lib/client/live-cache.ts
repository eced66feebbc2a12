import { notifyManager, type QueryClient } from "@tanstack/react-query";
import { applyFrame } from "../stream/apply-frame";
import type { Frame, LiveState } from "../stream/frame";
import { shareParts } from "./share-parts";

/** Where the live state lies in the query cache. */
export const liveKey = ["live"] as const;

/**
 * A page's first data from the server, put beside what the tab knows already: the newer of the two wins thing by thing. The
 * stream's own snapshot replaces all of it a moment later.
 */
export function withSeed(state: LiveState | null, frame: Frame): LiveState {
  const seed = applyFrame(null, frame);
  if (state === null) return seed;
  const [older, newer] = seed.at >= state.at ? [state, seed] : [seed, state];
  return {
    rev: state.rev,
    at: newer.at,
    links: newer.links,
    installations: { ...older.installations, ...newer.installations },
    chargers: { ...older.chargers, ...newer.chargers },
    details: { ...older.details, ...newer.details },
    said: { ...older.said, ...newer.said },
    firmware: newer.firmware ?? older.firmware,
    support: newer.support ?? older.support,
  };
}

/** The tab's live state in the query cache: one write per frame, told to all readers in one batch. */
export function createLiveCache(client: QueryClient) {
  client.setQueryDefaults(liveKey, {
    structuralSharing: false,
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: Number.POSITIVE_INFINITY,
  });
  const read = () => client.getQueryData<LiveState>(liveKey) ?? null;
  const write = (state: LiveState) => notifyManager.batch(() => client.setQueryData(liveKey, state));
  return {
    read,
    apply(frame: Frame): void {
      const state = read();
      write(applyFrame(state, shareParts(state, frame)));
    },
    seed: (frame: Frame) => write(withSeed(read(), frame)),
  };
}
export type LiveCache = ReturnType<typeof createLiveCache>;
