import { isDeepStrictEqual } from "node:util";
import type { LinksView } from "../contract/view";
import { type GrantView, waitsFor } from "../domain/charger/grant";
import { unreadable } from "../domain/charger/observation";
import type { Command } from "../domain/command/command";
import type { DeviceId } from "../domain/ids";
import { applyArrival } from "./arrival";
import { isNewer } from "./clock/order";
import { answer } from "./commands/answer";
import { admit, endOverdue, goodForMs, publish, publishedAtOf, requestedAt, step } from "./commands/command-tracker";
import { noteRequest, proveByHeld, proveByStored } from "./commands/proof";
import { queueWaiting, recordDue } from "./history/record";
import { passTime } from "./meter";
import { review, reviewDue } from "./phases/review";
import { endFlapping } from "./presence/flapping";
import { askForReports } from "./presence/gap";
import { endSilences, goBlind, goLive, pulseChanged, queueSilence } from "./presence/presence";
import { samplePeaks } from "./sample-peaks";
import { noteCharger, noteSupport } from "./state/change";
import type { LiveCharger } from "./state/charger";
import { noteSession, refreshState } from "./state/charger-state";
import { restoreDerived, restoreSince, restoreUnusable } from "./state/derived";
import type { AvailableVersion, FleetEvent } from "./state/event";
import type { Fleet } from "./state/fleet";
import { touches } from "./state/touches";
import { isOpen, stageAt, stageOf, withEvidence } from "./state/tracked-command";
import { keepUnusable } from "./state/unusable";
import { applyInstallation, applyTopology } from "./topology";

type Link = LinksView["broker"];

/** Lets an event happen to the fleet at `now` (ms). What comes of it is in the next `takeChange`. */
export function apply(fleet: Fleet, event: FleetEvent, now: number): void {
  switch (event.kind) {
    case "arrival":
      applyArrival(fleet, event.arrival);
      return;
    case "tick":
      endSilences(fleet, now);
      endFlapping(fleet, now);
      endOverdue(fleet, now);
      askForReports(fleet, now);
      recordDue(fleet, now);
      reviewDue(fleet, now);
      samplePeaks(fleet, now);
      passTime(fleet, now);
      return;
    case "broker":
      applyBroker(fleet, event.up, event.reason, now);
      return;
    case "store":
      fleet.store = linkNow(fleet, fleet.store, event, now);
      return;
    case "topology":
      applyTopology(fleet, event.topology, now);
      return;
    case "installationChanged":
      applyInstallation(fleet, event.part, now);
      return;
    case "restored":
      applyRestored(fleet, event, now);
      return;
    case "replayed":
      for (const charger of fleet.chargers.values()) if (!charger.observations.isEmpty) charger.restored = true;
      return;
    case "commandRestored":
      applyCommandRestored(fleet, event.command, now);
      return;
    case "commandRequested":
      applyCommandRequested(fleet, event.command, now);
      return;
    case "commandPublished":
      withCommand(fleet, event.id, (charger, entry) => {
        if (stageOf(entry.command) === "requested") publish(fleet, charger, entry, now);
      });
      return;
    case "commandNotPublished":
      withCommand(fleet, event.id, (charger, entry) => {
        if (stageOf(entry.command) !== "requested") return;
        step(fleet, charger, entry, "expired", now, { reason: { code: "notPublished" } });
      });
      return;
    case "journal":
      fleet.journals.set("dashboard", { figures: event.figures, at: now });
      noteSupport(fleet);
      return;
    case "available":
      applyAvailable(fleet, event.versions);
      return;
    case "grants":
      applyGrants(fleet, event.grants);
      return;
  }
}

function applyBroker(fleet: Fleet, up: boolean, reason: string | null, now: number): void {
  if (up) goLive(fleet, now);
  else goBlind(fleet, now);
  fleet.broker = linkNow(fleet, fleet.broker, { up, reason }, now);
}

/** A link's state; its `since` is that of its being up or down, whatever reason is told meanwhile. */
function linkNow(fleet: Fleet, was: Link, is: Omit<Link, "since">, now: number): Link {
  if (was.up === is.up && was.reason === is.reason) return was;
  fleet.change.links = true;
  return { up: is.up, since: was.up === is.up ? was.since : now, reason: is.reason };
}

/** What was known before a restart: as it was then, and old until the charger says more. What was heard since the start is newer. */
function applyRestored(
  fleet: Fleet,
  { deviceId, heardAt, observations, derived }: Extract<FleetEvent, { kind: "restored" }>,
  now: number,
): void {
  const charger = fleet.chargers.get(deviceId);
  if (charger === undefined) return;
  if (heardAt !== null && heardAt > charger.heardAt) charger.heardAt = heardAt;
  for (const observation of observations) {
    const before = charger.observations.get(observation.key);
    const isNewest = before === undefined || isNewer(observation, before);
    if (isNewest && observation.value === unreadable) keepUnusable(charger, "unreadable", observation);
    else if (isNewest) charger.observations.set(observation.key, observation);
    noteSession(charger, observation);
  }
  charger.restored = true;
  if (derived !== null) restoreDerived(charger, derived);
  queueWaiting(fleet, charger);
  if (charger.gapAt > 0) fleet.gaps.add(charger);
  restoreUnusable(charger, derived?.unusable ?? []);
  refreshState(charger);
  if (derived !== null) restoreSince(charger, derived);
  pulseChanged(fleet, charger);
  review(fleet, charger, now);
  noteCharger(fleet, charger, touches.installation | touches.firmware);
  if (fleet.live) queueSilence(fleet, charger);
  for (const entry of charger.open) {
    if (entry.restoredAt === 0) continue;
    const evidence = derived?.evidence[entry.command.id];
    if (evidence !== undefined) withEvidence(entry, evidence);
    proveByStored(fleet, charger, entry, observations, now);
    proveByHeld(fleet, charger, entry, now);
  }
}

function applyCommandRequested(fleet: Fleet, command: Command, now: number): void {
  const charger = fleet.chargers.get(command.deviceId);
  if (charger === undefined || fleet.commands.has(command.id)) return;
  const deadlineAt = command.deadlineAt ?? now + goodForMs(charger);
  const entry = admit(fleet, charger, { ...command, deadlineAt }, 0);
  noteRequest(charger, entry);
}

/** A command that was requested before a crash may have gone out: its answer decides, and proof counts from the request. */
function applyCommandRestored(fleet: Fleet, command: Command, now: number): void {
  const charger = fleet.chargers.get(command.deviceId);
  if (charger === undefined) return;
  const deadlineAt =
    isOpen(command) && stageOf(command) === "requested" ? requestedAt(command) + goodForMs(charger) : null;
  const entry = admit(fleet, charger, { ...command, deadlineAt: command.deadlineAt ?? deadlineAt }, now);
  // One that was given through this process is known better here.
  if (entry.restoredAt === 0 || Number.isFinite(entry.publishedAt)) return;
  const publishedAt = publishedAtOf(command);
  entry.publishedAt = Number.isFinite(publishedAt) ? publishedAt : requestedAt(command);
  if (isOpen(command)) {
    withEvidence(entry, null);
    proveByHeld(fleet, charger, entry, now);
    const stray = fleet.strayAnswers.get(command.id);
    if (stray?.deviceId === command.deviceId) answer(fleet, charger, entry, stray, stray.receivedAt);
    return;
  }
  const effectiveAt = command.kind === "stop" ? stageAt(command, "effective") : null;
  if (effectiveAt !== null) restorePause(charger, command.by.name, effectiveAt);
}

/** A flag of a minute after the command's effect is another pause, that was not ours. */
const samePauseMs = 60_000;

function restorePause(charger: LiveCharger, name: string, at: number): void {
  const flag = charger.observations.get("pausedByOrder");
  if (flag !== undefined && flag.observedAt > at + (flag.value === true ? samePauseMs : 0)) return;
  if (charger.pausedBy === null || charger.pausedBy.at < at) charger.pausedBy = { name, at };
}

function withCommand(
  fleet: Fleet,
  id: string,
  then: (charger: LiveCharger, entry: NonNullable<ReturnType<Fleet["commands"]["get"]>>) => void,
): void {
  const entry = fleet.commands.get(id);
  const charger = entry === undefined ? undefined : fleet.chargers.get(entry.command.deviceId);
  if (entry !== undefined && charger !== undefined) then(charger, entry);
}

function applyAvailable(fleet: Fleet, versions: readonly AvailableVersion[]): void {
  fleet.available.clear();
  for (const version of versions) fleet.available.set(version.product, version);
  fleet.change.firmware = true;
  for (const charger of fleet.chargers.values()) noteCharger(fleet, charger, touches.firmware);
}

/** What a car waits for: told of its installation too. */
const limitOf = (grant: GrantView | undefined) => waitsFor(grant ?? null);

function applyGrants(fleet: Fleet, grants: ReadonlyMap<DeviceId, GrantView>): void {
  const before = fleet.grants;
  fleet.grants = new Map(grants);
  const noteIfOther = (deviceId: DeviceId) => {
    const charger = fleet.chargers.get(deviceId);
    const [was, is] = [before.get(deviceId), grants.get(deviceId)];
    if (charger === undefined || isDeepStrictEqual(was, is)) return;
    const ofInstallation = was?.reserved || is?.reserved || !isDeepStrictEqual(limitOf(was), limitOf(is));
    noteCharger(fleet, charger, ofInstallation ? touches.installation : 0);
  };
  for (const deviceId of grants.keys()) noteIfOther(deviceId);
  for (const deviceId of before.keys()) if (!grants.has(deviceId)) noteIfOther(deviceId);
}
