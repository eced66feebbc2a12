import type { ChargerDetail, SaidView } from "../../contract/view";
import { type CompletedSession, parseCompletedSession } from "../../domain/charger/completed-session";
import type { ObservationKey } from "../../domain/charger/observation";
import { announcedPulseMs } from "../../domain/charger/pulse";
import type { DeviceId } from "../../domain/ids";
import { clockErrorMs } from "../clock/clock";
import { type LiveCharger, numberOf, numberReading, textReading } from "../state/charger";
import type { Fleet } from "../state/fleet";
import { keptAtLimitOf } from "./reserved-current";

/** What only a charger's own page shows; null: no such charger. */
export function detailView(fleet: Fleet, deviceId: DeviceId, _now: number): ChargerDetail | null {
  const charger = fleet.chargers.get(deviceId);
  if (charger === undefined) return null;
  const number = (key: ObservationKey) => numberReading(charger, key);
  return {
    deviceId,
    commands: [...charger.commands],
    keptAtLimitA: keptAtLimitOf(fleet, charger),
    offlineCurrentA: number("offlineCurrentA"),
    offlinePhase: number("offlinePhase"),
    networkType: number("networkType"),
    signalStrength: number("signalStrength"),
    communicationMode: textReading(charger, "communicationMode"),
    temperatureC: number("temperatureInternal5C"),
    humidityPercent: number("humidityPercent"),
    nextScheduleEvent: textReading(charger, "nextScheduleEvent"),
    lastSession: lastSession(charger),
    clockErrorMs: charger.clock === null ? 0 : clockErrorMs(charger.clock),
    pulseIntervalMs: announcedPulseMs(numberOf(charger, "pulseInterval")),
    events: [...charger.events],
  };
}

const parsed = new WeakMap<object, CompletedSession | null>();

/** The record is read once, not with every drawing. */
function lastSession(charger: LiveCharger): CompletedSession | null {
  const held = charger.observations.get("completedSession");
  if (held === undefined || held.raw === null) return null;
  const known = parsed.get(held);
  if (known !== undefined) return known;
  const record = parseCompletedSession(held.raw);
  parsed.set(held, record);
  return record;
}

/** What a table of observations tells of an id. */
export interface Described {
  key: string;
  name: string;
  unit: string | null;
  sensitive: boolean;
}

/** A charger's observations as sent, by id; null: no such charger. */
export function sentObservationsView(
  fleet: Fleet,
  deviceId: DeviceId,
  described: (id: number) => Described,
): SaidView[] | null {
  const charger = fleet.chargers.get(deviceId);
  if (charger === undefined) return null;
  const sent = [...charger.observations.values()].map(({ id, raw, observedAt, ownAt }) => {
    const { key, name, unit, sensitive } = described(id);
    return { id, key, name, unit, raw, at: observedAt, ownAt, sensitive };
  });
  return sent.sort((a, b) => a.id - b.id);
}
