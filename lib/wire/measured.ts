import type { Message } from "../domain/message";
import type { ObservationKey } from "../domain/observation";

const measured: ReadonlySet<ObservationKey> = new Set([
  "powerW",
  "current1A",
  "current2A",
  "current3A",
  "voltage1V",
  "voltage2V",
  "voltage3V",
  "sessionEnergyKwh",
  "humidityPercent",
  "signalStrength",
]);

const isMeasured = (key: ObservationKey) => measured.has(key) || key.startsWith("temperature");

/**
 * Whether a message holds nothing but measurements, of which a newer one soon takes the place: what may be let go first where
 * there is no more room. Operation modes, sessions, tags, settings, versions, events, answers, connections never are.
 */
export function isOnlyMeasured(message: Message): boolean {
  if (message.kind === "pulse") return true;
  return message.kind === "observations" && message.observations.every(({ key }) => isMeasured(key));
}
