import { PeakRing } from "../../domain/electrical/peak-ring";
import type { Peaks } from "../../domain/electrical/phases";
import type { LineSum } from "../../domain/electrical/phases-view";
import type { Triple } from "../../domain/topology";
import type { Fleet } from "../state/fleet";

/** Watches the sums of an installation or circuit: answers with the peaks of its last hour. */
export function watchPeaks(fleet: Fleet, id: string, now: number): (lines: Triple<LineSum>) => Peaks {
  return (lines) => {
    let ring = fleet.peaks.get(id);
    if (ring === undefined) {
      ring = new PeakRing(now);
      fleet.peaks.set(id, ring);
    }
    ring.add(lines, now);
    return { peaks: ring.peaks(now), peaksFrom: ring.peaksFrom(now) };
  };
}
