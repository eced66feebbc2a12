import type { Frame, LiveState } from "../../contract/frame";
import { applyFrame } from "../../stream/apply-frame";
import { shareParts } from "./share-parts";

/**
 * A page's first data from the server, put beside what the tab knows already: the newer of the two wins thing by thing. The
 * stream's own snapshot replaces all of it a moment later.
 */
function withSeed(state: LiveState | null, seed: LiveState): LiveState {
  if (state === null) return seed;
  const [older, newer] = seed.at >= state.at ? [state, seed] : [seed, state];
  return {
    rev: state.rev,
    at: newer.at,
    links: newer.links,
    installations: { ...older.installations, ...newer.installations },
    chargers: new Map([...older.chargers, ...newer.chargers]),
    details: { ...older.details, ...newer.details },
    sent: { ...older.sent, ...newer.sent },
    addresses: { ...older.addresses, ...newer.addresses },
    firmware: newer.firmware ?? older.firmware,
    support: newer.support ?? older.support,
  };
}

/**
 * The tab's live state: one write per frame, told to all its listeners at once. Beside the query cache, which holds what was asked
 * for: its observers cost a frame more than the pages that it changes.
 */
export function createLiveCache() {
  let state: LiveState | null = null;
  const listeners = new Set<() => void>();
  const tell = () => {
    for (const listener of listeners) listener();
  };
  return {
    read: () => state,
    subscribe(listener: () => void): () => void {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    apply(frame: Frame): void {
      // A tab that joins hears what changes before its snapshot: beside its first data that is right, alone it is nothing yet.
      if (state === null && frame.kind !== "snapshot") return;
      state = applyFrame(state, shareParts(state, frame));
      tell();
    },
    /** May be called while a page is drawn; others are told a moment later. @returns what the server drew the page from. */
    seed(frame: Frame): LiveState {
      const seed = applyFrame(null, frame);
      state = withSeed(state, seed);
      queueMicrotask(tell);
      return seed;
    },
  };
}
export type LiveCache = ReturnType<typeof createLiveCache>;
