import { loadedA } from "../../domain/electrical/car-phases";
import { legsOf } from "../../domain/electrical/phase";
import type { Anomaly } from "../../domain/faults/anomaly";
import { type Followed, findAnomalies, follow, heldOver, settled, settlesAt } from "../../domain/faults/find-anomalies";
import { current } from "../../domain/reading";
import { oldReason, presenceWord } from "../presence/presence";
import { noteCharger } from "../state/change";
import { booleanOf, disconnectedAt, type LiveCharger, numberOf, numberReading, wordOf } from "../state/charger";
import type { Fleet } from "../state/fleet";
import { touches } from "../state/touches";
import { networkOf, rotationOf, sentNetwork, sentRotation, terminalsNow } from "./electric";
import { isPlainlyWell } from "./plainly-well";
import { gridVoltagesAt } from "./relays";
import { seenLegsOf } from "./traced";

const nothing: readonly Anomaly[] = [];
/** Most that one installation's view carries. */
const mostTold = 20;
/** Voltages hold for an hour: what they told ends with it, ms. */
const voltagesHoldMs = 3_600_000;

/** Whether what a charger says can be judged: after a gap of its connection, each reading by whether it still holds. */
function isHeard(fleet: Fleet, charger: LiveCharger): boolean {
  const old = oldReason(charger);
  return presenceWord(fleet, charger) === "online" && (old === null || old === "gap");
}

/** What is wrong with a charger now; nothing while it is not online. */
export function anomaliesOf(fleet: Fleet, charger: LiveCharger): readonly Anomaly[] {
  return charger.review === null || !isHeard(fleet, charger) ? nothing : charger.review.anomalies;
}

/** What is wrong with these chargers now, longest first. */
export function anomaliesIn(fleet: Fleet, chargers: readonly LiveCharger[]): Anomaly[] {
  const all: Anomaly[] = [];
  for (const charger of chargers) if (charger.review !== null) all.push(...anomaliesOf(fleet, charger));
  return all.sort((a, b) => a.since - b.since).slice(0, mostTold);
}

/** Judges a charger anew, after something that anomalies are judged by has changed or an instant has come. */
export function review(fleet: Fleet, charger: LiveCharger, now: number): void {
  if (isPlainlyWell(charger)) return;
  const before = charger.review;
  const heard = isHeard(fleet, charger);
  const followed = heard ? judge(charger, before?.followed ?? [], now) : heldOver(before?.followed ?? []);
  if (followed.length === 0 || !heard) {
    charger.review = followed.length === 0 ? null : { followed, anomalies: nothing, dueAt: before?.dueAt ?? now };
    if (before !== null && before.anomalies.length > 0) noteCharger(fleet, charger, touches.installation);
    return;
  }
  const anomalies = settled(charger.deviceId, followed, now);
  const nextAt = Math.min(settlesAt(followed, now), now + voltagesHoldMs);
  const waits = before !== null && before.dueAt > now && before.dueAt <= nextAt;
  if (!waits) fleet.reviews.push(nextAt, charger);
  charger.review = { followed, anomalies, dueAt: waits ? before.dueAt : nextAt };
  if (anomalies.length > 0 || (before?.anomalies.length ?? 0) > 0) noteCharger(fleet, charger, touches.installation);
}

/** Judges those whose instant has come. */
export function reviewDue(fleet: Fleet, now: number): void {
  while (fleet.reviews.nextAt() <= now) {
    const charger = fleet.reviews.pop();
    if (charger !== undefined && fleet.chargers.get(charger.deviceId) === charger) review(fleet, charger, now);
  }
}

/** What is wrong with a charger that is online, judged in full; `before`: what was wrong until now. */
export function judge(charger: LiveCharger, before: readonly Followed[], now: number): Followed[] {
  const network = networkOf(charger);
  const rotation = rotationOf(charger);
  const terminals = terminalsNow(charger);
  const legs = legsOf(network, rotation);
  const isLoaded = (t: 0 | 1 | 2) => legs[t] !== null && (terminals[t]?.value ?? 0) > loadedA;
  if (isLoaded(0) && isLoaded(1) && isLoaded(2)) charger.drewAllAt = terminals[0]?.at ?? 0;
  const findings = findAnomalies({
    network,
    rotation,
    entered: charger.entry?.rotation ?? null,
    said: sentRotation(charger),
    saidNetwork: sentNetwork(charger),
    terminals,
    voltages: gridVoltagesAt(charger, "online", now),
    powerW: current(numberReading(charger, "powerW")),
    allocatedA: numberOf(charger, "allocatedCurrentA"),
    allocatedTerminals: wordOf(charger, "allocatedTerminals"),
    standAlone: booleanOf(charger, "standAlone") === true,
    drewAll: charger.drewAllAt > Math.max(disconnectedAt(charger), charger.sessionStart?.observedAt ?? 0),
    seenLegs: seenLegsOf(charger),
  });
  return findings.length === 0 ? [] : follow(before, findings, now);
}
