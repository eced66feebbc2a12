import type { InstallationView } from "../contract/view";
import { isIt } from "../domain/electrical/phase";
import { sumLines } from "../domain/electrical/phase-sum";
import { groupByCircuit, loadOf, partOf } from "./phases/charger-part";
import { watchPeaks } from "./phases/peaks";
import type { Fleet } from "./state/fleet";
import type { LiveInstallation } from "./state/installation";

/** So often every installation that is another since is looked at for its peaks, also where nobody looks at its page, ms. */
const sampleMs = 10_000;
/** A peak is told until it is an hour and one of the ring's buckets old, ms. */
const peakMs = 3_900_000;

/** Sums what has changed since the last look, so that a peak is not missed while nobody looks. */
export function samplePeaks(fleet: Fleet, now: number): void {
  if (now - fleet.sampledAt < sampleMs) return;
  fleet.sampledAt = now;
  for (const [id, live] of fleet.installations) {
    if (live.view !== null && tellsOldPeak(live.view, now)) {
      live.view = null;
      fleet.change.installations.add(id);
    }
    if (!live.watched) sample(fleet, live, now);
  }
}

const tellsOldPeak = ({ phases, circuits }: InstallationView, now: number): boolean =>
  [phases, ...circuits.map((circuit) => circuit.phases)].some(({ peaks }) =>
    peaks.some((peak) => peak !== null && peak.at < now - peakMs),
  );

/** The sums that the view would have, and nothing else of it: all installations are summed, few are looked at. */
function sample(fleet: Fleet, live: LiveInstallation, now: number): void {
  const { chargers, circuits } = live;
  const { id, networkType } = live.installation;
  const parts = chargers.map((charger) => (isIt(networkType) ? partOf(fleet, charger, now) : loadOf(fleet, charger)));
  const byCircuit = groupByCircuit(chargers, parts);
  watchPeaks(fleet, `installation ${id}`, now)(sumLines(networkType, parts));
  for (const circuit of circuits)
    watchPeaks(fleet, `circuit ${circuit.id}`, now)(sumLines(networkType, byCircuit.get(circuit.id) ?? []));
  live.watched = true;
}
