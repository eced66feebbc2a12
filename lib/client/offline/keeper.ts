import type { LiveState } from "../../contract/frame";
import { requestId } from "../hub/request-id";
import type { Live } from "../state/live-context";
import { keptOf } from "./kept";
import { beginKeeping, keep } from "./kept-store";

/** For a page that is ended without a word; with many chargers it costs a phone some of its frames. */
const everyMs = 120_000;
const firstMs = 2_000;

/**
 * Keeps what a person's page shows for when there is no connection: soon after the page came, now and then, when it is put away,
 * and when its connection is lost. @returns how to end it
 */
export function keepLastValues({ cache, tab }: Pick<Live, "cache" | "tab">, personId: string): () => void {
  let key: string | null = null;
  let written: LiveState | null = null;
  let ended = false;

  async function write(): Promise<void> {
    const state = cache.read();
    if (key === null || state === null || state === written) return;
    written = state;
    if (!(await keep(key, keptOf(state), Date.now()))) key = null;
  }

  const putAway = () => {
    if (document.visibilityState === "hidden") void write();
  };
  const leave = () => void write();
  const unlisten = tab.subscribe(() => {
    if (tab.status().word === "lost") void write();
  });
  document.addEventListener("visibilitychange", putAway);
  window.addEventListener("pagehide", leave);
  const first = setTimeout(leave, firstMs);
  const timer = setInterval(leave, everyMs);
  void beginKeeping(personId, requestId(), Date.now()).then((begun) => {
    if (!ended) key = begun;
  });
  return () => {
    ended = true;
    key = null;
    unlisten();
    clearTimeout(first);
    clearInterval(timer);
    document.removeEventListener("visibilitychange", putAway);
    window.removeEventListener("pagehide", leave);
  };
}
