import uPlot from "uplot";
import type { Range } from "../../../lib/domain/timeline/view";
import type { TrackId } from "../model/rows";
import type { Stretch } from "../model/stretches";
import type { Tracks } from "../model/tracks";
import { type Colours, hatch } from "./colours";
import { axisPx, endPx } from "./geometry";
import { stepPaths } from "./step-path";

export interface LineLook {
  id: TrackId;
  /** A colour of the theme. */
  colour: string;
  dash?: number[];
  width: number;
  /** From its least to its most. */
  band: boolean;
}

export interface Scale {
  from: number;
  to: number;
  marks: number[];
}

export interface RowPlot {
  show(tracks: Tracks, scale: Scale, gaps: readonly Stretch[], sample: readonly Stretch[]): void;
  look(range: Range, ticks: readonly number[]): void;
  resize(widthPx: number): void;
  /** The theme is another. */
  repaint(): void;
  end(): void;
}

interface Options {
  heightPx: number;
  widthPx: number;
  lines: readonly LineLook[];
  colour: Colours;
  /** A number on the axis. */
  text(value: number): string;
}

const font = '12px "Inter Variable", ui-sans-serif, system-ui, sans-serif';

/** A row of the timeline as a picture. All that moves it is ours: of the library it has lines and axes. */
export function createRowPlot(place: HTMLElement, { heightPx, widthPx, lines, colour, text }: Options): RowPlot {
  let tracks: Tracks = { instants: [], of: {} };
  let scale: Scale = { from: 0, to: 1, marks: [] };
  let [gaps, sample, ticks]: [readonly Stretch[], readonly Stretch[], readonly number[]] = [[], [], []];
  let pattern: { key: string; fill: CanvasPattern | string } | null = null;

  const series = lines.map(
    ({ id, colour: name, dash, width, band }): uPlot.Series => ({
      scale: "y",
      auto: false,
      stroke: () => colour(name),
      fill: () => colour(name, 22),
      width,
      ...(dash === undefined ? {} : { dash }),
      paths: stepPaths(() => tracks.of[id], band),
      points: { show: false },
    }),
  );

  /** Under the lines: what is not known, and what never happened. */
  function ground(plot: uPlot): void {
    const { ctx, bbox } = plot;
    const { min: from = 0, max: to = 1 } = plot.scales.x ?? {};
    const ratio = uPlot.pxRatio;
    const line = colour("line-strong", 45);
    if (pattern?.key !== `${line} ${ratio}`) pattern = { key: `${line} ${ratio}`, fill: hatch(ctx, line, ratio) };
    ctx.save();
    for (const [stretches, fill] of [
      [sample, colour("waiting-soft", 45)],
      [gaps, pattern.fill],
    ] as const) {
      ctx.fillStyle = fill;
      for (const [a, b] of stretches) {
        if (b <= from || a >= to) continue;
        const left = bbox.left + ((Math.max(a, from) - from) / (to - from)) * bbox.width;
        const right = bbox.left + ((Math.min(b, to) - from) / (to - from)) * bbox.width;
        ctx.fillRect(left, bbox.top, Math.max(right - left, ratio), bbox.height);
      }
    }
    ctx.restore();
  }

  const axis = { stroke: () => colour("ink-3"), font, ticks: { show: false } };
  const grid = { stroke: () => colour("line"), width: 1 };
  const plot = new uPlot(
    {
      width: widthPx,
      height: heightPx,
      padding: [8, endPx, 0, 0],
      legend: { show: false },
      cursor: { show: false },
      select: { show: false, left: 0, top: 0, width: 0, height: 0 },
      scales: { x: { time: false, auto: false }, y: { auto: false } },
      axes: [
        {
          ...axis,
          scale: "x",
          size: 6,
          gap: 0,
          grid,
          splits: () => [...ticks],
          values: (_, splits) => splits.map(() => null),
        },
        {
          ...axis,
          scale: "y",
          size: axisPx,
          gap: 6,
          grid,
          splits: () => scale.marks,
          values: (_, splits) => splits.map(text),
        },
      ],
      series: [{}, ...series],
      hooks: { drawClear: [ground] },
    },
    [[0, 1], ...lines.map(() => [null, null])] as uPlot.AlignedData,
    place,
  );

  return {
    show(next, nextScale, nextGaps, nextSample) {
      [tracks, scale, gaps, sample] = [next, nextScale, nextGaps, nextSample];
      const none = next.instants.map(() => null);
      const columns = lines.map(({ id }) => next.of[id]?.mean ?? none);
      plot.batch(() => {
        plot.setData([next.instants, ...columns] as uPlot.AlignedData, false);
        plot.setScale("y", { min: scale.from, max: scale.to });
      });
    },
    look({ from, to }, nextTicks) {
      ticks = nextTicks;
      plot.setScale("x", { min: from, max: to });
    },
    resize: (width) => plot.setSize({ width, height: heightPx }),
    repaint: () => plot.redraw(false, true),
    end: () => plot.destroy(),
  };
}
