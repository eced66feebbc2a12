import type { DeviceId } from "../domain/ids";
import { escaped } from "../domain/plain-text";
import type { Undecodable } from "../protocol/charger-report";
import { noteCharger, noteSupport } from "./state/change";
import type { Fleet, KeptUndecodable } from "./state/fleet";

const mostCounts = 2_000;
const keptLatest = 50;
const keptOfOne = 10;
const mostKept = 500;
/** What support sees of a text that was read, characters. */
const longestSample = 200;

/** Counts what could not be read, per charger and reason, and keeps the last ones; all of it bounded. */
export function noteUndecodable(fleet: Fleet, fault: Undecodable): void {
  const { deviceId, reason, detail, sample, receivedAt, messages = 1 } = fault;
  count(fleet, fault);
  const kept: KeptUndecodable = { deviceId, reason, detail, sample, receivedAt };
  fleet.undecodableLatest.unshift(kept);
  if (fleet.undecodableLatest.length > keptLatest) fleet.undecodableLatest.pop();
  noteSupport(fleet);
  const charger = deviceId === null ? undefined : fleet.chargers.get(deviceId);
  if (charger === undefined) return;
  charger.undecodable += messages;
  keepOf(fleet, charger.deviceId, kept);
  noteCharger(fleet, charger, 0);
}

/** Counts what was read and cannot be so, as what could not be read. */
export function noteImplausible(
  fleet: Fleet,
  deviceId: DeviceId | null,
  detail: string,
  sent: string,
  receivedAt: number,
): void {
  const sample = escaped(sent.slice(0, longestSample));
  noteUndecodable(fleet, { kind: "undecodable", deviceId, reason: "implausible", detail, sample, receivedAt });
}

function count(fleet: Fleet, { deviceId, reason, receivedAt, messages = 1 }: Undecodable): void {
  const counts = fleet.undecodableCounts;
  let known = counts.get(`${deviceId}|${reason}`);
  if (known === undefined) {
    // Beyond the bound, what a flood of invented ids sends is counted together.
    const owner = counts.size < mostCounts ? deviceId : null;
    known = counts.get(`${owner}|${reason}`) ?? { deviceId: owner, reason, count: 0, lastAt: 0 };
    counts.set(`${owner}|${reason}`, known);
  }
  known.count += messages;
  known.lastAt = receivedAt;
}

function keepOf(fleet: Fleet, deviceId: DeviceId, kept: KeptUndecodable): void {
  const of = fleet.undecodableOf.get(deviceId) ?? [];
  fleet.undecodableOf.delete(deviceId);
  fleet.undecodableOf.set(deviceId, [kept, ...of].slice(0, keptOfOne));
  const oldest = fleet.undecodableOf.keys().next();
  if (fleet.undecodableOf.size > mostKept && !oldest.done) fleet.undecodableOf.delete(oldest.value);
}

/** The last undecodable messages of one charger, newest first. */
export function undecodableOf(fleet: Fleet, deviceId: DeviceId): readonly KeptUndecodable[] {
  return fleet.undecodableOf.get(deviceId) ?? [];
}
