"use client";

import { useWindowVirtualizer } from "@tanstack/react-virtual";
import { useTranslations } from "next-intl";
import { useLayoutEffect, useRef, useState } from "react";
import type { ChargerView } from "../../lib/domain/view";
import { ChargerRow } from "./charger-row";
import { useStateWords } from "./use-state-words";

const rowPx = 62;
/** What the server draws before the height of the window is known. */
const firstRect = { width: 0, height: 1_000 };

interface Props {
  chargers: readonly ChargerView[];
  lost: boolean;
  label: string;
}

/** A list of any length, of which only what is on the screen is drawn. */
export function VirtualList({ chargers, lost, label }: Props) {
  const t = useTranslations();
  const words = useStateWords();
  const list = useRef<HTMLUListElement>(null);
  const [top, setTop] = useState(0);
  const rows = useWindowVirtualizer({
    count: chargers.length,
    estimateSize: () => rowPx,
    getItemKey: (index) => chargers[index]?.deviceId ?? index,
    overscan: 6,
    scrollMargin: top,
    initialRect: firstRect,
  });

  // What stands above the list changes its height: filters wrap, an alert appears.
  useLayoutEffect(() => {
    const measure = () => {
      if (list.current) setTop(Math.round(list.current.getBoundingClientRect().top + window.scrollY));
    };
    measure();
    const watch = new ResizeObserver(measure);
    watch.observe(document.body);
    return () => watch.disconnect();
  }, []);

  return (
    <ul ref={list} aria-label={label} className="relative" style={{ height: rows.getTotalSize() }}>
      {rows.getVirtualItems().map((row) => {
        const charger = chargers[row.index];
        if (!charger) return null;
        const { name, deviceId, presence } = charger;
        const said = `${words(charger.state, presence.word, lost).word}, ${t(`presence.${presence.word}`)}`;
        return (
          <li
            key={row.key}
            ref={rows.measureElement}
            data-index={row.index}
            aria-label={`${t("list.rowName", { name, serial: deviceId })}, ${said}`}
            aria-setsize={chargers.length}
            aria-posinset={row.index + 1}
            className="absolute inset-x-0 top-0 border-line border-b last:border-b-0"
            style={{ transform: `translateY(${row.start - rows.options.scrollMargin}px)` }}
          >
            <ChargerRow charger={charger} lost={lost} />
          </li>
        );
      })}
    </ul>
  );
}
