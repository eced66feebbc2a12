import type { HistoryPoint } from "../../lib/contract/view";

const columns = [1, 2, 3, 4] as const;

/**
 * At most about `most` points: of each span, the ones with the least and the greatest value of every column, so that no peak
 * and no gap is lost.
 */
export function thin(points: readonly HistoryPoint[], most: number): HistoryPoint[] {
  if (points.length <= most) return [...points];
  const spans = Math.max(1, Math.floor(most / (columns.length * 2)));
  const kept = new Set<number>([0, points.length - 1]);
  for (let span = 0; span < spans; span += 1) {
    const from = Math.floor((span * points.length) / spans);
    const to = Math.floor(((span + 1) * points.length) / spans);
    for (const column of columns) {
      let least = from;
      let greatest = from;
      for (let i = from; i < to; i += 1) {
        if (worth(points[i], column) < worth(points[least], column)) least = i;
        if (worth(points[i], column) > worth(points[greatest], column)) greatest = i;
      }
      kept.add(least).add(greatest);
    }
  }
  return points.filter((_, i) => kept.has(i));
}

/** A gap counts as the least, so that it is kept. */
const worth = (point: HistoryPoint | undefined, column: (typeof columns)[number]) => point?.[column] ?? -1;
