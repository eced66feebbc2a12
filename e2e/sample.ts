import type { Role } from "../lib/domain/access/person";
import { type Charger, type Rotation, type Topology, usualPriority, usualSettings } from "../lib/domain/topology";
import { latestFirmware } from "../lib/simulator/charger/spec";

/** Each journey has a charger of its own, so that none waits for what another left behind. */
export const journeys = {
  plugIn: "ZPR900001",
  stop: "ZPR900002",
  refuse: "ZPR900003",
  noEffect: "ZPR900004",
  silent: "ZPR900005",
  broker: "ZPR900006",
  pages: "ZPR900007",
  together: "ZPR900008",
  phone: "ZPR900009",
  keyboard: "ZPR900010",
  firmware: "ZPR900011",
  restart: "ZPR900012",
  behind: "ZPR900013",
  garbage: "ZPR900014",
  garage: "ZPR900015",
  shared: "ZPR900016",
  hidden: "ZPR900017",
  access: "ZPR900018",
  settings: "ZPR900019",
  takes: "ZPR900022",
  queues: "ZPR900023",
  fault: "ZPR900024",
  leaves: "ZPR900025",
  log: "ZPR900026",
  sticky: "ZPR900027",
  timeline: "ZPR900028",
  usage: "ZPR900029",
  moment: "ZPR900032",
} as const;

export const newest = latestFirmware.Pro.computer;
export const older = "5.2.1.1";
const behind: readonly string[] = [journeys.firmware, journeys.behind];

/** On one line of a circuit with room for one car. */
const narrow: readonly string[] = [journeys.takes, journeys.queues];

/** The simulated chargers, one for each journey. */
export const chargers = Object.values(journeys).map((deviceId) => ({
  deviceId,
  ...(behind.includes(deviceId) ? { firmware: { ...latestFirmware.Pro, computer: older } } : {}),
  ...(narrow.includes(deviceId) ? { rotation: "L1" as const } : {}),
}));

/** Speaks on a broker of the operator's own, but hangs nowhere. */
export const stranger = "ZPR900040";

/** Enrolled, but spoken for by the official SDK and by the recording. */
export const sdkCharger = "ZPR900020";
export const recordedCharger = "ZPR900021";
export const foreignCharger = "ZPR900030";

const charger = (deviceId: string, circuitId: string, name: string, rotation: Rotation = "RST"): Charger => ({
  deviceId,
  circuitId,
  name,
  rotation,
  maxCurrentA: 32,
  minCurrentA: 6,
  priority: usualPriority,
  enrolled: false,
});

const common = {
  networkType: "TN3" as const,
  mainFuseA: 400,
  availableA: [400, 400, 400] as const,
  imbalanceLimitA: null,
  switchCurrentA: 6,
  timeZone: "Europe/Berlin",
  authorisation: { kind: "any" as const },
  ...usualSettings,
};

export const home = { id: "sample-house", name: "Sample house" };
export const foreign = { id: "sample-foreign", name: "Sample of somebody else" };

export const topology: Topology = {
  installations: [
    { ...common, ...home },
    { ...common, ...foreign, cloudPaced: true },
  ],
  circuits: [
    { id: "house-a", installationId: home.id, name: "A", fuseA: 400 },
    { id: "house-b", installationId: home.id, name: "B", fuseA: 63 },
    { id: "house-c", installationId: home.id, name: "C", fuseA: 10 },
    { id: "foreign-a", installationId: foreign.id, name: "Foreign A", fuseA: 63 },
  ],
  chargers: [
    ...Object.entries(journeys).map(([name, id]) =>
      narrow.includes(id) ? charger(id, "house-c", `Bay ${name}`, "L1") : charger(id, "house-a", `Bay ${name}`),
    ),
    charger(sdkCharger, "house-b", "Bay SDK"),
    charger(recordedCharger, "house-b", "Bay recording"),
    charger(foreignCharger, "foreign-a", "Foreign bay"),
  ],
};

export const password = "correct horse battery staple";
/** Of who publishes prices at the gateway. */
export const pricesPassword = "a password of its own for prices";

export const people: Record<Role, { email: string; name: string; installations: string[] }> = {
  owner: { email: "owner@example.com", name: "Sample Owner", installations: [home.id] },
  manager: { email: "manager@example.com", name: "Sample Manager", installations: [home.id] },
  support: { email: "support@example.com", name: "Sample Support", installations: [] },
};
