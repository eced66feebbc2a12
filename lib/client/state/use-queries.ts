import { notifyManager, QueryClient } from "@tanstack/react-query";
import { type Live, useLiveContext } from "./live-context";

// The default, a timer of 0 ms, costs up to 4 ms between an answer and its paint.
notifyManager.setScheduler(queueMicrotask);

/** By live state, which is one for each person. */
const clients = new WeakMap<Live, QueryClient>();

/**
 * What the tab has asked the server for, for `useQuery`'s second argument. No provider holds it, so that only the parts of a page that ask
 * bring the library along, and they come later.
 */
export function useQueries(): QueryClient {
  const live = useLiveContext();
  const known = clients.get(live);
  if (known !== undefined) return known;
  const made = new QueryClient();
  made.mount();
  clients.set(live, made);
  return made;
}
