import type { Range } from "../../../lib/domain/timeline/view";
import type { Scale } from "../plot/row-plot";
import type { RowId, TrackId } from "./rows";
import { roundUp } from "./scale";
import type { Tracks } from "./tracks";

/** The least and the most of what is known of some tracks within a range; null: nothing is. */
function extremes({ instants, of }: Tracks, ids: readonly TrackId[], { from, to }: Range): [number, number] | null {
  let [least, most] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (const id of ids) {
    const track = of[id];
    if (track === undefined) continue;
    for (let i = 0; i + 1 < instants.length; i += 1) {
      if ((instants[i + 1] as number) <= from || (instants[i] as number) >= to) continue;
      least = Math.min(least, track.min[i] ?? least);
      most = Math.max(most, track.max[i] ?? most);
    }
  }
  return least > most ? null : [least, most];
}

/** W, A: an axis shows this much at least. */
const leastOf: Partial<Record<RowId, number>> = { power: 1_000, currents: 6 };
const stepOf = { voltages: 10, signal: 10, temperature: 5 } as const;

/** By what a row is measured: from 0 where that says something, else around what is known. */
export function scaleOf(row: RowId, tracks: Tracks, ids: readonly TrackId[], range: Range): Scale {
  const found = extremes(tracks, ids, range);
  if (row === "power" || row === "currents") {
    const to = roundUp(found?.[1] ?? 0, leastOf[row] ?? 1);
    return { from: 0, to, marks: [0, to / 2, to] };
  }
  const step = stepOf[row];
  const [least, most] = found ?? [0, step];
  const from = Math.floor((least - step / 5) / step) * step;
  const to = Math.max(Math.ceil((most + step / 5) / step) * step, from + step);
  return { from, to, marks: [from, (from + to) / 2, to] };
}
