import type { CircuitView } from "../../contract/view";
import { waitsFor } from "../../domain/charger/grant";
import type { PhasesView } from "../../domain/electrical/phases-view";
import { type VerdictCharger, type VerdictPart, verdictOf } from "../../domain/verdict";
import { anomaliesOf } from "../phases/review";
import { flappingOf } from "../presence/flapping";
import { oldReason, presenceOf } from "../presence/presence";
import { type LiveCharger, warningsOf } from "../state/charger";
import type { Fleet } from "../state/fleet";
import type { LiveInstallation } from "../state/installation";
import { tagOf } from "../state/tags";

/** What is wrong in an installation or soon will be, the worst first; empty: all is well. */
export function verdictView(
  fleet: Fleet,
  { available, chargers }: LiveInstallation,
  phases: PhasesView,
  circuits: readonly CircuitView[],
): VerdictPart[] {
  return verdictOf({
    hears: fleet.live || chargers.length === 0,
    meterLost: available.source === "meterLost",
    places: [
      { place: null, phases },
      ...circuits.map(({ id, name, phases: own }) => ({ place: { id, name }, phases: own })),
    ],
    chargers: chargers.map((charger) => chargerOf(fleet, charger)),
  });
}

function chargerOf(fleet: Fleet, charger: LiveCharger): VerdictCharger {
  const { deviceId, state } = charger;
  return {
    deviceId,
    name: charger.entry?.name ?? deviceId,
    presence: presenceOf(fleet, charger),
    old: oldReason(charger),
    flapping: flappingOf(charger),
    faults: anomaliesOf(fleet, charger).length,
    warnings: warningsOf(charger).length,
    state,
    tagShown: state === "waitingForAuthorisation" && tagOf(charger) !== null,
    limit: state === "waitingForCurrent" ? waitsFor(fleet.grants.get(deviceId) ?? null) : null,
  };
}
