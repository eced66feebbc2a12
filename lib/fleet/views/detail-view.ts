import type { ChargerDetail, SentMessage, SentView } from "../../contract/view";
import type { CompletedSession } from "../../domain/charger/completed-session";
import { addressesOf } from "../../domain/charger/flapping";
import { type Observation, type ObservationKey, type Unusable, unreadable } from "../../domain/charger/observation";
import { announcedPulseMs } from "../../domain/charger/pulse";
import { rawWords, withoutRaw } from "../../domain/command/raw-words";
import type { DeviceId } from "../../domain/ids";
import { clockErrorMs } from "../clock/clock";
import { keptBack } from "../clock/doubt";
import { type LiveCharger, numberOf, shownNumber, textReading, wordReading } from "../state/charger";
import type { Fleet } from "../state/fleet";
import { reservedAtLimitOf } from "./reserved-current";

/** What only a charger's own page shows; null: no such charger. */
export function detailView(fleet: Fleet, deviceId: DeviceId, _now: number): ChargerDetail | null {
  const charger = fleet.chargers.get(deviceId);
  if (charger === undefined) return null;
  const number = (key: ObservationKey) => shownNumber(charger, key);
  return {
    deviceId,
    commands: charger.commands.map(withoutRaw),
    reservedAtLimitA: reservedAtLimitOf(fleet, charger),
    offlineCurrentA: number("offlineCurrentA"),
    offlineTerminals: wordReading(charger, "offlineTerminals"),
    networkType: networkType(charger),
    signalStrength: number("signalStrength"),
    communicationMode: textReading(charger, "communicationMode"),
    temperatureC: number("temperatureC"),
    humidityPercent: number("humidityPercent"),
    nextScheduleEvent: textReading(charger, "nextScheduleEvent"),
    lastSession: lastSession(charger),
    unusable: unusableOf(charger),
    clockErrorMs: charger.clock === null ? 0 : clockErrorMs(charger.clock),
    pulseIntervalMs: announcedPulseMs(numberOf(charger, "pulseIntervalS")),
  };
}

function networkType(charger: LiveCharger): ChargerDetail["networkType"] {
  const reading = wordReading(charger, "networkType");
  return reading === null || reading.value === "unknown" ? null : { value: reading.value, at: reading.at };
}

/** Its times stand though its energy cannot be. */
function lastSession({ observations, unusable }: LiveCharger): CompletedSession | null {
  const value = observations.get("completedSession")?.value;
  if (typeof value !== "object" || value === null || !("energyKwh" in value)) return null;
  return unusable?.get("completedSession")?.why === "implausible" ? { ...value, energyKwh: null } : value;
}

function unusableOf({ unusable, dialect }: LiveCharger): ChargerDetail["unusable"] {
  const all = [...(unusable ?? [])].map(([key, { why, since, observation }]) => {
    const { name } = dialect.describe(observation.id);
    return { key, name, why, since };
  });
  return all.sort((a, b) => a.since - b.since);
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
  for (const { observation } of charger.unusable?.values() ?? []) all.set(observation.id, observation);
  for (const [id, observation] of back ?? []) all.set(id, observation);
  const sent = [...all.values()].map((observation): SentView => {
    const { id, raw, observedAt, ownAt } = observation;
    const { key, name, unit, sensitive } = charger.dialect.describe(id);
    const why = whyUnusable(charger, observation);
    return { id, key, name, unit, raw, at: observedAt, ownAt, sensitive, ...(why && { unusable: why }) };
  });
  return sent.sort((a, b) => a.id - b.id);
}

/** A charger's events, and its own words to commands, newest first. */
export function sentMessagesView(fleet: Fleet, deviceId: DeviceId): SentMessage[] {
  const charger = fleet.chargers.get(deviceId);
  if (charger === undefined) return [];
  const events = charger.events.map(
    ({ at, level, message }): SentMessage => ({ at, about: null, level, text: message }),
  );
  const answers = charger.commands.flatMap(({ kind, course }) =>
    rawWords(course).map(({ at, text }): SentMessage => ({ at, about: kind, level: null, text })),
  );
  return [...events, ...answers].sort((a, b) => b.at - a.at);
}

function whyUnusable({ unusable }: LiveCharger, observation: Observation): Unusable | null {
  if (observation.value === unreadable) return "unreadable";
  const known = unusable?.get(observation.key);
  return known?.observation === observation ? known.why : null;
}
