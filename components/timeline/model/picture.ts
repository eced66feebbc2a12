import type { ListedCommand } from "../../../lib/contract/api";
import type { ChargerHistory } from "../../../lib/contract/history";
import type { View } from "../../../lib/domain/timeline/view";
import { type Mark, marksOf, tailMarks } from "./marks";
import type { Stretch } from "./stretches";
import { type StripSpan, stripOf, stripWithTail } from "./strip";
import { type TailPoint, tailAfter } from "./tail";
import { type Tracks, tracksIn, type Wiring, withTail } from "./tracks";

/** All that a timeline shows. */
export interface Picture {
  tracks: Tracks;
  /** Null: the range is too long for states. */
  strip: StripSpan[] | null;
  marks: Mark[];
  /** What is known reaches over this; empty: nothing is loaded. */
  loaded: Stretch;
  sample: readonly Stretch[];
  unreadable: readonly Stretch[];
  /** The oldest states are left out. */
  cut: boolean;
}

/** What an answer alone makes of it: as long as the answer is the same, so is this. */
export function pictureOf(history: ChargerHistory, wiring: Wiring): Omit<Picture, "marks"> {
  return {
    tracks: tracksIn(history, wiring),
    strip: stripOf(history),
    loaded: [history.from, Math.max(history.from, Math.min(history.until, history.to))],
    sample: history.sample,
    unreadable: history.unreadable,
    cut: history.states?.some(({ more }) => more) ?? false,
  };
}

/** With what the page knows beside it: commands as they stand, and while it is live what the stream has told since. */
export function withLive(
  base: Omit<Picture, "marks">,
  history: ChargerHistory,
  commands: readonly ListedCommand[],
  heard: readonly TailPoint[],
  view: View,
): Picture {
  const marks = marksOf(history, commands);
  if (!view.live) return { ...base, marks: marks.filter(({ at }) => at < history.to) };
  const end = base.loaded[1];
  const tail = tailAfter(heard, end, view.to);
  return {
    ...base,
    tracks: withTail(base.tracks, tail, view.to),
    strip: base.strip === null || view.to <= end ? base.strip : stripWithTail(base.strip, tail, end, view.to),
    marks: [...marks, ...tailMarks(tail)].sort((a, b) => a.at - b.at),
    loaded: [base.loaded[0], Math.max(end, view.to)],
  };
}
