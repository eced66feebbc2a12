import type { Range } from "../../../lib/domain/timeline/view";
import { lastNotAfter } from "../model/stretches";
import { type StripSpan, type StripWord, wordOf } from "../model/strip";
import { type Colours, hatch } from "./colours";
import { plotWidth, pxAt } from "./geometry";

interface Look {
  ground: string;
  ink: string;
  /** Lines on it, so that it is told apart without colour. */
  lines?: "rising" | "falling";
}

const looks: Record<StripWord, Look> = {
  charging: { ground: "charging-soft", ink: "charging" },
  waiting: { ground: "waiting-soft", ink: "waiting", lines: "falling" },
  waitingForCurrent: { ground: "waiting-soft", ink: "waiting", lines: "falling" },
  waitingForAuthorisation: { ground: "waiting-soft", ink: "waiting", lines: "falling" },
  paused: { ground: "paused-soft", ink: "paused" },
  finished: { ground: "finished-soft", ink: "finished" },
  noCar: { ground: "idle-soft", ink: "idle" },
  silent: { ground: "bad-soft", ink: "bad", lines: "rising" },
  offline: { ground: "bad-soft", ink: "bad", lines: "rising" },
  unknown: { ground: "sunken", ink: "ink-3", lines: "rising" },
  unwatched: { ground: "sunken", ink: "ink-3", lines: "rising" },
};

export const stripPx = 26;
export const timesPx = 22;
const font = (px: number) => `${px}px "Inter Variable", ui-sans-serif, system-ui, sans-serif`;

interface PaintedTick {
  at: number;
  text: string;
  /** A day or more begins here. */
  isDay: boolean;
}

interface Painting {
  range: Range;
  spans: readonly StripSpan[];
  ticks: readonly PaintedTick[];
  colour: Colours;
  wordFor(word: StripWord): string;
}

/** The strip of states, and under it the times. Words stand where they fit. */
export function paintStrip(canvas: HTMLCanvasElement, widthPx: number, painting: Painting): void {
  const ratio = devicePixelRatio;
  const [width, height] = [Math.round(widthPx * ratio), Math.round((stripPx + timesPx) * ratio)];
  if (canvas.width !== width || canvas.height !== height) {
    canvas.width = width;
    canvas.height = height;
  }
  const ctx = canvas.getContext("2d");
  if (ctx === null) return;
  ctx.setTransform(ratio, 0, 0, ratio, 0, 0);
  ctx.clearRect(0, 0, widthPx, stripPx + timesPx);
  ctx.save();
  ctx.beginPath();
  ctx.rect(pxAt(painting.range, painting.range.from, widthPx), 0, plotWidth(widthPx), stripPx);
  ctx.clip();
  paintSpans(ctx, widthPx, painting, ratio);
  ctx.restore();
  paintTimes(ctx, widthPx, painting);
}

function paintSpans(
  ctx: CanvasRenderingContext2D,
  widthPx: number,
  { range, spans, colour, wordFor }: Painting,
  ratio: number,
) {
  const patterns = new Map<string, CanvasPattern | string>();
  const begins = spans.map(({ from }) => from);
  ctx.textBaseline = "middle";
  ctx.textAlign = "left";
  ctx.font = font(12);
  for (let i = Math.max(0, lastNotAfter(begins, range.from)); i < spans.length; i += 1) {
    const span = spans[i] as StripSpan;
    if (span.from >= range.to) return;
    const left = pxAt(range, Math.max(span.from, range.from), widthPx);
    const width = Math.max(pxAt(range, Math.min(span.to, range.to), widthPx) - left, 1);
    const word = wordOf(span);
    const { ground, ink, lines } = looks[word];
    ctx.fillStyle = colour(ground);
    ctx.fillRect(left, 0, width, stripPx);
    if (lines !== undefined) {
      const key = `${ink} ${lines}`;
      const known = patterns.get(key) ?? hatch(ctx, colour(ink, 40), 1, lines === "falling");
      patterns.set(key, known);
      ctx.fillStyle = known;
      ctx.fillRect(left, 0, width, stripPx);
    }
    ctx.fillStyle = colour(ink);
    ctx.fillRect(left, stripPx - 3, width, 3);
    const text = wordFor(word);
    const textPx = ctx.measureText(text).width;
    if (textPx + 10 > width) continue;
    if (lines !== undefined) {
      ctx.fillStyle = colour(ground);
      ctx.fillRect(left + 3, 4, textPx + 4, stripPx - 9);
      ctx.fillStyle = colour(ink);
    }
    ctx.fillText(text, left + 5, stripPx / 2 - 0.5 / ratio);
  }
}

function paintTimes(ctx: CanvasRenderingContext2D, widthPx: number, { range, ticks, colour }: Painting): void {
  ctx.textAlign = "center";
  ctx.textBaseline = "middle";
  let free = 0;
  for (const { at, text, isDay } of ticks) {
    const x = pxAt(range, at, widthPx);
    ctx.font = isDay ? `600 ${font(12)}` : font(12);
    const half = ctx.measureText(text).width / 2;
    if (x - half < free || x + half > widthPx) continue;
    free = x + half + 8;
    ctx.fillStyle = colour(isDay ? "ink-2" : "ink-3");
    ctx.fillText(text, x, stripPx + timesPx / 2 + 2);
  }
}
