import type { Anomaly } from "./anomaly";
import type { Command, CommandKind } from "./command";
import type { CircuitId, DeviceId, InstallationId, Product } from "./ids";
import type { JournalFigures } from "./journal-figures";
import type { UndecodableReason } from "./message";
import type { ImbalanceView, NeutralView, Peak, VoltagesView } from "./phases-view";
import type { Installation, NetworkType, Priority, Rotation, Triple } from "./topology";

/** A value and the instant it was observed. A missing reading (null) was never heard or has been cleared: unknown, never 0. */
export interface Reading<T> {
  value: T;
  at: number;
}

export type PresenceWord = "online" | "silent" | "offline" | "unknown";
export interface Presence {
  word: PresenceWord;
  since: number | null;
  /** Last pulse or telemetry that was not backlog. */
  heardAt: number | null;
  reason: "connected" | "heard" | "noPulse" | "connectionLost" | "brokerLost" | "neverHeard";
}

/** Why the values of a charger that is online are old: from before a restart of the dashboard, or its clock is not understood yet. */
export type OldReason = "restored" | "clock";

export type StateWord =
  | "charging"
  | "waitingForCurrent"
  | "waitingForAuthorisation"
  | "paused"
  | "finished"
  | "noCar"
  | "unknown";

/** The limit that binds: which circuit or installation or charger, on which line. */
export interface BindingLimit {
  of: "installation" | "circuit" | "charger" | "imbalance" | "tag";
  /** Name for people; null for the charger's own. */
  name: string | null;
  line: "L1" | "L2" | "L3" | null;
}

export interface ChargerState {
  word: StateWord;
  /** The raw operation mode, for support; null: never heard. */
  mode: number | null;
  since: number | null;
  /** waitingForCurrent: what is full. */
  limit: BindingLimit | null;
  /** paused: the person, if it was us. */
  pausedBy: { name: string; at: number } | null;
}

/**
 * The current on one of the installation's lines. `reading` null: unknown. `terminal`: the charger's own terminal that
 * feeds this line, where it is one and not the line's own number.
 */
export interface LineCurrent {
  reading: Reading<number> | null;
  /** Least and most in A, where the readings do not determine the line's current (IT); then `reading` is a middle figure. */
  rangeA?: readonly [number, number];
  terminal: 1 | 2 | 3 | null;
}

/** A sum over chargers on one line. `atLeast`: a part is unknown. Null: nothing is known. */
export interface LineSum {
  currentA: number | null;
  atLeast: boolean;
  /** The oldest instant among the parts. */
  at: number | null;
  /**
   * Least and most in A, where the currents of pairs do not determine the line's (IT). Show it instead of `currentA`, which is
   * a middle figure for bars. With `atLeast` the most is that of the known parts.
   */
  rangeA?: readonly [number, number];
}

export interface PhasesView {
  lines: Triple<LineSum>;
  /** Lower of fuse and available current per line, in A. */
  limitA: Triple<number>;
  /** Largest difference between two lines, A; null: not known. */
  imbalanceA: number | null;
  imbalanceAtLeast: boolean;
  imbalanceLimitA: number | null;
  /** The fuse in A, and what is available to the chargers in A; null: nothing but the fuse limits (a circuit). */
  fuseA: number;
  availableA: Triple<number> | null;
  /** What is left up to `limitA`, in A, not below 0; at most so much where the line's sum is `atLeast`. Null: not known. */
  headroomA: Triple<number | null>;
  /** What is kept free on each line for chargers that are not online, in A, beside what the sums count; undefined: nothing. */
  keptA?: Triple<number>;
  /** The last hour's largest currents; null: nothing was known in it. */
  peaks: Triple<Peak | null>;
  /** Since when the peaks have been watched, at most an hour ago, ms; null: not yet. */
  peaksFrom: number | null;
  imbalance: ImbalanceView;
  /** Null: the grid has none (IT), or nothing is known. */
  neutral: NeutralView | null;
  /** Null: no charger has told three voltages that still hold. */
  voltages: VoltagesView | null;
  /** Active by apparent power of the chargers where it was measured, 0 to 1; null: nowhere. */
  powerFactor: number | null;
}

export interface SessionView {
  id: string;
  startedAt: number | null;
  energyKwh: Reading<number> | null;
  /** The tag that was accepted; null: none told. */
  tag: string | null;
}

export interface FirmwareView {
  computer: Reading<string> | null;
  mcu: Reading<string> | null;
  /** The newest version support entered for the product; null: not known. */
  available: string | null;
  behind: boolean | null;
  upgrade: "carLeaves" | "running" | null;
}

/** Among those that wait for the same full line: 1 is next. `waitMs`: about how long until its turn; null: nobody knows. */
export interface QueueView {
  place: number;
  of: number;
  waitMs: number | null;
}

/** A car that takes less than it could have (the rest is given to others), or more than it was allocated (others make room). */
export interface TakesView {
  kind: "less" | "more";
  /** As measured on the phase that carries most, in A. */
  currentA: number;
  at: number;
}

/**
 * What nobody else is given since this charger may draw it, in A on each of the lines. unheard: it cannot be heard. untold: it is
 * there, but has not told what it does. standAlone: it ignores allocations.
 */
export interface KeptView {
  currentA: number;
  lines: readonly ("L1" | "L2" | "L3")[];
  why: "unheard" | "untold" | "standAlone";
}

/** What the load management grants, in A; null: it has granted nothing or does not run. */
export interface GrantView {
  currentA: number;
  /** The phase id, counting the charger's terminals (see `phase-id.ts`); null while it waits. */
  phaseId: number | null;
  /** The installation's lines that it loads; none while it waits. */
  lines: readonly ("L1" | "L2" | "L3")[];
  limit: BindingLimit | null;
  /** Null: it does not wait for others. */
  queue: QueueView | null;
  takes: TakesView | null;
  /** It is granted nothing, but so much is kept free for it. */
  kept?: KeptView;
}

export type CommandAvailability = { possible: true } | { possible: false; rule: CommandRule };
/** Why a command cannot be given now: keys of the catalogue (`rules.*`). */
export type CommandRule =
  | "startOnlyWhenPaused"
  | "stopNoCar"
  | "stopAlreadyPaused"
  | "stateUnknown"
  | "notConnected"
  | "brokerLost"
  | "open"
  | "role"
  | "storeUnavailable";

/** A charger on a page: whole, as every delta carries it. */
export interface ChargerView {
  deviceId: DeviceId;
  name: string;
  product: Product;
  installationId: InstallationId | null;
  circuitId: CircuitId | null;
  rotation: Rotation;
  presence: Presence;
  /** Why what it said last is shown as old though it is online; null: it is not. */
  old: OldReason | null;
  state: ChargerState;
  powerW: Reading<number> | null;
  /** Per line of the installation, un-rotated. */
  lines: Triple<LineCurrent>;
  /** Per terminal of the charger. */
  voltageV: Triple<Reading<number> | null>;
  /** Observation 510, else the entered maximum, in A. */
  limitA: number;
  /** As entered; null: it is in no topology. */
  priority: Priority | null;
  allocatedA: Reading<number> | null;
  allocatedPhases: Reading<number> | null;
  grant: GrantView | null;
  session: SessionView | null;
  firmware: FirmwareView;
  /** Names of the warning bits that are set (804). */
  warnings: string[];
  /** What is electrically wrong now; empty unless online. */
  anomalies: readonly Anomaly[];
  /** Measured: power (513) by voltages and currents, 0 to 1; null: not known. */
  powerFactor: Reading<number> | null;
  /** On how many phases the car draws now; null: on none, or not known. */
  carPhases: 1 | 2 | 3 | null;
  /** Open commands, and the newest ended one of each kind, newest first. */
  commands: Command[];
  /** By state and presence alone; role and open commands are the page's own part. */
  may: Record<CommandKind, CommandAvailability>;
  /** Bad messages since the dashboard started. */
  undecodable: number;
}

/** What only a charger's own page shows, beside its `ChargerView`. */
export interface ChargerDetail {
  deviceId: DeviceId;
  commands: Command[];
  /** Kept free for chargers that are not online, at the fuse and on the line that bind its grant, A; 0: nothing. */
  keptAtLimitA: number;
  offlineCurrentA: Reading<number> | null;
  offlinePhase: Reading<number> | null;
  networkType: Reading<number> | null;
  signalStrength: Reading<number> | null;
  communicationMode: Reading<string> | null;
  temperatureC: Reading<number> | null;
  humidityPercent: Reading<number> | null;
  nextScheduleEvent: Reading<string> | null;
  lastSession: { id: string; energyKwh: number | null; startedAt: number | null; endedAt: number | null } | null;
  /** By how much its clock is ahead, or behind where negative, ms; 0: it counts as right. */
  clockErrorMs: number;
  /** By its own word (147); null: it has not told one, and the usual counts. */
  pulseIntervalMs: number | null;
  events: { at: number; level: string; message: string }[];
}

export interface CircuitView {
  id: CircuitId;
  name: string;
  fuseA: number;
  phases: PhasesView;
}

/**
 * Where the available current comes from: as entered, by the schedule, set for now by people, what the meter leaves, or the
 * safe limit because the meter is not heard.
 */
export type AvailableSource = "fixed" | "schedule" | "override" | "meter" | "meterLost";

/** Why the available current is what it is; its amperes are in `phases.limitA`. */
export interface AvailableView {
  source: AvailableSource;
  /** When an override or a window of the schedule ends, ms. */
  until: number | null;
  /** When time alone may make it another, ms. */
  nextChangeAt: number | null;
  /** The last reading of the meter in A, `at` by its own clock in ms; null: no meter, or never heard. */
  meter: { currentA: Triple<number | null>; at: number } | null;
}

/** What people have set. `override` is there until it ends. */
export type SettingsView = Pick<
  Installation,
  "availableA" | "schedule" | "override" | "switchCurrentA" | "imbalanceLimitA" | "cloudPaced" | "meter"
>;

export interface InstallationView {
  id: InstallationId;
  name: string;
  networkType: NetworkType;
  timeZone: string;
  mainFuseA: number;
  phases: PhasesView;
  available: AvailableView;
  settings: SettingsView;
  circuits: CircuitView[];
  powerW: { value: number | null; atLeast: boolean };
  chargers: number;
  states: Record<StateWord, number>;
  presences: Record<PresenceWord, number>;
  /** Chargers that want a person: silent, offline, with a warning, or with a fault. */
  trouble: number;
  /** What is electrically wrong at its chargers, longest first; the first twenty. */
  anomalies: readonly Anomaly[];
}

export interface FirmwareFleetView {
  products: {
    product: Product;
    available: { version: string; enteredBy: string; at: number } | null;
    chargers: {
      deviceId: DeviceId;
      name: string;
      installationId: InstallationId | null;
      presence: PresenceWord;
      firmware: FirmwareView;
    }[];
  }[];
}

export interface UndecodableCount {
  deviceId: DeviceId | null;
  reason: UndecodableReason;
  count: number;
  lastAt: number;
}

/** How a journal stood at an instant (ms); null: it was never told. */
export interface JournalView {
  of: "dashboard" | "gateway";
  figures: JournalFigures | null;
  at: number | null;
}

/** What support alone sees across the fleet. */
export interface SupportView {
  /** The gateway's only where it is the product's own. */
  journals: JournalView[];
  unassigned: ChargerView[];
  undecodable: UndecodableCount[];
  latest: {
    deviceId: DeviceId | null;
    reason: UndecodableReason;
    detail: string;
    sample: string;
    receivedAt: number;
  }[];
}

/** One observation as support sees it. */
export interface SaidView {
  id: number;
  key: string;
  name: string;
  unit: string | null;
  raw: string | null;
  at: number;
  /** By the charger's own clock, ms. */
  ownAt: number;
  /** Tells of a person or a SIM card: shown only when asked for. */
  sensitive: boolean;
}

/** The dashboard's own links, told when one of them changes: `lastMessageAt` is of that moment. */
export interface LinksView {
  broker: { up: boolean; since: number; reason: string | null };
  store: { up: boolean; since: number; reason: string | null };
  lastMessageAt: number | null;
}

/** A point of the last hour: instant, power in W, and A on L1, L2, L3; null where nothing was known. */
export type HistoryPoint = readonly [
  at: number,
  powerW: number | null,
  l1A: number | null,
  l2A: number | null,
  l3A: number | null,
];
