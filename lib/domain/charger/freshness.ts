import type { ObservationKey } from "./observation";
import type { PresenceWord } from "./presence";

/** How long a value holds: while the charger is online, for a span after it was observed, or always. */
export type Hold = "whileOnline" | "always" | number;

const minute = 60_000;
const hour = 60 * minute;

/** Voltages are sent rarely: at the start of a session, at disconnect and at boot. */
const voltageHoldMs = 60 * minute;
/** Sent every 12 hours while idle, with an hour to spare. */
const slowHoldMs = 13 * hour;

const holds = new Map<ObservationKey, Hold>();
const hold = (how: Hold, ...keys: ObservationKey[]) => {
  for (const key of keys) holds.set(key, how);
};

hold(voltageHoldMs, "voltage1V", "voltage2V", "voltage3V");
hold(slowHoldMs, "humidityPercent", "signalStrength");
hold(
  "always",
  "authenticationRequired",
  "maxCurrentA",
  "minCurrentA",
  "maxPhases",
  "offlineTerminals",
  "offlineCurrentA",
  "rotation",
  "networkType",
  "enabled",
  "standAlone",
  "installationGuid",
  "mcuVersion",
  "computerVersion",
  "pulseIntervalS",
  "communicationMode",
  "capabilities",
  "completedSession",
  "meterKey",
);

/**
 * How long an observation's value holds. Voltages 60 min; temperatures, humidity and signal 13 h; settings and versions always;
 * everything else is sent when it changes and holds while its charger is online.
 */
export function holdOf(key: ObservationKey): Hold {
  const known = holds.get(key);
  if (known !== undefined) return known;
  if (key.startsWith("temperature")) return slowHoldMs;
  return key.endsWith("Version") ? "always" : "whileOnline";
}

/** Whether a value holds only because its charger would tell another one: no longer once its connection was interrupted. */
export const holdsWhileHeard = (key: ObservationKey): boolean => holdOf(key) === "whileOnline";

/** Whether nothing but the charger changes it: then what it told last goes on, whatever its presence. */
export const holdsAlways = (key: ObservationKey): boolean => holdOf(key) === "always";

/**
 * Whether a value that was observed at `at` (ms) still holds at `now` (ms). Time passing alone never makes an old value
 * current again. Settings and versions hold whatever the presence, since nothing but the charger changes them.
 */
export function freshness(key: ObservationKey, at: number, presence: PresenceWord, now: number): "current" | "old" {
  const how = holdOf(key);
  if (how === "always") return "current";
  if (presence !== "online") return "old";
  return how === "whileOnline" || now - at <= how ? "current" : "old";
}
