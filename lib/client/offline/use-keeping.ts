import { useEffect } from "react";
import { idle } from "../idle";
import { useLiveContext } from "../state/live-context";
import { offlineReady } from "./offline-ready";

/** Keeps what the pages of a person show for when there is no connection, where a browser can show it then. */
export function useKeeping(personId: string): void {
  const live = useLiveContext();
  useEffect(() => {
    let end: (() => void) | null = () => {};
    // Without its code nothing is kept, and the next page tries anew.
    void Promise.all([offlineReady(), idle().then(() => import("./keeper"))]).then(
      ([ready, { keepLastValues }]) => {
        if (ready && end !== null) end = keepLastValues(live, personId);
      },
      () => undefined,
    );
    return () => {
      end?.();
      end = null;
    };
  }, [live, personId]);
}
