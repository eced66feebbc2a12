import type { Fleet } from "./state/fleet";
import { installationView } from "./views/installation-view";

/** So often every installation that is another since is looked at for its peaks, also where nobody looks at its page, ms. */
const sampleMs = 10_000;
/** A peak is told until it is an hour and one of the ring's buckets old, ms. */
const peakMs = 3_900_000;

/**
 * Draws what has changed since the last look, so that a peak is not missed while nobody looks. The drawing is kept for who
 * looks next, so nothing is done twice.
 */
export function samplePeaks(fleet: Fleet, now: number): void {
  if (now - fleet.sampledAt < sampleMs) return;
  fleet.sampledAt = now;
  for (const [id, live] of fleet.installations) {
    if (live.view?.phases.peaks.some((peak) => peak !== null && peak.at < now - peakMs)) {
      live.view = null;
      fleet.change.installations.add(id);
    }
    installationView(fleet, id, now);
  }
}
