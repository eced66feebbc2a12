import type { ChargerDetail, SentView } from "../../contract/view";
import type { CompletedSession } from "../../domain/charger/completed-session";
import { addressesOf } from "../../domain/charger/flapping";
import type { ObservationKey } from "../../domain/charger/observation";
import { announcedPulseMs } from "../../domain/charger/pulse";
import type { DeviceId } from "../../domain/ids";
import { clockErrorMs } from "../clock/clock";
import { keptBack } from "../clock/doubt";
import { heldValue, type LiveCharger, numberOf, numberReading, textReading, wordReading } from "../state/charger";
import type { Fleet } from "../state/fleet";
import { reservedAtLimitOf } from "./reserved-current";

/** What only a charger's own page shows; null: no such charger. */
export function detailView(fleet: Fleet, deviceId: DeviceId, _now: number): ChargerDetail | null {
  const charger = fleet.chargers.get(deviceId);
  if (charger === undefined) return null;
  const number = (key: ObservationKey) => numberReading(charger, key);
  return {
    deviceId,
    commands: [...charger.commands],
    reservedAtLimitA: reservedAtLimitOf(fleet, charger),
    offlineCurrentA: number("offlineCurrentA"),
    offlineTerminals: offlineTerminals(charger),
    networkType: networkType(charger),
    signalStrength: number("signalStrength"),
    communicationMode: textReading(charger, "communicationMode"),
    temperatureC: number("temperatureC"),
    humidityPercent: number("humidityPercent"),
    nextScheduleEvent: textReading(charger, "nextScheduleEvent"),
    lastSession: lastSession(charger),
    clockErrorMs: charger.clock === null ? 0 : clockErrorMs(charger.clock),
    pulseIntervalMs: announcedPulseMs(numberOf(charger, "pulseIntervalS")),
    events: [...charger.events],
  };
}

function offlineTerminals(charger: LiveCharger): ChargerDetail["offlineTerminals"] {
  const reading = wordReading(charger, "offlineTerminals");
  return reading && { ...reading, raw: charger.observations.get("offlineTerminals")?.raw ?? "" };
}

function networkType(charger: LiveCharger): ChargerDetail["networkType"] {
  const reading = wordReading(charger, "networkType");
  return reading === null || reading.value === "unknown" ? null : { value: reading.value, at: reading.at };
}

function lastSession(charger: LiveCharger): CompletedSession | null {
  const value = heldValue(charger, "completedSession");
  return typeof value === "object" && value !== null && "energyKwh" in value ? value : null;
}

/** From where a charger's connections came, newest first; null: they do not begin too often, or there is no such charger. */
export function addressesView(fleet: Fleet, deviceId: DeviceId): string[] | null {
  const beginnings = fleet.chargers.get(deviceId)?.beginnings ?? null;
  return beginnings === null || beginnings.flapping === null ? null : addressesOf(beginnings);
}

/** A charger's observations as sent, by id and in its dialect's own words; null: no such charger. */
export function sentObservationsView(fleet: Fleet, deviceId: DeviceId): SentView[] | null {
  const charger = fleet.chargers.get(deviceId);
  if (charger === undefined) return null;
  // Also what belongs to a session whose place is not known yet: it was sent all the same.
  const back = charger.clock === null ? null : keptBack(charger.clock, charger.observations);
  const all = new Map(charger.observations.values().map((each) => [each.id, each]));
  for (const [id, observation] of back ?? []) all.set(id, observation);
  const sent = [...all.values()].map(({ id, raw, observedAt, ownAt }) => {
    const { key, name, unit, sensitive } = charger.dialect.describe(id);
    return { id, key, name, unit, raw, at: observedAt, ownAt, sensitive };
  });
  return sent.sort((a, b) => a.id - b.id);
}
