import type { JournalView, LinksView, SupportView, UndecodableCount } from "../../contract/view";
import type { GrantView } from "../../domain/charger/grant";
import type { UndecodableReason } from "../../domain/charger/undecodable-reason";
import type { PeakRing } from "../../domain/electrical/peak-ring";
import type { DeviceId, InstallationId, Product } from "../../domain/ids";
import type { ToldFigures } from "../../domain/journal-figures";
import type { Dialect } from "../../protocol/dialect";
import type { LiveCharger } from "./charger";
import { DueQueue } from "./due-queue";
import type { AvailableVersion, Change } from "./event";
import type { LiveInstallation } from "./installation";
import type { TrackedCommand } from "./tracked-command";

export interface FleetOptions {
  /** When the dashboard began to look, ms. */
  startedAt: number;
  /** The dialect that a charger speaks. */
  dialectOf(deviceId: DeviceId): Dialect;
  /** Whose journals are known here. */
  journals: readonly JournalView["of"][];
}

export interface KeptUndecodable {
  deviceId: DeviceId | null;
  reason: UndecodableReason;
  detail: string;
  sample: string;
  receivedAt: number;
}

export interface StrayAnswer {
  deviceId: DeviceId;
  status: number;
  body: string | null;
  receivedAt: number;
}

/** What is true now of all chargers; changed in place by `apply` alone. */
export interface Fleet {
  readonly options: FleetOptions;
  readonly chargers: Map<DeviceId, LiveCharger>;
  readonly installations: Map<InstallationId, LiveInstallation>;
  /** Those with a meter, by its topic. */
  readonly metered: Map<string, LiveInstallation[]>;
  /** Those that speak but are in no topology; bounded, oldest first. */
  readonly unassigned: Map<DeviceId, LiveCharger>;
  /** Those that are entered, but hang on no circuit yet. */
  readonly unplaced: Map<DeviceId, LiveCharger>;
  /** What hangs where has been told at least once. */
  placed: boolean;
  readonly commands: Map<string, TrackedCommand>;
  /** Answers that name no command known yet, by `rid`; bounded, oldest first. */
  readonly strayAnswers: Map<string, StrayAnswer>;
  readonly open: Set<TrackedCommand>;
  /** Those whose connection was interrupted, until they have told again what matters. */
  readonly gaps: Set<LiveCharger>;
  readonly silences: DueQueue<LiveCharger>;
  /** Chargers with something that history has not been told for want of a settled place. */
  readonly unsettled: DueQueue<LiveCharger>;
  /** Chargers whose anomalies are to be judged anew at an instant. */
  readonly reviews: DueQueue<LiveCharger>;
  /** Those whose connection has begun more than once of late. */
  readonly restless: Set<LiveCharger>;
  /** The largest currents of the last hour, by installation and by circuit. */
  readonly peaks: Map<string, PeakRing>;
  /** When peaks were last looked for, ms. */
  sampledAt: number;
  readonly available: Map<Product, AvailableVersion>;
  grants: ReadonlyMap<DeviceId, GrantView>;

  broker: LinksView["broker"];
  store: LinksView["store"];
  lastMessageAt: number;
  /** Connected to the broker, and the backlog is behind us: only then is anything known about now. */
  live: boolean;
  /** Since when nothing has been known about now, while not `live`; else the last such instant. */
  blindAt: number;
  /** Counts the losses of the broker: what was told before the last one tells nothing about now. */
  epoch: number;

  readonly undecodableCounts: Map<string, UndecodableCount>;
  readonly undecodableLatest: KeptUndecodable[];
  readonly undecodableOf: Map<DeviceId, KeptUndecodable[]>;
  support: SupportView | null;
  readonly journals: Map<JournalView["of"], ToldFigures>;

  rev: number;
  /** Counts the `takeChange`s: what was noted in an earlier one is noted again. */
  take: number;
  change: Change;
}

/** An empty fleet, whose broker has not been reached yet. */
export function createFleet(options: Partial<FleetOptions> & Pick<FleetOptions, "dialectOf">): Fleet {
  const startedAt = options.startedAt ?? 0;
  return {
    options: {
      startedAt,
      dialectOf: options.dialectOf,
      journals: options.journals ?? ["dashboard"],
    },
    chargers: new Map(),
    installations: new Map(),
    metered: new Map(),
    unassigned: new Map(),
    unplaced: new Map(),
    placed: false,
    commands: new Map(),
    strayAnswers: new Map(),
    open: new Set(),
    gaps: new Set(),
    silences: new DueQueue(),
    unsettled: new DueQueue(),
    reviews: new DueQueue(),
    restless: new Set(),
    peaks: new Map(),
    sampledAt: startedAt,
    available: new Map(),
    grants: new Map(),
    broker: { up: false, since: startedAt, reason: null },
    store: { up: true, since: startedAt, reason: null },
    lastMessageAt: 0,
    live: false,
    blindAt: startedAt,
    epoch: 0,
    undecodableCounts: new Map(),
    undecodableLatest: [],
    undecodableOf: new Map(),
    support: null,
    journals: new Map(),
    rev: 0,
    take: 0,
    change: emptyChange(0),
  };
}

export function emptyChange(rev: number): Change {
  return {
    rev,
    chargers: new Set(),
    installations: new Set(),
    available: new Set(),
    links: false,
    support: false,
    firmware: false,
    commands: new Map(),
    observations: new Map(),
    history: [],
    prices: [],
    derived: new Set(),
    orders: new Map(),
    reports: new Set(),
    pingReplies: new Set(),
    tags: new Map(),
  };
}
