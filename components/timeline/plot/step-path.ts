import uPlot from "uplot";
import type { Stretch } from "../model/stretches";
import type { Track } from "../model/tracks";

/**
 * Draws a track as steps: each column's mean from its instant to the next one, and around it its least to its most. A column that is
 * not known ends the line, and exact gaps cut it where they are, so that nothing is ever drawn across them.
 */
export function stepPaths(read: () => Track | undefined, band: boolean): uPlot.Series.PathBuilder {
  return (plot, _, first, last) => {
    const track = read();
    if (track === undefined) return null;
    const instants = plot.data[0] as number[];
    const { left, top, width, height } = plot.bbox;
    const { min: from = 0, max: to = 1 } = plot.scales.x ?? {};
    const { min: low = 0, max: high = 1 } = plot.scales.y ?? {};
    const [perMs, perUnit] = [width / (to - from), height / (high - low)];
    const x = (index: number) => left + ((instants[index] as number) - from) * perMs;
    const y = (value: number) => top + height - (value - low) * perUnit;
    const { mean, min, max, gaps } = track;
    const [stroke, fill] = [new Path2D(), band ? new Path2D() : null];
    const end = Math.min(last + 1, instants.length - 1);
    for (let begin = Math.max(0, first - 1); begin < end; ) {
      let next = begin;
      while (next < end && mean[next] !== null) next += 1;
      if (next > begin) run(begin, next);
      begin = Math.max(next, begin + 1);
    }
    return { stroke, fill, clip: clipOf(gaps), flags: 0 };

    /** Columns that follow each other and are known. Of those that share a point of the screen it is enough to draw how far they reach. */
    function run(begin: number, next: number): void {
      const edges: { x: number; least: number; most: number }[] = [];
      stroke.moveTo(x(begin), y(mean[begin] as number));
      for (let i = begin; i < next; ) {
        const left = x(i);
        const px = Math.floor(left);
        let [low, high, least, most] = [mean[i] as number, mean[i] as number, min[i] as number, max[i] as number];
        stroke.lineTo(left, y(low));
        i += 1;
        let lastMean = low;
        while (i < next && Math.floor(x(i)) === px) {
          lastMean = mean[i] as number;
          low = Math.min(low, lastMean);
          high = Math.max(high, lastMean);
          least = Math.min(least, min[i] as number);
          most = Math.max(most, max[i] as number);
          i += 1;
        }
        if (low !== high) {
          stroke.lineTo(left, y(low));
          stroke.lineTo(left, y(high));
          stroke.lineTo(left, y(lastMean));
        }
        stroke.lineTo(x(i), y(lastMean));
        edges.push({ x: left, least, most });
      }
      if (fill !== null) around(fill, edges, x(next));
    }

    function around(path: Path2D, edges: readonly { x: number; least: number; most: number }[], right: number): void {
      for (const [i, { x: at, most }] of edges.entries()) {
        if (i === 0) path.moveTo(at, y(most));
        else path.lineTo(at, y(most));
        path.lineTo(edges[i + 1]?.x ?? right, y(most));
      }
      for (let i = edges.length - 1; i >= 0; i -= 1) {
        const { x: at, least } = edges[i] as (typeof edges)[number];
        path.lineTo(edges[i + 1]?.x ?? right, y(least));
        path.lineTo(at, y(least));
      }
      path.closePath();
    }

    function clipOf(all: readonly Stretch[]): Path2D | null {
      const seen = all.filter(([a, b]) => b > from && a < to);
      const px = seen.map(([a, b]): [number, number] => [left + (a - from) * perMs, left + (b - from) * perMs]);
      return uPlot.clipGaps(px, 0, left, top, width, height);
    }
  };
}
