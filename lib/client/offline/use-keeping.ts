import { useEffect } from "react";
import { useLiveContext } from "../state/live-context";
import { keepLastValues } from "./keeper";
import { offlineReady } from "./offline-ready";

/** Keeps what the pages of a person show for when there is no connection, where a browser can show it then. */
export function useKeeping(personId: string): void {
  const live = useLiveContext();
  useEffect(() => {
    let end: (() => void) | null = () => {};
    void offlineReady().then((ready) => {
      if (ready && end !== null) end = keepLastValues(live, personId);
    });
    return () => {
      end?.();
      end = null;
    };
  }, [live, personId]);
}
