import { type KnownKey, knownKeys, type ObservationKey } from "../charger/observation";

/** What history is asked for by: what belongs together on a page. */
export const historyGroups = [
  "measurements",
  "operation",
  "warnings",
  "firmware",
  "connectivity",
  "allocations",
  "settings",
  "presence",
  "events",
  "commands",
  "other",
] as const;
export type HistoryGroup = (typeof historyGroups)[number];

const groups: Readonly<Record<KnownKey, HistoryGroup>> = {
  powerW: "measurements",
  current1A: "measurements",
  current2A: "measurements",
  current3A: "measurements",
  voltage1V: "measurements",
  voltage2V: "measurements",
  voltage3V: "measurements",
  sessionEnergyKwh: "measurements",
  temperatureC: "measurements",
  humidityPercent: "measurements",
  mode: "operation",
  pausedByOrder: "operation",
  sessionId: "operation",
  tag: "operation",
  completedSession: "operation",
  signedMeterValue: "other",
  meterKey: "other",
  nextScheduleEvent: "operation",
  warnings: "warnings",
  startedUp: "operation",
  uptime: "operation",
  uptimeMCU: "operation",
  mcuVersion: "firmware",
  computerVersion: "firmware",
  upgradeNote: "firmware",
  signalStrength: "connectivity",
  pulseIntervalS: "connectivity",
  communicationMode: "connectivity",
  allocatedCurrentA: "allocations",
  allocatedTerminals: "allocations",
  authenticationRequired: "settings",
  maxCurrentA: "settings",
  minCurrentA: "settings",
  maxPhases: "settings",
  offlineTerminals: "settings",
  offlineCurrentA: "settings",
  rotation: "settings",
  networkType: "settings",
  enabled: "settings",
  standAlone: "settings",
  installationGuid: "settings",
  capabilities: "settings",
};
const known = new Map<ObservationKey, HistoryGroup>(knownKeys.map((key) => [key, groups[key]]));

/** Where an observation belongs; what only its dialect knows is "other". */
export const groupOf = (key: ObservationKey): HistoryGroup => known.get(key) ?? "other";
