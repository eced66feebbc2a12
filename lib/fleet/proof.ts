import type { CommandReason } from "../domain/command";
import type { Observation } from "../domain/observation";
import { operationModes } from "../domain/state";
import { booleanOf, type LiveCharger, numberOf, textReading } from "./charger";
import type { Fleet } from "./fleet";
import { adjust, effectWithinMs, prove } from "./ledger";
import type { LedgerEntry } from "./ledger-entry";

/** How an observation came: what arrives live proves by its arrival, what comes late by the instant it was observed. */
export interface Evidence {
  live: boolean;
  receivedAt: number;
}

function follows(entry: LedgerEntry, observation: Observation, how: Evidence): boolean {
  return (how.live ? how.receivedAt : observation.observedAt) > entry.publishedAt - (how.live ? 1 : 0);
}

/** A newer observation than the held one (`before`) has come: looks what it proves of the charger's open commands. */
export function noteObservation(
  fleet: Fleet,
  charger: LiveCharger,
  observation: Observation,
  before: Observation | undefined,
  how: Evidence,
): void {
  for (const entry of charger.open) {
    const after = follows(entry, observation, how);
    const { kind } = entry.command;
    if (observation.key === "finalStopActive") {
      if (after) entry.flagSeen = observation.value === (kind === "stop");
    } else if (observation.key === "computerVersion") {
      noteVersion(fleet, charger, entry, observation, after, how);
    } else if (after && kind === "restart" && isStartUp(observation, before)) {
      prove(fleet, charger, entry, { code: "startedUp" }, how.receivedAt);
    }
  }
}

/** A start-up bundle: the reset source (811) is sent at boot alone; the uptime (820) also later, but it falls only at boot. */
function isStartUp(observation: Observation, before: Observation | undefined): boolean {
  if (observation.key === "mcuResetSource") return true;
  if (observation.key !== "uptime" || typeof observation.value !== "number") return false;
  return typeof before?.value === "number" && observation.value < before.value;
}

function noteVersion(
  fleet: Fleet,
  charger: LiveCharger,
  entry: LedgerEntry,
  observation: Observation,
  after: boolean,
  how: Evidence,
): void {
  const { value, key } = observation;
  if (entry.command.kind !== "upgradeFirmware" || typeof value !== "string") return;
  if (!after || entry.versionBefore === null) entry.versionBefore = value;
  else if (value !== entry.versionBefore)
    prove(fleet, charger, entry, { code: "provenBy", key, value }, how.receivedAt);
}

/** After all observations of a message: what 718 and 710 say together, and whether a car has left that an upgrade waited for. */
export function settle(fleet: Fleet, charger: LiveCharger, at: number): void {
  for (const entry of charger.open) {
    const mode = numberOf(charger, "operationMode");
    const reason = entry.flagSeen ? flagProof(entry, charger, mode) : null;
    if (reason !== null) prove(fleet, charger, entry, reason, at);
    const { waiting } = entry.command;
    if (waiting === "carLeaves" && mode === operationModes.disconnected) {
      adjust(fleet, charger, entry, { waiting: "running", deadlineAt: at + effectWithinMs.upgradeFirmware });
    }
  }
}

/** stop: 718 = 1 and 710 is 5; start: 718 = 0 and 710 is 2 or 3. The flag has to come after publishing. */
function flagProof(entry: LedgerEntry, charger: LiveCharger, mode: number | null): CommandReason | null {
  const flag = booleanOf(charger, "finalStopActive");
  if (entry.command.kind === "stop" && flag === true && mode === operationModes.finished) {
    return { code: "provenBy", key: "finalStopActive", value: "1" };
  }
  const running = mode === operationModes.requesting || mode === operationModes.charging;
  if (entry.command.kind === "start" && flag === false && running) {
    return { code: "provenBy", key: "operationMode", value: String(mode) };
  }
  return null;
}

/** The connection of a charger was lost or is back: proves a restart, unless the broker itself was away meanwhile. */
export function noteConnection(
  fleet: Fleet,
  charger: LiveCharger,
  connected: boolean,
  renewed: boolean,
  how: Evidence & { at: number },
): void {
  for (const entry of charger.open) {
    if (entry.command.kind !== "restart" || entry.epoch !== fleet.epoch) continue;
    if ((how.live ? how.receivedAt : how.at) < entry.publishedAt) continue;
    if (!connected) entry.lossSeen = true;
    else if (entry.lossSeen || renewed) prove(fleet, charger, entry, { code: "reconnected" }, how.receivedAt);
  }
}

/**
 * The version that the store kept is the one that was to change: a change would have ended the command before it was kept.
 * Another one may have been heard before the store was read.
 */
export function proveByStored(
  fleet: Fleet,
  charger: LiveCharger,
  entry: LedgerEntry,
  stored: readonly Observation[],
  at: number,
): void {
  const before = stored.find((observation) => observation.key === "computerVersion")?.value;
  const held = charger.observations.get("computerVersion");
  if (typeof before !== "string" || held === undefined) return;
  entry.versionBefore = before;
  const how = { live: false, receivedAt: at };
  noteVersion(fleet, charger, entry, held, follows(entry, held, how), how);
}

/** What is held already may prove a command that comes from the store: only what was observed after it went out. */
export function proveByHeld(fleet: Fleet, charger: LiveCharger, entry: LedgerEntry, at: number): void {
  const how = { live: false, receivedAt: at };
  const flag = charger.observations.get("finalStopActive");
  if (flag !== undefined && follows(entry, flag, how)) entry.flagSeen = flag.value === (entry.command.kind === "stop");
  const reset = charger.observations.get("mcuResetSource");
  if (reset !== undefined && entry.command.kind === "restart" && follows(entry, reset, how)) {
    prove(fleet, charger, entry, { code: "startedUp" }, at);
  }
  entry.versionBefore ??= textReading(charger, "computerVersion")?.value ?? null;
  settle(fleet, charger, at);
}
