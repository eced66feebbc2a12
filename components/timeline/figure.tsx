"use client";

import { useTranslations } from "next-intl";
import { type RefObject, useEffect, useId, useRef } from "react";
import { ticksOf } from "../../lib/domain/timeline/ticks";
import { useLines } from "../phase/lines";
import type { Picture } from "./model/picture";
import { lineOf, type RowId, tracksOf } from "./model/rows";
import { scaleOf } from "./model/scales";
import { clipped } from "./model/stretches";
import { gapsOfAll } from "./model/tracks";
import { type Colours, onTheme, readColours } from "./plot/colours";
import { plotWidth, pxAt } from "./plot/geometry";
import { lookOf } from "./plot/line-looks";
import { createRowPlot, type RowPlot } from "./plot/row-plot";
import { paintStrip, stripPx, timesPx } from "./plot/strip-paint";
import { RowHead } from "./row-head";
import type { Instants } from "./use-instants";
import type { RowWords } from "./use-row-words";
import type { StripWords } from "./use-strip-words";
import type { ViewStore } from "./view-store";

interface Props {
  place: RefObject<HTMLDivElement | null>;
  store: ViewStore;
  rows: readonly RowId[];
  picture: Picture | null;
  widthPx: number;
  pending: boolean;
  label: string;
  words: { row: RowWords; strip: StripWords; instants: Instants };
}

const heightOf = (row: RowId) => (row === "power" || row === "currents" ? 128 : 92);
/** Beside each other, times need so much room, px. */
const tickPx = 64;

/**
 * The rows over one axis of time. It can be moved by mouse, touch and keys, and one cursor goes through all of it. What is drawn stands in
 * the line above and in the table in words.
 */
export function Figure({ place, store, rows, picture, widthPx, pending, label, words }: Props) {
  const t = useTranslations("timeline");
  const lines = useLines();
  const hint = useId();
  const plots = useRef(new Map<RowId, RowPlot>());
  const hosts = useRef(new Map<RowId, HTMLDivElement>());
  const strip = useRef<HTMLCanvasElement>(null);
  const cursor = useRef<HTMLDivElement>(null);
  const colours = useRef<Colours | null>(null);
  const shown = useRef({ picture, widthPx, words });
  shown.current = { picture, widthPx, words };
  const rowKey = rows.join();
  const lineKey = lines.join();

  // biome-ignore lint/correctness/useExhaustiveDependencies: the keys stand for rows and lines; the width is told by resize below.
  useEffect(() => {
    const box = place.current;
    if (box === null) return;
    const read = readColours(box);
    colours.current = read.colour;
    const made = plots.current;
    for (const row of rows) {
      const host = hosts.current.get(row);
      if (host === undefined) continue;
      const looks = tracksOf(row, lines).map(lookOf);
      const text = (value: number) => shown.current.words.row.axis(row, value);
      made.set(
        row,
        createRowPlot(host, {
          heightPx: heightOf(row),
          widthPx: Math.max(shown.current.widthPx, 1),
          lines: looks,
          colour: read.colour,
          text,
        }),
      );
    }
    const ends = [
      store.onFrame(draw),
      onTheme(() => {
        read.forget();
        for (const plot of made.values()) plot.repaint();
        draw();
      }),
    ];
    fill();
    draw();
    return () => {
      for (const end of ends) end();
      for (const plot of made.values()) plot.end();
      made.clear();
      read.end();
    };
  }, [place, store, rowKey, lineKey]);

  // biome-ignore lint/correctness/useExhaustiveDependencies: what is drawn is read from `shown`.
  useEffect(() => {
    fill();
    draw();
  }, [picture, words]);

  // biome-ignore lint/correctness/useExhaustiveDependencies: as above.
  useEffect(() => {
    for (const plot of plots.current.values()) plot.resize(Math.max(widthPx, 1));
    draw();
  }, [widthPx]);

  /** Gives the plots what they draw. */
  function fill(): void {
    const { picture: now } = shown.current;
    if (now === null) return;
    const view = store.read();
    for (const [row, plot] of plots.current) {
      const ids = tracksOf(row, lines);
      const measured = ids.filter((id) => id !== "limit" && id !== "allocated");
      plot.show(now.tracks, scaleOf(row, now.tracks, ids, view), gapsOfAll(now.tracks, measured), now.sample);
    }
  }

  /** Draws a frame. */
  function draw(): void {
    const { picture: now, widthPx: width, words: said } = shown.current;
    const view = store.read();
    const ticks = ticksOf(view, said.instants.timeZone, Math.max(2, Math.floor(plotWidth(width) / tickPx)));
    const ats = ticks.map(({ at }) => at);
    for (const plot of plots.current.values()) plot.look(view, ats);
    if (strip.current !== null && colours.current !== null)
      paintStrip(strip.current, width, {
        range: view,
        spans: now?.strip ?? [],
        ticks: ticks.map((tick) => ({
          at: tick.at,
          text: said.instants.tick(tick),
          isDay: tick.begins === "day" || tick.begins === "month" || tick.begins === "year",
        })),
        colour: colours.current,
        wordFor: said.strip.word,
      });
    const at = store.cursor()?.at;
    const line = cursor.current;
    if (line === null) return;
    line.hidden = at === undefined || at < view.from || at > view.to;
    if (at !== undefined) line.style.transform = `translateX(${pxAt(view, at, width)}px)`;
  }

  const view = store.settled();
  return (
    <>
      <p id={hint} className="sr-only">
        {t("keysHint")}
      </p>
      <div
        ref={place}
        role="application"
        aria-label={label}
        aria-describedby={hint}
        aria-busy={pending}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: it is moved by keys
        tabIndex={0}
        className="relative cursor-crosshair touch-pan-y select-none rounded-lg"
      >
        {rows.map((row) => (
          <div
            key={row}
            data-row={row}
            data-gaps={picture === null ? undefined : clipped(gapsIn(picture, row), view.from, view.to).length}
          >
            <RowHead row={row} tracks={tracksOf(row, lines)} words={words.row} />
            <div
              ref={(element) => {
                if (element === null) hosts.current.delete(row);
                else hosts.current.set(row, element);
              }}
              aria-hidden="true"
              className={`overflow-hidden transition-opacity motion-reduce:transition-none ${pending && picture === null ? "opacity-40" : ""}`}
              style={{ height: heightOf(row) }}
            />
          </div>
        ))}
        <div aria-hidden="true" className="mt-2">
          <canvas ref={strip} className="block w-full" style={{ height: stripPx + timesPx }} />
        </div>
        <div
          ref={cursor}
          hidden
          aria-hidden="true"
          className="pointer-events-none absolute inset-y-0 left-0 w-px bg-ink-2"
        />
      </div>
    </>
  );

  function gapsIn({ tracks }: Picture, row: RowId) {
    return gapsOfAll(
      tracks,
      tracksOf(row, lines).filter((id) => lineOf(id) !== null || (id !== "limit" && id !== "allocated")),
    );
  }
}
