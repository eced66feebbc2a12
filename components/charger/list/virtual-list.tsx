"use client";

import { useWindowVirtualizer } from "@tanstack/react-virtual";
import { startTransition, useCallback, useLayoutEffect, useRef, useState } from "react";
import { useTakingOver } from "../../../lib/client/state/use-taking-over";
import { ChargerItem } from "./charger-item";
import { firstPx, firstRows } from "./first-rows";

const rowPx = 60;
const overscan = 6;
const firstOverscan = 2;
const estimateSize = () => rowPx;
const notYet = () => {};
/** Before the height of the window is known. */
const firstRect = { width: 0, height: firstPx };

interface Props {
  /** In order: another array only when the order is another. */
  ids: readonly string[];
  lost: boolean;
  label: string;
}

/** A list of any length, of which only what is on the screen is drawn. */
export function VirtualList({ ids, lost, label }: Props) {
  const list = useRef<HTMLUListElement>(null);
  // Null: it has not been looked at where the list stands. Rows that are measured before that count as scrolled past, and their
  // true heights would move the page under the finger.
  const [top, setTop] = useState<number | null>(null);
  const getItemKey = useCallback((index: number) => ids[index] ?? index, [ids]);
  const rows = useWindowVirtualizer({
    count: ids.length,
    estimateSize,
    getItemKey,
    overscan,
    scrollMargin: top ?? 0,
    initialRect: firstRect,
  });

  // A page that is loaded again stands where it was scrolled to, which the server did not know.
  const [fromServer] = useState(useTakingOver());
  const drawn = fromServer && top === null ? firstRows(ids, rowPx, firstOverscan) : rows.getVirtualItems();

  // What stands above the list changes its height: filters wrap, an alert appears.
  useLayoutEffect(() => {
    let last: number | null = null;
    const measure = () => {
      if (list.current === null) return;
      const px = Math.round(list.current.getBoundingClientRect().top + window.scrollY);
      if (px === last) return;
      // The server's rows stand already: those of this window are drawn in slices, so that a phone answers meanwhile.
      if (fromServer && last === null) startTransition(() => setTop(px));
      else setTop(px);
      last = px;
    };
    measure();
    const watch = new ResizeObserver(measure);
    watch.observe(document.body);
    return () => watch.disconnect();
  }, [fromServer]);

  return (
    <ul ref={list} aria-label={label} className="relative" style={{ height: rows.getTotalSize() }}>
      {drawn.map((row) => {
        const deviceId = ids[row.index];
        if (deviceId === undefined) return null;
        return (
          <ChargerItem
            key={row.key}
            deviceId={deviceId}
            lost={lost}
            index={row.index}
            size={ids.length}
            topPx={row.start - (top ?? 0)}
            measure={top === null ? notYet : rows.measureElement}
          />
        );
      })}
    </ul>
  );
}
