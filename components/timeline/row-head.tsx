import { memo } from "react";
import type { RowId, TrackId } from "./model/rows";
import { lookOf } from "./plot/line-looks";
import type { RowWords } from "./use-row-words";

const inks: Record<string, string> = {
  l1: "text-l1",
  l2: "text-l2",
  l3: "text-l3",
  accent: "text-accent",
  "ink-2": "text-ink-2",
  "ink-3": "text-ink-3",
};

/** What a row is, and how each of its lines looks. */
export const RowHead = memo(function RowHead({
  row,
  tracks,
  words,
}: {
  row: RowId;
  tracks: readonly TrackId[];
  words: RowWords;
}) {
  return (
    <p className="mt-2 flex flex-wrap items-center gap-x-3 font-medium text-[0.8125rem] text-ink-2">
      {words.title(row)}
      {tracks.length > 1 &&
        tracks.map((track) => {
          const { colour, dash, width } = lookOf(track);
          return (
            <span key={track} className={`inline-flex items-center gap-1.5 ${inks[colour] ?? ""}`}>
              <svg width="22" height="4" aria-hidden="true" role="presentation">
                <line
                  x1="0"
                  y1="2"
                  x2="22"
                  y2="2"
                  stroke="currentColor"
                  strokeWidth={width + 0.5}
                  strokeDasharray={dash?.join(" ")}
                />
              </svg>
              {words.track(track)}
            </span>
          );
        })}
    </p>
  );
});
