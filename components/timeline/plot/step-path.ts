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
      if (next === begin) {
        begin += 1;
        continue;
      }
      stroke.moveTo(x(begin), y(mean[begin] as number));
      for (let i = begin; i < next; i += 1) {
        const height = y(mean[i] as number);
        stroke.lineTo(x(i), height);
        stroke.lineTo(x(i + 1), height);
      }
      if (fill !== null) around(fill, begin, next, min as number[], max as number[]);
      begin = next;
    }
    return { stroke, fill, clip: clipOf(gaps), flags: 0 };

    function around(path: Path2D, begin: number, next: number, least: number[], most: number[]): void {
      path.moveTo(x(begin), y(most[begin] as number));
      for (let i = begin; i < next; i += 1) {
        path.lineTo(x(i), y(most[i] as number));
        path.lineTo(x(i + 1), y(most[i] as number));
      }
      for (let i = next - 1; i >= begin; i -= 1) {
        path.lineTo(x(i + 1), y(least[i] as number));
        path.lineTo(x(i), y(least[i] as number));
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
