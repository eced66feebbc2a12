import { usePathname, useSearchParams } from "next/navigation";
import { useCallback, useEffect, useMemo, useRef, useState, useSyncExternalStore } from "react";
import { useLiveContext } from "../../lib/client/state/live-context";
import { type MoreRow, readTimeline, viewOf, writeTimeline } from "../../lib/domain/timeline/address";
import { lengthOf, liveStepMs, liveView, type View } from "../../lib/domain/timeline/view";
import { createViewStore, type ViewStore } from "./view-store";

interface Held {
  store: ViewStore;
  /** What is looked at, once nobody has moved it for a moment. */
  view: View;
  rows: readonly MoreRow[];
  setRows(rows: readonly MoreRow[]): void;
  now(): number;
}

/**
 * What is looked at, kept in the address (`from`, `to`, `rows`) so that it can be sent to somebody. While it is live it moves on by the
 * server's clock, as far as it can be seen on the screen, and only while `isSeen` says that somebody looks.
 */
export function useView(widthPx: number, isSeen: () => boolean): Held {
  const { clock, onTick } = useLiveContext();
  const params = useSearchParams();
  const path = usePathname();
  const query = params.toString();
  const choice = useMemo(() => readTimeline(new URLSearchParams(query)), [query]);
  const [store] = useState(() => createViewStore(viewOf(choice, clock.now())));
  const view = useSyncExternalStore(store.onSettled, store.settled);
  /** What this timeline has written itself: what else comes into the address was asked for by a link, or by going back. */
  const written = useRef(query);

  useEffect(() => () => store.end(), [store]);

  useEffect(() => {
    if (written.current === query) return;
    written.current = query;
    store.set(viewOf(choice, clock.now()), true);
  }, [choice, clock, query, store]);

  const write = useCallback(
    (next: { range: View | null; rows: readonly MoreRow[] }) => {
      const beside = new URLSearchParams(window.location.search);
      const text = writeTimeline(next, beside);
      const whole = new URLSearchParams(text).toString();
      if (whole === beside.toString()) return;
      written.current = whole;
      window.history.replaceState(null, "", text === "" ? path : `${path}?${text}`);
    },
    [path],
  );

  const { rows } = choice;
  useEffect(
    () =>
      store.onSettled(() => {
        const settled = store.settled();
        write({ range: settled.live ? null : settled, rows });
      }),
    [rows, store, write],
  );
  const setRows = useCallback(
    (next: readonly MoreRow[]) => {
      const settled = store.settled();
      write({ range: settled.live ? null : settled, rows: next });
    },
    [store, write],
  );

  useEffect(
    () =>
      onTick(() => {
        const shown = store.read();
        const now = clock.now();
        if (!shown.live || now - shown.to < liveStepMs(shown, widthPx) || !isSeen()) return;
        store.set(liveView(now, lengthOf(shown)), true);
      }),
    [clock, isSeen, onTick, store, widthPx],
  );

  return { store, view, rows, setRows, now: clock.now };
}
