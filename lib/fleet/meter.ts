import { isDeepStrictEqual } from "node:util";
import { escaped } from "../domain/plain-text";
import { type Available, availableNow, type MeterReading, meterHoldMs } from "../domain/settings/available";
import { plausibleMeter } from "../domain/settings/plausible-meter";
import type { Installation, Triple } from "../domain/topology";
import { chargersDraw } from "./phases/chargers-draw";
import { traceSteps } from "./phases/trace";
import type { Fleet } from "./state/fleet";
import type { LiveInstallation } from "./state/installation";
import { noteImplausible } from "./undecodable";

const nobodyA: Triple<number> = [0, 0, 0];

/** What is available where no meter has been heard. */
export function firstAvailable(installation: Installation, now: number): Available {
  return availableNow(installation, null, nobodyA, now);
}

/**
 * A meter said a word just now. What it said before its last word is no news. A line on which it tells what cannot be read (`isUnreadable`),
 * or cannot be, is not known.
 */
export function applyMeter(fleet: Fleet, topic: string, told: MeterReading, isUnreadable = false): void {
  for (const live of fleet.metered.get(topic) ?? []) {
    const last = live.meter;
    if (last !== null && told.at < last.at && told.receivedAt - last.receivedAt < meterHoldMs) continue;
    const { mainFuseA } = live.installation;
    const currentA = plausibleMeter(told.currentA, mainFuseA);
    const isImplausible = currentA !== told.currentA;
    if (isImplausible) noteImplausibleMeter(fleet, topic, told, mainFuseA);
    const reading = { ...told, currentA };
    const unusable = isImplausible ? "implausible" : isUnreadable ? "unreadable" : null;
    const total = live.installation.meter?.measures === "total";
    const chargersA = total ? chargersDraw(fleet, live) : nobodyA;
    live.meter = { ...reading, topic, chargersA, unusable };
    live.view = null;
    fleet.change.installations.add(live.installation.id);
    refreshAvailable(fleet, live, reading.receivedAt);
    if (total) traceSteps(fleet, live, reading);
  }
}

function noteImplausibleMeter(fleet: Fleet, topic: string, reading: MeterReading, mainFuseA: number): void {
  const detail = `meter "${escaped(topic.slice(0, 60))}": more than twice the main fuse of ${mainFuseA} A`;
  noteImplausible(fleet, null, detail, JSON.stringify({ currentA: reading.currentA }), reading.receivedAt);
}

function refreshAvailable(fleet: Fleet, live: LiveInstallation, now: number): void {
  const before = live.available;
  const is = availableNow(live.installation, live.meter, live.meter?.chargersA ?? nobodyA, now);
  live.available = is;
  if (isDeepStrictEqual(is, before)) return;
  live.view = null;
  fleet.change.installations.add(live.installation.id);
  if (!isDeepStrictEqual(is.availableA, before.availableA)) fleet.change.available.add(live.installation.id);
}

/** Ends what time alone ends: windows, overrides, readings. */
export function passTime(fleet: Fleet, now: number): void {
  for (const live of fleet.installations.values()) {
    const { nextChangeAt } = live.available;
    if (nextChangeAt !== null && now >= nextChangeAt) refreshAvailable(fleet, live, now);
  }
}

/** Installations have been entered anew: what was heard of their meters stays, and what is available is judged again. */
export function takeOverMeters(fleet: Fleet, before: ReadonlyMap<string, LiveInstallation>, now: number): void {
  fleet.metered.clear();
  for (const [id, live] of fleet.installations) takeOverMeter(fleet, live, before.get(id), now);
}

/** `was`: the same installation as it was entered before; undefined: it is new. */
export function takeOverMeter(
  fleet: Fleet,
  live: LiveInstallation,
  was: LiveInstallation | undefined,
  now: number,
): void {
  const topic = live.installation.meter?.topic;
  if (topic !== undefined) {
    if (was?.meter?.topic === topic) live.meter = was.meter;
    const sharing = fleet.metered.get(topic);
    if (sharing === undefined) fleet.metered.set(topic, [live]);
    else sharing.push(live);
  }
  if (was !== undefined) live.available = was.available;
  refreshAvailable(fleet, live, now);
}

/** What its meter says is not for this installation any more. */
export function forgetMeter(fleet: Fleet, live: LiveInstallation): void {
  const topic = live.installation.meter?.topic;
  if (topic === undefined) return;
  const others = (fleet.metered.get(topic) ?? []).filter((one) => one !== live);
  if (others.length > 0) fleet.metered.set(topic, others);
  else fleet.metered.delete(topic);
}
