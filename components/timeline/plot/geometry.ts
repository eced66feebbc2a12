import type { Range } from "../../../lib/domain/timeline/view";

/** Left of what is drawn stands what it is measured by, and right of it a little room, px. */
export const axisPx = 46;
export const endPx = 6;

/** How wide what is drawn is in a part of the page that is so wide. */
export const plotWidth = (widthPx: number): number => Math.max(1, widthPx - axisPx - endPx);

/** Where an instant is drawn, px from the left. */
export const pxAt = ({ from, to }: Range, at: number, widthPx: number): number =>
  axisPx + ((at - from) / (to - from)) * plotWidth(widthPx);

/** How far along what is drawn a point is: 0 at its begin, 1 at its end, and no more. */
export const shareAt = (px: number, widthPx: number): number =>
  Math.min(1, Math.max(0, (px - axisPx) / plotWidth(widthPx)));

/** The instant that is drawn there, within what is seen. */
export const instantAtPx = (range: Range, px: number, widthPx: number): number =>
  range.from + shareAt(px, widthPx) * (range.to - range.from);
