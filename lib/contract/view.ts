import type { CompletedSession } from "../domain/charger/completed-session";
import type { Flapping } from "../domain/charger/flapping";
import type { GrantView } from "../domain/charger/grant";
import type { ObservationKey, Unusable } from "../domain/charger/observation";
import type { OldReason, Presence, PresenceWord } from "../domain/charger/presence";
import type { ChargerState, StateWord } from "../domain/charger/state";
import type { UndecodableReason } from "../domain/charger/undecodable-reason";
import type { Command, CommandKind } from "../domain/command/command";
import type { CommandAvailability } from "../domain/command/command-rules";
import type { LineCurrent, PhasesView } from "../domain/electrical/phases-view";
import type { Terminals } from "../domain/electrical/terminals";
import type { Anomaly } from "../domain/faults/anomaly";
import type { CircuitId, DeviceId, InstallationId, Product } from "../domain/ids";
import type { JournalFigures } from "../domain/journal-figures";
import type { Reading } from "../domain/reading";
import type { AvailableSource } from "../domain/settings/available";
import type { Installation, NetworkType, Priority, Rotation, Triple } from "../domain/topology";
import type { VerdictPart } from "../domain/verdict";

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
  /** `unchanged`: the last upgrade is over, and the version is the one before. */
  upgrade: "carLeaves" | "running" | "unchanged" | null;
}

/** A charger on a page: whole, as every delta carries it. */
export interface ChargerView {
  deviceId: DeviceId;
  name: string;
  product: Product;
  installationId: InstallationId | null;
  circuitId: CircuitId | null;
  rotation: Rotation;
  presence: Presence;
  /** Its connection begins anew too often; null: it does not. */
  flapping: Flapping | null;
  /** Why what it said last is shown as old though it is online; null: it is not. */
  old: OldReason | null;
  state: ChargerState;
  powerW: Reading<number> | null;
  /** Per line of the installation, un-rotated. */
  lines: Triple<LineCurrent>;
  /** Per terminal of the charger. */
  voltageV: Triple<Reading<number> | null>;
  /** Per terminal: it is wired, and its voltage is not the grid's, since it was measured with nothing connected. */
  voltageOffGrid: Triple<boolean>;
  /** By its own word, else the entered maximum, in A. */
  limitA: number;
  /** As entered; null: it is in no topology. */
  priority: Priority | null;
  allocatedA: Reading<number> | null;
  allocatedTerminals: Reading<Terminals> | null;
  grant: GrantView | null;
  session: SessionView | null;
  firmware: FirmwareView;
  /** Names of the warnings that are set, in the charger's own words. */
  warnings: string[];
  /** What is electrically wrong now; empty unless online. */
  anomalies: readonly Anomaly[];
  /** Measured: power by voltages and currents, 0 to 1; null: not known. */
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
  reservedAtLimitA: number;
  offlineCurrentA: Reading<number> | null;
  offlineTerminals: Reading<Terminals> | null;
  networkType: Reading<NetworkType> | null;
  signalStrength: Reading<number> | null;
  communicationMode: Reading<string> | null;
  temperatureC: Reading<number> | null;
  humidityPercent: Reading<number> | null;
  nextScheduleEvent: Reading<string> | null;
  lastSession: CompletedSession | null;
  /** What was told last and counts for nothing, longest first. `key`: one of `KnownKey`, or its dialect's own; `name`: its dialect's. */
  unusable: { key: ObservationKey; name: string; why: Unusable; since: number }[];
  /** By how much its clock is ahead, or behind where negative, ms; 0: it counts as right. */
  clockErrorMs: number;
  /** By its own word; null: it has not told one, and the usual counts. */
  pulseIntervalMs: number | null;
}

export interface CircuitView {
  id: CircuitId;
  name: string;
  fuseA: number;
  phases: PhasesView;
}

/** Why the available current is what it is; its amperes are in `phases.limitA`. */
export interface AvailableView {
  source: AvailableSource;
  /** When an override or a window of the schedule ends, ms. */
  until: number | null;
  /** When time alone may make it another, ms. */
  nextChangeAt: number | null;
  /**
   * The last reading of the meter in A, `at` by its own clock in ms; null: no meter, or never heard. `unusable`: why it is not known on a line
   * on which it was told.
   */
  meter: { currentA: Triple<number | null>; at: number; unusable?: Unusable } | null;
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
  /** What is wrong or soon will be, the worst first; empty: all is well. */
  verdict: readonly VerdictPart[];
  phases: PhasesView;
  available: AvailableView;
  settings: SettingsView;
  circuits: CircuitView[];
  powerW: { value: number | null; atLeast: boolean };
  chargers: number;
  states: Record<StateWord, number>;
  presences: Record<PresenceWord, number>;
  /** Chargers that want a person: silent, offline, with a connection that does not hold, a warning, or a fault. */
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
export interface SentView {
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
  /** Why it counts for nothing, where it does. */
  unusable?: Unusable;
}

/** A charger's own words as support sees them: an event (`about` null), or what it answered to a command or told of one. */
export interface SentMessage {
  at: number;
  about: CommandKind | null;
  /** Of an event: error, warning, information, unknown; null: it is none. */
  level: string | null;
  text: string;
}

/** What a charger really said: its observations by id, and its words, newest first. For support alone. */
export interface Sent {
  observations: SentView[];
  messages: SentMessage[];
}

/** The dashboard's own links, told when one of them changes: `lastMessageAt` is of that moment. */
export interface LinksView {
  broker: { up: boolean; since: number; reason: string | null };
  store: { up: boolean; since: number; reason: string | null };
  lastMessageAt: number | null;
}
