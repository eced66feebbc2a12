import { stepOf, type Told, unwatched, watchSteps } from "../../domain/electrical/current-step";
import { isSinglePhase, legsOf } from "../../domain/electrical/phase";
import { legOfStep } from "../../domain/faults/find-rotation";
import { type MeterReading, meterHoldMs } from "../../domain/settings/available";
import { isCurrent } from "../presence/presence";
import { disconnectedAt, type LiveCharger, modeOf } from "../state/charger";
import type { Fleet } from "../state/fleet";
import type { LiveInstallation, WholeReading } from "../state/installation";
import type { Traced } from "../state/traced-state";
import { networkOf, rotationOf, terminalsNow } from "./electric";
import { review } from "./review";
import { newTraced, noteTraced } from "./traced";

/** Readings that follow each other faster say nothing more, ms. */
const everyMs = 1_000;
/** How long readings are kept, and how far apart those before and after a step may be at most, ms. */
const keptMs = 120_000;
const apartMs = 90_000;
/** A charger tells a rise 5 s after it began, so that what a meter said this long before is from before it, ms. */
const leadMs = 10_000;
/** Where nothing has moved for so long after it was told, the step is over, ms. */
const lagMs = 5_000;
/** By then everybody else who moved meanwhile has told it, ms. */
const restMs = 30_000;

/**
 * A meter of the total said a word: looks which chargers' currents have stepped, and for those that have come to rest since,
 * on which line the meter saw it. Only here, so that a charger's message costs nothing for it.
 */
export function traceSteps(fleet: Fleet, live: LiveInstallation, reading: MeterReading): void {
  // Of one phase there is no other line, whatever the meter calls it.
  if (isSinglePhase(live.installation.networkType)) return;
  const last = live.readings.at(-1);
  const now = reading.receivedAt;
  const [first, second, third] = reading.currentA;
  if (first === null || second === null || third === null || (last && now - last.receivedAt < everyMs)) return;
  const lost = last === undefined || now - last.receivedAt >= meterHoldMs;
  // What has moved while the meter was not heard may have moved at any time.
  const since = lost ? Number.NEGATIVE_INFINITY : last.receivedAt;
  keep(live.readings, { ...reading, currentA: [first, second, third] }, lost);
  const rested: { charger: LiveCharger; traced: Traced; told: Told }[] = [];
  for (const charger of live.chargers) {
    const told = isCurrent(fleet, charger) ? toldBy(charger) : null;
    charger.traced ??= newTraced(unwatched);
    const { traced } = charger;
    traced.watch = watchSteps(traced.watch, told, since, now);
    if (told !== null && traced.watch.beforeA !== null && now >= traced.watch.movedAt + restMs)
      rested.push({ charger, traced, told });
  }
  for (const { charger, traced, told } of rested) {
    if (traceStep(fleet, live, charger, traced, told)) review(fleet, charger, now);
    traced.watch = { ...traced.watch, beforeA: null, nowA: told.ampsA };
  }
}

/** None of before the meter was lost, none too old. */
function keep(readings: WholeReading[], reading: WholeReading, lost: boolean): void {
  readings.push(reading);
  const oldestAt = reading.receivedAt - keptMs;
  readings.splice(0, lost ? readings.length - 1 : readings.findIndex(({ receivedAt }) => receivedAt >= oldestAt));
}

/** The currents of the wired readings in A; null: one is not known. Without a car none flows, whatever was said before. */
function toldBy(charger: LiveCharger): Told | null {
  if (modeOf(charger) === "disconnected") return { ampsA: [0, 0, 0], at: disconnectedAt(charger) };
  const terminals = terminalsNow(charger);
  const legs = legsOf(networkOf(charger), rotationOf(charger));
  const ampsA: [number, number, number] = [0, 0, 0];
  let at = 0;
  for (const terminal of [0, 1, 2] as const) {
    if (legs[terminal] === null) continue;
    const reading = terminals[terminal];
    if (reading === null) return null;
    ampsA[terminal] = reading.value;
    at = Math.max(at, reading.at);
  }
  return { ampsA, at };
}

/** Looks for a charger's step in what the meter said. True: it was seen. */
function traceStep(fleet: Fleet, live: LiveInstallation, charger: LiveCharger, traced: Traced, told: Told): boolean {
  const { beforeA, startAt, movedAt } = traced.watch;
  const step = beforeA && stepOf(beforeA, told.ampsA);
  if (!step || legsOf(networkOf(charger), rotationOf(charger))[step.terminal] === null) return false;
  // Since readings are held back and clocks differ, each instant is the one that leaves less doubt.
  const before = live.readings.findLast(({ receivedAt }) => receivedAt <= startAt - leadMs);
  const after = live.readings.find(({ at }) => at >= movedAt + lagMs);
  if (before === undefined || after === undefined || after.at - before.at > apartMs) return false;
  // One meter may be that of several installations.
  const sharing = fleet.metered.get(live.meter?.topic ?? "") ?? [];
  const moved = (other: LiveCharger) => other !== charger && (other.traced?.watch.movedAt ?? 0) >= before.at;
  if (sharing.some(({ chargers }) => chargers.some(moved))) return false;
  const leg = legOfStep(networkOf(charger), step.changeA, before.currentA, after.currentA);
  if (leg === null) return false;
  noteTraced(traced, step.terminal, leg);
  return true;
}
