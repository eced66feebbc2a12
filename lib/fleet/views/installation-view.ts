import type { CircuitView, InstallationView } from "../../contract/view";
import type { PresenceWord } from "../../domain/charger/presence";
import type { StateWord } from "../../domain/charger/state";
import { type ChargerPart, linesOfParts, phasesView } from "../../domain/electrical/phases";
import type { PhasesView } from "../../domain/electrical/phases-view";
import type { InstallationId } from "../../domain/ids";
import { current } from "../../domain/reading";
import type { Circuit, Installation } from "../../domain/topology";
import { groupByCircuit, isIdle, partOf } from "../phases/charger-part";
import { watchPeaks } from "../phases/peaks";
import { anomaliesIn, anomaliesOf } from "../phases/review";
import { flappingOf } from "../presence/flapping";
import { isCurrent, presenceWord } from "../presence/presence";
import { type LiveCharger, numberReading, warningsOf } from "../state/charger";
import type { Fleet } from "../state/fleet";
import type { LiveInstallation } from "../state/installation";
import { reservedOf } from "./reserved-current";
import { availableView, settingsView } from "./settings-view";
import { verdictView } from "./verdict-view";

/** An installation with its sums; null: no such installation. Drawn once per change, however many look. */
export function installationView(fleet: Fleet, id: InstallationId, now: number): InstallationView | null {
  const live = fleet.installations.get(id);
  if (live === undefined) return null;
  live.view ??= draw(fleet, live, now);
  return live.view;
}

function draw(fleet: Fleet, live: LiveInstallation, now: number): InstallationView {
  const { installation, chargers } = live;
  const parts = chargers.map((charger) => partOf(fleet, charger, now));
  const byCircuit = groupByCircuit(chargers, parts);
  live.watched = true;
  const existing = linesOfParts(installation.networkType, parts);
  const reserved = chargers.filter(({ deviceId }) => fleet.grants.get(deviceId)?.reserved !== undefined);
  const phases = withReserved(
    phasesView(
      installation.networkType,
      parts,
      {
        fuseA: installation.mainFuseA,
        availableA: live.available.availableA,
        imbalanceLimitA: installation.imbalanceLimitA,
      },
      watchPeaks(fleet, `installation ${installation.id}`, now),
      existing,
    ),
    reservedOf(fleet, installation.networkType, reserved),
  );
  const circuits = live.circuits.map((circuit) =>
    circuitView(fleet, installation, existing, reserved, circuit, byCircuit.get(circuit.id) ?? [], now),
  );
  return {
    id: installation.id,
    name: installation.name,
    networkType: installation.networkType,
    timeZone: installation.timeZone,
    mainFuseA: installation.mainFuseA,
    verdict: verdictView(fleet, live, phases, circuits),
    phases,
    available: availableView(live),
    settings: settingsView(live, now),
    circuits,
    powerW: sumPower(fleet, chargers),
    chargers: chargers.length,
    ...countWords(fleet, chargers),
    trouble: chargers.filter((charger) => isTrouble(fleet, charger)).length,
    anomalies: anomaliesIn(fleet, chargers),
  };
}

function circuitView(
  fleet: Fleet,
  installation: Installation,
  existing: PhasesView["existing"],
  reserved: readonly LiveCharger[],
  circuit: Circuit,
  own: readonly ChargerPart[],
  now: number,
): CircuitView {
  // The grid's rule is for the connection: circuits may even each other out (VDE-AR-N 4100).
  const limits = { fuseA: circuit.fuseA, availableA: null, imbalanceLimitA: null };
  const watch = watchPeaks(fleet, `circuit ${circuit.id}`, now);
  const phases = phasesView(installation.networkType, own, limits, watch, existing);
  const there = reserved.filter(({ entry }) => entry?.circuitId === circuit.id);
  return {
    id: circuit.id,
    name: circuit.name,
    fuseA: circuit.fuseA,
    phases: withReserved(phases, reservedOf(fleet, installation.networkType, there)),
  };
}

function withReserved(phases: PhasesView, reservedA: PhasesView["reservedA"]): PhasesView {
  return reservedA === undefined ? phases : { ...phases, reservedA };
}

function sumPower(fleet: Fleet, chargers: readonly LiveCharger[]): InstallationView["powerW"] {
  let sum = 0;
  let known = chargers.length === 0 ? 1 : 0;
  let atLeast = false;
  for (const charger of chargers) {
    const idle = isIdle(fleet, charger);
    const online = isCurrent(fleet, charger);
    const power = idle ? 0 : online ? (current(numberReading(charger, "powerW"))?.value ?? null) : null;
    if (power === null) atLeast = true;
    else {
      sum += power;
      known += 1;
    }
  }
  return { value: known > 0 ? sum : null, atLeast };
}

/** How many are in each state and presence. What a charger did when it was last heard is no state of now: unknown. */
function countWords(fleet: Fleet, chargers: readonly LiveCharger[]): Pick<InstallationView, "states" | "presences"> {
  const states: Record<StateWord, number> = {
    charging: 0,
    waitingForCurrent: 0,
    waitingForAuthorisation: 0,
    paused: 0,
    finished: 0,
    noCar: 0,
    unknown: 0,
  };
  const presences: Record<PresenceWord, number> = { online: 0, silent: 0, offline: 0, unknown: 0 };
  for (const charger of chargers) {
    const presence = presenceWord(fleet, charger);
    presences[presence] += 1;
    states[isCurrent(fleet, charger) ? charger.state : "unknown"] += 1;
  }
  return { states, presences };
}

function isTrouble(fleet: Fleet, charger: LiveCharger): boolean {
  const presence = presenceWord(fleet, charger);
  return (
    presence === "silent" ||
    presence === "offline" ||
    flappingOf(charger) !== null ||
    warningsOf(charger).length > 0 ||
    anomaliesOf(fleet, charger).length > 0
  );
}
