import type { ChargerView, SessionView } from "../../contract/view";
import { type GrantView, waitsFor } from "../../domain/charger/grant";
import type { ChargerState } from "../../domain/charger/state";
import { availabilities } from "../../domain/command/command-rules";
import { carPhasesOf } from "../../domain/electrical/car-phases";
import { lineCurrents } from "../../domain/electrical/line-currents";
import { powerFactorOf } from "../../domain/electrical/power-factor";
import type { DeviceId } from "../../domain/ids";
import { current } from "../../domain/reading";
import { networkOf, rotationOf, shownTerminals, terminalsNow, terminalsOf } from "../phases/electric";
import { gridVoltagesAt, voltagesOffGrid } from "../phases/relays";
import { anomaliesOf } from "../phases/review";
import { flappingOf } from "../presence/flapping";
import { connectedOf, isCurrent, oldReason, presenceOf } from "../presence/presence";
import {
  isOfSession,
  type LiveCharger,
  modeOf,
  numberOf,
  numberReading,
  shownNumber,
  warningsOf,
  wordReading,
} from "../state/charger";
import type { Fleet } from "../state/fleet";
import { tagOf } from "../state/tags";
import { hasDeclined, shownCommands } from "./commands-view";
import { firmwareOf } from "./firmware-view";

/** The most a charger can give (IEC 61851-1 with a 32 A cable): what counts where nobody has said or entered less. */
const largestCurrentA = 32;

/** A charger as lists and its own page show it; null: no such charger. Drawn once per change, however many look. */
export function chargerView(fleet: Fleet, deviceId: DeviceId, now: number): ChargerView | null {
  const charger = fleet.chargers.get(deviceId);
  if (charger === undefined) return null;
  charger.view ??= draw(fleet, charger, now);
  return charger.view;
}

function draw(fleet: Fleet, charger: LiveCharger, now: number): ChargerView {
  const presence = presenceOf(fleet, charger);
  const grant = fleet.grants.get(charger.deviceId) ?? null;
  const rotation = rotationOf(charger);
  const connected = connectedOf(fleet, charger);
  const network = networkOf(charger);
  const terminals = terminalsOf(charger);
  const voltages = gridVoltagesAt(charger, presence.word, now);
  const powerW = numberReading(charger, "powerW");
  const isPlain = charger.unusable === null;
  return {
    deviceId: charger.deviceId,
    name: charger.entry?.name ?? charger.deviceId,
    product: charger.product,
    installationId: charger.installation?.installation.id ?? null,
    circuitId: charger.entry?.circuitId ?? null,
    rotation,
    presence,
    flapping: flappingOf(charger),
    old: oldReason(charger),
    state: stateOf(charger, grant),
    powerW: isPlain ? powerW : shownNumber(charger, "powerW"),
    lines: lineCurrents(network, rotation, isPlain ? terminals : shownTerminals(charger), { voltages, powerW }),
    voltageV: [shownNumber(charger, "voltage1V"), shownNumber(charger, "voltage2V"), shownNumber(charger, "voltage3V")],
    voltageOffGrid: voltagesOffGrid(charger),
    limitA: numberOf(charger, "maxCurrentA") ?? charger.entry?.maxCurrentA ?? largestCurrentA,
    priority: charger.entry?.priority ?? null,
    allocatedA: shownNumber(charger, "allocatedCurrentA"),
    allocatedTerminals: wordReading(charger, "allocatedTerminals"),
    grant,
    session: sessionOf(charger),
    firmware: firmwareOf(fleet, charger),
    warnings: [...warningsOf(charger)],
    anomalies: anomaliesOf(fleet, charger),
    powerFactor: powerFactorOf(network, rotation, {
      terminals: terminalsNow(charger),
      voltages,
      powerW: current(powerW),
    }),
    carPhases: isCurrent(fleet, charger) ? carPhasesOf(network, rotation, terminalsNow(charger)) : null,
    commands: shownCommands(charger),
    may: availabilities({
      state: charger.state,
      presence,
      connected,
      declined: hasDeclined(charger),
      kinds: charger.dialect.commands,
    }),
    undecodable: charger.undecodable,
  };
}

function stateOf(charger: LiveCharger, grant: GrantView | null): ChargerState {
  const refused = charger.state === "waitingForAuthorisation" && tagOf(charger) !== null;
  // Who paused the car before has not paused this one.
  const isTheirs = (charger.pausedBy?.at ?? 0) >= (charger.sessionStart?.observedAt ?? 0);
  const pausedBy = isTheirs ? charger.pausedBy : null;
  const tagLimit = refused ? ({ of: "tag", name: null, line: null } as const) : null;
  return {
    word: charger.state,
    mode: modeOf(charger),
    since: charger.stateSince > 0 ? charger.stateSince : null,
    limit: charger.state === "waitingForCurrent" ? waitsFor(grant) : tagLimit,
    pausedBy: charger.state === "paused" ? pausedBy : null,
    ...(charger.state === "finished" && hasDeclined(charger) ? { tookNothing: true } : {}),
  };
}

/** The present session; null: none. It and its energy end when the car leaves, whatever the charger still says. */
function sessionOf(charger: LiveCharger): SessionView | null {
  const held = charger.observations.get("sessionId");
  if (held === undefined || typeof held.value !== "string" || held.value === "") return null;
  if (!isOfSession(charger, held)) return null;
  const energy = charger.observations.get("sessionEnergyKwh");
  const start = charger.sessionGuid === held.value ? charger.sessionStart : null;
  return {
    id: held.value,
    startedAt: (start ?? held).observedAt,
    energyKwh: energy !== undefined && isOfSession(charger, energy) ? shownNumber(charger, "sessionEnergyKwh") : null,
    tag: charger.tagAccepted ? (tagOf(charger)?.tag ?? null) : null,
  };
}
