import type { GrantView } from "../../domain/charger/grant";
import type { Observation } from "../../domain/charger/observation";
import type { Command } from "../../domain/command/command";
import type { HistoryRow } from "../../domain/history/row";
import type { DeviceId, InstallationId, Product } from "../../domain/ids";
import type { InstallationPart } from "../../domain/installation-part";
import type { JournalFigures } from "../../domain/journal-figures";
import type { Topology } from "../../domain/topology";
import type { ChargerOrder } from "../../protocol/charger-order";
import type { Arrival, Message } from "../../protocol/message";
import type { Derived } from "./derived";

/** Everything that can happen to the fleet; time passing (`tick`) is one of them. */
export type FleetEvent =
  | { kind: "arrival"; arrival: Arrival }
  | { kind: "broker"; up: boolean; reason: string | null }
  | { kind: "store"; up: boolean; reason: string | null }
  | { kind: "topology"; topology: Topology }
  /** Something is set anew for an installation or its chargers; it has the same circuits and chargers as before. */
  | { kind: "installationChanged"; part: InstallationPart }
  /** Last known from the store at start: shown as old, proves nothing. `derived`: what `derivedOf` gave; null: nothing is stored. */
  | {
      kind: "restored";
      deviceId: DeviceId;
      heardAt: number | null;
      observations: readonly Observation[];
      derived: Derived | null;
    }
  /** What was acknowledged before a restart, and was not in the store, has come again as arrivals: it is old as well. */
  | { kind: "replayed" }
  /** A command from the store: at start, or given through another instance. */
  | { kind: "commandRestored"; command: Command }
  | { kind: "commandRequested"; command: Command }
  | { kind: "commandPublished"; id: string }
  | { kind: "commandNotPublished"; id: string }
  /** How the dashboard's own journal stands. */
  | { kind: "journal"; figures: JournalFigures }
  | { kind: "available"; versions: readonly AvailableVersion[] }
  | { kind: "grants"; grants: ReadonlyMap<DeviceId, GrantView> }
  | { kind: "tick" };

export interface AvailableVersion {
  product: Product;
  version: string;
  enteredBy: string;
  at: number;
}

/** What was published for an installation that is known. */
export interface PublishedPrices {
  installationId: InstallationId;
  slots: Extract<Message, { kind: "prices" }>["slots"];
  /** When it came, ms; 0: it was retained, of an unknown time, and holds where nothing else was published. */
  at: number;
}

/**
 * What came of the events since the last `takeChange`. Views are not in it: whoever needs one asks for it by id, so that a
 * charger that changed ten times between two frames is drawn once.
 */
export interface Change {
  rev: number;
  chargers: Set<DeviceId>;
  installations: Set<InstallationId>;
  /** Installations whose chargers may draw another current than before. */
  available: Set<InstallationId>;
  links: boolean;
  support: boolean;
  firmware: boolean;
  /** Commands whose course went on, as they are now: to be written to the store. */
  commands: Map<string, Command>;
  /** Newest observations to be kept, by charger and observation id. */
  observations: Map<DeviceId, Map<number, Observation>>;
  /** What is to be kept for good, in the order in which it was found out. */
  history: HistoryRow[];
  /** What markets published, to be written to the store. */
  prices: PublishedPrices[];
  /** Chargers of which what is derived (`derivedOf`) is another. */
  derived: Set<DeviceId>;
  /** What goes out now for a command that has begun already, by the id that its answer names. */
  orders: Map<string, { deviceId: DeviceId; order: ChargerOrder }>;
  /** Chargers that are to tell all that they know again, now. */
  reports: Set<DeviceId>;
  /** Chargers that asked whether the logic is alive, and want a ping reply now. */
  pingReplies: Set<DeviceId>;
  /** Chargers that showed a tag and want it granted or denied now. */
  tags: Map<DeviceId, string>;
}
