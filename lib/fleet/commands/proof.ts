import type { Observation } from "../../domain/charger/observation";
import type { ChargerMode } from "../../domain/charger/state";
import type { CommandReason } from "../../domain/command/command";
import { loadedA } from "../../domain/electrical/car-phases";
import { uptimeKeys, uptimeOf } from "../clock/uptime";
import { booleanOf, heldValue, isUnusable, type LiveCharger, modeOf, textReading } from "../state/charger";
import type { Fleet } from "../state/fleet";
import { stageAt, stageOf, type TrackedCommand } from "../state/tracked-command";
import {
  adjust,
  awaited,
  awaitsEffect,
  effectWithinMs,
  prove,
  requestedAt,
  sendNext,
  step,
  traitsOf,
  waitsForCurrent,
} from "./command-tracker";

/**
 * How an observation came. `live`: what arrives proves by its arrival. Otherwise (backlog, stored, a resend) it counts by the
 * instant it was observed.
 */
export interface Received {
  live: boolean;
  receivedAt: number;
  /** It was held already: what it tells of is not what happened last. */
  held?: boolean;
}

function follows(at: number, observation: Observation, how: Received): boolean {
  return how.live ? observation.arrivedAt >= at : observation.observedAt > at;
}

/** A newer observation than the held one has come: keeps what it means for the charger's open commands. */
export function noteObservation(fleet: Fleet, charger: LiveCharger, observation: Observation, how: Received): void {
  for (const entry of charger.open) note(fleet, charger, entry, observation, how);
  for (const entry of charger.followed)
    if (how.receivedAt <= entry.followedUntil) note(fleet, charger, entry, observation, how);
}

/** Whether what a charger tells may prove something of a command. */
export const isAwaited = ({ open, followed }: LiveCharger): boolean => open.length > 0 || followed.length > 0;

function note(
  fleet: Fleet,
  charger: LiveCharger,
  entry: TrackedCommand,
  observation: Observation,
  how: Received,
): void {
  const after = follows(entry.publishedAt, observation, how);
  const proof = traitsOf(charger, entry.command.kind)?.provenBy ?? null;
  switch (proof) {
    case null:
      return;
    case "pause":
    case "resume":
      noteCar(entry, observation, after, how);
      return;
    case "startUp":
      noteStartUp(fleet, charger, entry, observation, how);
      return;
    case "newVersion":
      noteVersion(fleet, charger, entry, observation, after, how);
      return;
    default:
      if (!after || observation.key !== proof.key || observation.value !== proof.value) return;
      prove(fleet, charger, entry, saidBy(charger, observation), how.receivedAt);
  }
}

function noteCar(entry: TrackedCommand, observation: Observation, after: boolean, how: Received): void {
  const { evidence } = entry;
  const { key, value } = observation;
  switch (key) {
    case "sessionId":
      noteSessionId(entry, observation, how);
      return;
    case "mode":
      if (value === "disconnected" && follows(requestedAt(entry.command), observation, how)) evidence.left = true;
      return;
    case "pausedByOrder":
      if (after) evidence.flagSeen = value === asksPause(entry);
      return;
    case "powerW":
    case "current1A":
    case "current2A":
    case "current3A":
      if (after && typeof value === "number" && (key === "powerW" ? value > 0 : value >= loadedA))
        evidence.flow ??= { key, value: String(value) };
      return;
    case "sessionEnergyKwh":
      if (!after || typeof value !== "number") return;
      // Where no current was told, the energy shows that some flowed.
      if (evidence.energyKwh !== null && value > evidence.energyKwh) evidence.flow ??= { key, value: String(value) };
      evidence.energyKwh = value;
  }
}

/** Whether its order that is under way asks for a pause. */
const asksPause = ({ command, next }: TrackedCommand): boolean => command.kind === "stop" || next !== null;

/**
 * Another id than that of the request is another car's; one that is told later, but began before, is the request's own. A stop is
 * for whatever car the charger has when it goes out: one that came unheard before that is its car.
 */
function noteSessionId({ evidence, command }: TrackedCommand, observation: Observation, how: Received): void {
  const { value, observedAt } = observation;
  if (typeof value !== "string" || value === evidence.sessionId) return;
  const began = requestedAt(command) < observedAt;
  const isStop = command.kind === "stop";
  if (began || (how.live && evidence.sessionId !== null && !isStop)) {
    evidence.left = true;
    return;
  }
  evidence.sessionId = value;
  if (isStop) evidence.left = false;
}

/** What proves it as the charger itself calls it, for whoever looks it up. */
function saidBy({ dialect }: LiveCharger, { id, raw }: Observation): CommandReason {
  return { code: "provenBy", key: dialect.describe(id).key, value: raw ?? "" };
}

/** No charger is up again so soon after it took the order: a start that is told sooner was one before it, ms. */
const quickestStartMs = 1_000;

/** What tells a start is told at boot alone; an uptime also later, but it falls only at boot. */
function noteStartUp(
  fleet: Fleet,
  charger: LiveCharger,
  entry: TrackedCommand,
  observation: Observation,
  how: Received,
): void {
  const { key, value } = observation;
  const uptime = uptimeKeys.find((known) => known === key);
  const before = uptime === undefined ? null : entry.evidence[uptime];
  const now = uptime === undefined ? null : uptimeOf(value);
  if (uptime !== undefined && now !== null) entry.evidence[uptime] = now;
  const fell = before !== null && now !== null && now < before;
  if (!fell && key !== "startedUp") return;
  const takenAt = stageAt(entry.command, "acknowledged") ?? entry.publishedAt;
  if (follows(takenAt + quickestStartMs, observation, how))
    prove(fleet, charger, entry, { code: "startedUp" }, how.receivedAt);
}

function noteVersion(
  fleet: Fleet,
  charger: LiveCharger,
  entry: TrackedCommand,
  { key, value }: Observation,
  after: boolean,
  how: Received,
): void {
  if (key !== "computerVersion" || typeof value !== "string") return;
  const { evidence } = entry;
  if (!after || evidence.versionBefore === null) evidence.versionBefore = value;
  else if (value !== evidence.versionBefore)
    prove(fleet, charger, entry, { code: "provenBy", key, value }, how.receivedAt);
  else if (entry.command.waiting === "running" && !how.held) evidence.backUnchanged = true;
}

/** What a command that is requested now is to be judged by later. */
export function noteRequest(charger: LiveCharger, entry: TrackedCommand): void {
  const { evidence, command } = entry;
  const traits = traitsOf(charger, command.kind);
  if (traits?.whenDone !== undefined && charger.state === "finished") entry.next = traits.order;
  evidence.sessionId = textReading(charger, "sessionId")?.value ?? null;
  evidence.uptime = uptimeOf(heldValue(charger, "uptime"));
  evidence.uptimeMCU = uptimeOf(heldValue(charger, "uptimeMCU"));
  evidence.versionBefore = textReading(charger, "computerVersion")?.value ?? null;
}

/** After all observations of a message, and after an answer: what they say together of the charger's open commands. */
export function settle(fleet: Fleet, charger: LiveCharger, at: number): void {
  const mode = modeOf(charger);
  for (const entry of charger.open) {
    const { kind, waiting } = entry.command;
    if (isOfCar(charger, entry)) settleCar(fleet, charger, entry, mode, at);
    else if (waiting === "running" && entry.evidence.backUnchanged) endUnchanged(fleet, charger, entry, at);
    else if (waiting === "carLeaves" && mode === "disconnected") {
      adjust(fleet, charger, entry, { waiting: "running", deadlineAt: at + effectWithinMs(charger, kind) });
    }
  }
  if (charger.followed.length === 0) return;
  charger.followed = charger.followed.filter((entry) => at <= entry.followedUntil);
  for (const entry of charger.followed) if (isOfCar(charger, entry)) settleCar(fleet, charger, entry, mode, at);
}

function isOfCar(charger: LiveCharger, { command }: TrackedCommand): boolean {
  const proof = traitsOf(charger, command.kind)?.provenBy;
  return proof === "pause" || proof === "resume";
}

/** It is up again with the version that was to change: told by it, whatever an upgrade may still come to. */
function endUnchanged(fleet: Fleet, charger: LiveCharger, entry: TrackedCommand, at: number): void {
  const note = charger.observations.get("upgradeNote");
  const isOfThis = note !== undefined && follows(entry.publishedAt, note, { live: true, receivedAt: at });
  const said = isOfThis && typeof note.value === "string" ? note.value : null;
  const value = entry.evidence.versionBefore ?? "";
  step(fleet, charger, entry, "noEffect", at, { reason: { code: "oldVersion", value, said } });
}

function settleCar(
  fleet: Fleet,
  charger: LiveCharger,
  entry: TrackedCommand,
  mode: ChargerMode | null,
  at: number,
): void {
  const { evidence, command } = entry;
  if (entry.next !== null) {
    settlePause(fleet, charger, entry, mode, at);
    return;
  }
  const asked = evidence.flagSeen && booleanOf(charger, "pausedByOrder") === (command.kind === "stop");
  if (command.kind === "start" && asked && (mode === "requesting" || mode === "charging")) evidence.resumed = true;
  if (mode !== "charging") {
    evidence.flow = null;
    evidence.energyKwh = null;
  }
  const proof = evidence.left || !asked ? null : carProof(charger, entry, mode);
  if (proof !== null) prove(fleet, charger, entry, proof, at);
  if (!awaitsEffect(entry)) return;
  const fail = (code: "carLeft" | "pausedAgain") => step(fleet, charger, entry, "noEffect", at, { reason: { code } });
  if (evidence.left) fail("carLeft");
  else if (evidence.resumed && booleanOf(charger, "pausedByOrder") === true) fail("pausedAgain");
  else if (waitsForCurrent(entry, charger) !== (command.waiting === "current"))
    adjust(fleet, charger, entry, awaited(entry, charger, at));
}

/** A car that was done is paused before it is started: the start goes out once the charger has told so, flag and mode, or after a while. */
function settlePause(
  fleet: Fleet,
  charger: LiveCharger,
  entry: TrackedCommand,
  mode: ChargerMode | null,
  at: number,
): void {
  const { evidence, command } = entry;
  if (stageOf(command) !== "acknowledged") return;
  if (evidence.left) step(fleet, charger, entry, "noEffect", at, { reason: { code: "carLeft" } });
  else if (!evidence.flagSeen || booleanOf(charger, "pausedByOrder") !== true || mode !== "finished")
    entry.firstSeenAt = 0;
  else if (entry.firstSeenAt === 0) entry.firstSeenAt = at;
  else if ((charger.observations.get("mode")?.arrivedAt ?? 0) > entry.firstSeenAt) sendNext(fleet, charger, entry, at);
}

/**
 * The flag says what was asked for, in the same session. stop: with a car that is finished. start: with charging and current, or
 * with a car that is finished after the charger had asked for current.
 */
function carProof(
  charger: LiveCharger,
  { command, evidence }: TrackedCommand,
  mode: ChargerMode | null,
): CommandReason | null {
  if (command.kind === "stop") {
    const flag = charger.observations.get("pausedByOrder");
    return mode === "finished" && flag !== undefined ? saidBy(charger, flag) : null;
  }
  if (mode === "charging" && evidence.flow !== null) return { code: "provenBy", ...evidence.flow };
  return mode === "finished" && evidence.resumed ? { code: "carDeclined" } : null;
}

/**
 * Of a command without stored evidence: the version that the store kept is the one that was to change, since a change would
 * have ended the command before it was kept. Another one may have been heard before the store was read.
 */
export function proveByStored(
  fleet: Fleet,
  charger: LiveCharger,
  entry: TrackedCommand,
  stored: readonly Observation[],
  at: number,
): void {
  const before = stored.find((observation) => observation.key === "computerVersion")?.value;
  const held = charger.observations.get("computerVersion");
  if (entry.command.kind !== "upgradeFirmware" || entry.evidenceKept) return;
  if (typeof before !== "string" || held === undefined) return;
  entry.evidence.versionBefore = before;
  const how = { live: false, receivedAt: at, held: true };
  noteVersion(fleet, charger, entry, held, follows(entry.publishedAt, held, how), how);
}

/** What is looked at again; the session before the mode and the flag that are judged by it. */
const heldKeys = [
  "sessionId",
  "mode",
  "pausedByOrder",
  "powerW",
  "current1A",
  "current2A",
  "current3A",
  "startedUp",
  ...uptimeKeys,
  "computerVersion",
] as const;

/** What is held already may prove a command that comes from the store: only what was observed after it went out. */
export function proveByHeld(fleet: Fleet, charger: LiveCharger, entry: TrackedCommand, at: number): void {
  const how = { live: false, receivedAt: at, held: true };
  for (const key of heldKeys) {
    const held = charger.observations.get(key);
    if (held !== undefined && !isUnusable(charger, key)) note(fleet, charger, entry, held, how);
  }
  settle(fleet, charger, at);
}
