import { isDeepStrictEqual } from "node:util";
import type { DeviceId, InstallationId } from "../domain/ids";
import type { InstallationPart } from "../domain/installation-part";
import type { Charger, Circuit, Installation, Topology } from "../domain/topology";
import { end } from "./commands/command-tracker";
import { record, recordPresence, recordWaiting } from "./history/record";
import { firstAvailable, forgetMeter, takeOverMeter, takeOverMeters } from "./meter";
import { review } from "./phases/review";
import { forgetOtherMeter } from "./phases/traced";
import { queueSilence } from "./presence/presence";
import { noteCharger, noteDerived, noteSupport, unsavedOf } from "./state/change";
import { LiveCharger } from "./state/charger";
import { refreshState } from "./state/charger-state";
import type { Fleet } from "./state/fleet";
import type { LiveInstallation } from "./state/installation";
import { touches } from "./state/touches";
import { trimUnassigned } from "./unassigned";

/** People have said anew what hangs where. Only what is different is noted as changed. */
export function applyTopology(fleet: Fleet, topology: Topology, now: number): void {
  const before = new Map(fleet.installations);
  const installations = build(topology, now);
  fleet.installations.clear();
  for (const [id, built] of installations) fleet.installations.set(id, built);
  const installationOfCircuit = new Map(topology.circuits.map((circuit) => [circuit.id, circuit.installationId]));
  const listed = new Set<DeviceId>();
  for (const entry of topology.chargers) {
    listed.add(entry.deviceId);
    const installationId = entry.circuitId === null ? undefined : installationOfCircuit.get(entry.circuitId);
    place(fleet, entry, installations.get(installationId ?? "") ?? null, before, now);
  }
  for (const charger of [...fleet.chargers.values()]) {
    if (charger.entry !== null && !listed.has(charger.deviceId)) removeCharger(fleet, charger, now);
  }
  takeOverMeters(fleet, before, now);
  noteInstallations(fleet, before);
  fleet.placed = true;
  trimUnassigned(fleet);
}

/** Something is set anew for one installation or its chargers. */
export function applyInstallation(fleet: Fleet, part: InstallationPart, now: number): void {
  const { id } = part.installation;
  const was = fleet.installations.get(id);
  if (was === undefined) return;
  const is = liveInstallation(part.installation, part.circuits, now);
  fleet.installations.set(id, is);
  const before = new Map([[id, was]]);
  for (const entry of part.chargers) place(fleet, entry, is, before, now);
  forgetMeter(fleet, was);
  takeOverMeter(fleet, is, was, now);
  noteIfOther(fleet, id, was);
}

const liveInstallation = (installation: Installation, circuits: readonly Circuit[], now: number): LiveInstallation => ({
  installation,
  circuits,
  chargers: [],
  meter: null,
  readings: [],
  available: firstAvailable(installation, now),
  view: null,
  watched: false,
});

function build(topology: Topology, now: number): Map<InstallationId, LiveInstallation> {
  const circuits = new Map<InstallationId, Circuit[]>();
  for (const circuit of topology.circuits) {
    const siblings = circuits.get(circuit.installationId);
    if (siblings === undefined) circuits.set(circuit.installationId, [circuit]);
    else siblings.push(circuit);
  }
  return new Map(topology.installations.map((one) => [one.id, liveInstallation(one, circuits.get(one.id) ?? [], now)]));
}

/** What of an installation its chargers' views and states may depend on: all but what is told with the installation alone. */
function ofChargers(installation: Installation | undefined): Partial<Installation> | null {
  if (installation === undefined) return null;
  const { name, mainFuseA, availableA, imbalanceLimitA, switchCurrentA, timeZone, schedule, override, ...rest } =
    installation;
  return rest;
}

function place(
  fleet: Fleet,
  entry: Charger,
  installation: LiveInstallation | null,
  before: ReadonlyMap<InstallationId, LiveInstallation>,
  now: number,
): void {
  const charger = fleet.chargers.get(entry.deviceId) ?? newCharger(fleet, entry.deviceId, now);
  const was = charger.installation;
  const differs =
    charger.entry === null ||
    !isDeepStrictEqual(charger.entry, entry) ||
    !isDeepStrictEqual(ofChargers(was?.installation), ofChargers(installation?.installation));
  if (charger.entry === null) keepAll(fleet, charger, entry, now);
  charger.entry = entry;
  charger.installation = installation;
  installation?.chargers.push(charger);
  fleet.unassigned.delete(entry.deviceId);
  if (installation === null) fleet.unplaced.set(entry.deviceId, charger);
  else fleet.unplaced.delete(entry.deviceId);
  if (!differs) return;
  if (was !== null && before.has(was.installation.id)) fleet.change.installations.add(was.installation.id);
  refreshState(charger);
  noteCharger(fleet, charger, touches.installation | touches.firmware);
  noteSupport(fleet);
  forgetOtherMeter(charger, was?.installation ?? null);
  review(fleet, charger, now);
}

/** What it said while it was in no topology has a place in the store now. */
function keepAll(fleet: Fleet, charger: LiveCharger, entry: Charger, now: number): void {
  charger.entry = entry;
  if (charger.word !== "unknown") recordPresence(fleet, charger, charger.word, charger.since);
  if (charger.observations.isEmpty) return;
  noteDerived(fleet, charger);
  const unsaved = unsavedOf(fleet, charger);
  const held = charger.observations.values();
  for (const observation of held) unsaved?.set(observation.id, observation);
  record(fleet, charger, held, now);
}

function newCharger(fleet: Fleet, deviceId: DeviceId, now: number): LiveCharger {
  const charger = new LiveCharger(deviceId, fleet.options.dialectOf(deviceId));
  charger.proofAt = now;
  charger.since = fleet.live ? now : fleet.blindAt;
  fleet.chargers.set(deviceId, charger);
  if (fleet.live) queueSilence(fleet, charger);
  return charger;
}

/** No longer entered: one that speaks comes back as unassigned with its next message. */
function removeCharger(fleet: Fleet, charger: LiveCharger, now: number): void {
  recordWaiting(fleet, charger, now);
  noteCharger(fleet, charger, touches.installation | touches.firmware);
  fleet.chargers.delete(charger.deviceId);
  fleet.unassigned.delete(charger.deviceId);
  fleet.unplaced.delete(charger.deviceId);
  fleet.undecodableOf.delete(charger.deviceId);
  fleet.restless.delete(charger);
  for (const entry of charger.open) end(fleet, charger, entry, now);
  noteSupport(fleet);
}

function noteIfOther(fleet: Fleet, id: InstallationId, was: LiveInstallation): void {
  const is = fleet.installations.get(id);
  const unchanged =
    is !== undefined && isDeepStrictEqual([was.installation, was.circuits], [is.installation, is.circuits]);
  if (!unchanged || was.chargers.length !== is.chargers.length) fleet.change.installations.add(id);
}

function noteInstallations(fleet: Fleet, before: ReadonlyMap<InstallationId, LiveInstallation>): void {
  for (const [id, was] of before) noteIfOther(fleet, id, was);
  for (const id of fleet.installations.keys()) {
    if (!before.has(id)) fleet.change.installations.add(id);
  }
}
